package dev.pagewalk.explore;

/** Is told now and then how far a search is; text, JSON and LSP progress are three of them. */
@FunctionalInterface
public interface Reporter {
  /** Tells nobody. */
  Reporter SILENT = progress -> {};

  /** Called about every 65,536 transitions by the searching thread. */
  void report(Progress progress);
}
