package dev.pagewalk.explore;

import java.util.List;
import java.util.function.Supplier;

/** Is shown every end state that a search judges, while the system stands in it. */
@FunctionalInterface
public interface EndVisitor {
  /** Looks at nothing. */
  EndVisitor NONE = execution -> {};

  /**
   * The system stands in an end state that it has just judged.
   *
   * @param execution gives the steps that led there, when they are wanted
   */
  void atEnd(Supplier<List<Move>> execution);
}
