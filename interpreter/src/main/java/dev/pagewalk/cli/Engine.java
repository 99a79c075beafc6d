package dev.pagewalk.cli;

import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.OutcomeTable;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.step.Opening;
import dev.pagewalk.tables.OrderGraph;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Witness;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the commands need of the analysis, and nothing else. {@link #check} may be called by several threads at once,
 * and {@link #text} meanwhile; the others not. Nothing here throws for bad input.
 */
public interface Engine {
  /** Makes an engine when a command needs one, so that the others start without it. */
  @FunctionalInterface
  interface Factory {
    /**
     * Makes an engine.
     *
     * @param directory against which relative paths are resolved
     * @param library the folder of {@code --library}; empty for the kernel library that came with the tool
     * @throws UnusableLibrary if there is no kernel library in that folder, or it has errors
     */
    Engine create(Path directory, Optional<Path> library);
  }

  /** The folder of {@code --library} cannot be used. */
  final class UnusableLibrary extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Cannot be used because of {@code reason}, the end of a sentence. */
    public UnusableLibrary(String reason) {
      super(reason);
    }
  }

  /** The kernel library in use. */
  Library library();

  /** Parses and resolves texts; what they {@code use} is read from disk, relative to {@link Source#path()}. */
  Opened open(List<Source> sources);

  /** What there is to check of a scenario: a unit for each variant of each expectation, in the order of the text. */
  Plan plan(Scenario scenario, CheckOptions options);

  /** Judges one unit. When cancelled, says within a moment what is known: {@code unknown}, with the reason. */
  CheckResult check(Unit unit, Cancellation cancellation, Reporter reporter);

  /** With which values the registers of a unit's threads can end; what the unit expects does not matter. */
  OutcomeTable outcomes(Unit unit, Cancellation cancellation, Reporter reporter);

  /**
   * The variant of a unit, a phrase for each thing that is varied; units with the same phrases differ only in what they
   * expect.
   */
  List<String> variant(Unit unit);

  /** Follows a witness through the scenario in {@code source} as it is today. */
  Replay replay(Witness witness, Source source);

  /** What somebody wants to step through. */
  Opening.Result step(Opening.Wish wish);

  /** In which order the library has locks taken. */
  OrderGraph lockOrder();

  /** The text of a file that a span of this engine names: a source, a file that it uses, a file of the library. */
  Optional<String> text(String path);

  /**
   * A text.
   *
   * @param path as the user named it, or a display name such as {@code <stdin>}
   */
  record Source(String path, String text) {}

  /**
   * What was found in the sources.
   *
   * @param scenarios those that can be checked, in the order of the sources and their texts
   * @param broken names of those that cannot, because of errors
   */
  record Opened(List<Scenario> scenarios, List<String> broken, List<Diagnostic> diagnostics) {
    public Opened {
      scenarios = List.copyOf(scenarios);
      broken = List.copyOf(broken);
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * A scenario.
   *
   * @param file as in {@link Source#path()}
   * @param doc its doc comment, without the slashes; empty if there is none
   * @param expectations as written, without {@code expect}; {@code safe} if none is written
   * @param parameters names that {@code -D} can set
   * @param patches names that {@code --with} and {@code --without} can take: the library's and its own
   */
  record Scenario(
      String file, String name, String doc, List<String> expectations, List<String> parameters, List<String> patches) {
    public Scenario {
      expectations = List.copyOf(expectations);
      parameters = List.copyOf(parameters);
      patches = List.copyOf(patches);
    }
  }

  /** Units to be checked, and what is wrong with the options or expectations; one that is wrong gives no unit. */
  record Plan(List<Unit> units, List<Diagnostic> diagnostics) {
    public Plan {
      units = List.copyOf(units);
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** One variant of one expectation: position {@code index} among the units of its scenario. */
  record Unit(String file, String scenario, int index, CheckOptions options) {}

  /**
   * How a replay went.
   *
   * @param trace as far as it went; empty if it did not start
   * @param stopped where and why it no longer matches; empty if it came to the recorded end
   * @param changed whether the scenario or the library is another text than the witness was made with
   * @param diagnostics of the scenario's text
   */
  record Replay(Optional<Trace> trace, Optional<String> stopped, boolean changed, List<Diagnostic> diagnostics) {
    public Replay {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * A kernel library.
   *
   * @param version for people: {@code 0.1.0}, or {@code custom} for one given by {@code --library}
   * @param hash of its texts, in hexadecimal
   * @param directory where its texts can be read
   */
  record Library(
      String version, String hash, String directory, List<KernelFunction> functions, List<KernelPatch> patches) {
    public Library {
      functions = List.copyOf(functions);
      patches = List.copyOf(patches);
    }
  }

  /**
   * A function of the library.
   *
   * @param signature {@code pte_free(mm: mm, table: ptdesc)}
   * @param doc its doc comment without the slashes: what it does, {@code source:} lines, {@code Model:} lines
   */
  record KernelFunction(String name, String signature, String doc, Span span) {}

  /**
   * A patch of the library.
   *
   * @param since the first release that has it; empty for none
   * @param title of the commit
   * @param doc its doc comment without the slashes
   */
  record KernelPatch(String name, String since, String title, String doc, List<String> needs, Span span) {
    public KernelPatch {
      needs = List.copyOf(needs);
    }
  }
}
