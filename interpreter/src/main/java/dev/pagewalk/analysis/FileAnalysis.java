package dev.pagewalk.analysis;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.locks.HeldLocks;
import dev.pagewalk.dsl.locks.LibraryLocks;
import dev.pagewalk.dsl.locks.LockFlow;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file, parsed and resolved. A file of the library is resolved together with the library and has no scenarios.
 *
 * <p>What threads certainly do wrong with locks is found out when {@link #diagnostics} are first asked for: who completes
 * a word or checks a scenario does not wait for it. Safe for several threads.
 */
public final class FileAnalysis {
  private final String path;
  private final Set<String> reads;
  private final Resolution resolution;

  /** Mistakes in the use of files, and of the library. */
  private final List<Diagnostic> around;
  private final boolean isOfLibrary;

  /** What the library's functions do with locks. */
  private final LibraryLocks locks;
  private List<Diagnostic> diagnostics;

  FileAnalysis(
      String path, Set<String> reads, Resolution resolution, List<Diagnostic> around, LibraryLocks locks) {
    this(path, reads, resolution, around, locks, false);
  }

  private FileAnalysis(
      String path, Set<String> reads, Resolution resolution, List<Diagnostic> around, LibraryLocks locks,
      boolean isOfLibrary) {
    this.path = path;
    this.reads = Set.copyOf(reads);
    this.resolution = resolution;
    this.around = List.copyOf(around);
    this.locks = locks;
    this.isOfLibrary = isOfLibrary;
  }

  static FileAnalysis ofLibrary(String path, Resolution resolution, List<Diagnostic> around, LibraryLocks locks) {
    return new FileAnalysis(path, Set.of(path), resolution, around, locks, true);
  }

  /** Its name. */
  public String path() {
    return path;
  }

  /** The paths of all files that it depends on beside the library, itself and missing ones included. */
  public Set<String> reads() {
    return reads;
  }

  /** What its names and expressions are. */
  public Resolution resolution() {
    return resolution;
  }

  /** Those of the file and those that it uses, in the order of the text. */
  public synchronized List<Diagnostic> diagnostics() {
    if (diagnostics == null) {
      List<Diagnostic> all = new ArrayList<>(around);
      all.addAll(isOfLibrary ? resolution.diagnostics() : ofTexts());
      diagnostics = List.copyOf(all);
    }
    return diagnostics;
  }

  private List<Diagnostic> ofTexts() {
    List<Diagnostic> found = new ArrayList<>(resolution.diagnostics());
    found.addAll(LockFlow.check(resolution, locks));
    return resolution.inOrder(found);
  }

  /** Which locks are held where in its text, as far as the text alone tells. */
  public List<HeldLocks.Here> heldLocks() {
    return Stream.concat(resolution.units().stream(), resolution.library().stream())
        .filter(unit -> unit.path().equals(path))
        .findFirst()
        .map(unit -> HeldLocks.of(resolution, locks, unit))
        .orElse(List.of());
  }

  /** Its scenarios that can be checked: those without errors in their text, if nothing around them has errors. */
  public List<Decl.Scenario> scenarios() {
    return resolution.scenarios().stream().filter(scenario -> !isBroken(scenario)).toList();
  }

  /** Whether an error keeps a scenario from being checked. */
  public boolean isBroken(Decl.Scenario scenario) {
    return mistake(scenario).isPresent();
  }

  /**
   * The first error that keeps a scenario from being checked: one inside it, or one outside of all scenarios. What is
   * wrong with locks is a warning, and keeps none.
   */
  public Optional<Diagnostic> mistake(Decl.Scenario scenario) {
    return Stream.concat(around.stream(), resolution.diagnostics().stream())
        .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
        .filter(diagnostic -> isInside(diagnostic, scenario) || !isInsideAny(diagnostic))
        .findFirst();
  }

  private boolean isInsideAny(Diagnostic diagnostic) {
    return resolution.scenarios().stream().anyMatch(scenario -> isInside(diagnostic, scenario));
  }

  private static boolean isInside(Diagnostic diagnostic, Decl.Scenario scenario) {
    Span at = diagnostic.span();
    Span whole = scenario.span();
    return at.path().equals(whole.path()) && whole.start() <= at.start() && at.end() <= whole.end();
  }
}
