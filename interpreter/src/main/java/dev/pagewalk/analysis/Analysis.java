package dev.pagewalk.analysis;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.locks.LibraryLocks;
import dev.pagewalk.dsl.parse.Outline;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Resolver;
import dev.pagewalk.dsl.resolve.SourceProvider;
import dev.pagewalk.dsl.resolve.UseGraph;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.ir.Program;
import dev.pagewalk.lower.Lowered;
import dev.pagewalk.lower.Lowering;
import dev.pagewalk.tables.OrderGraph;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Witness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/**
 * What can be known about the files of a workspace at one moment. Every method gives the same answer however often and
 * from whichever thread it is asked; nothing is thrown for bad input.
 */
public final class Analysis {
  /** How much of the library a file is resolved with. */
  public enum Extent {
    /** All of it: what editors want to know may be anywhere in it. */
    WHOLE,
    /**
     * What the file can come across, if nothing is wrong with the file and that: enough to check scenarios. A mistake
     * in the rest of the library goes unnoticed.
     */
    USED
  }

  private final Library library;
  private final Path directory;
  private final Extent extent;
  private final Map<String, String> memory;
  private final Map<String, FileAnalysis> files = new ConcurrentHashMap<>();
  private final Map<String, String> read = new ConcurrentHashMap<>();

  Analysis(Library library, Path directory, Extent extent, Map<String, String> memory) {
    this.library = library;
    this.directory = directory;
    this.extent = extent;
    this.memory = Map.copyOf(memory);
  }

  /** What is known when the texts in memory are {@code memory}, and {@code changed} are no longer what they were. */
  Analysis after(Map<String, String> memory, Set<String> changed) {
    Analysis next = new Analysis(library, directory, extent, memory);
    files.forEach((path, file) -> {
      if (Collections.disjoint(file.reads(), changed)) {
        next.files.put(path, file);
      }
    });
    read.forEach((path, text) -> {
      if (!changed.contains(path)) {
        next.read.put(path, text);
      }
    });
    return next;
  }

  /** What is to be checked of a scenario, and what is wrong with its expectations or the options. */
  public record Plans(List<CheckPlan> plans, List<Diagnostic> diagnostics) {
    public Plans {
      plans = List.copyOf(plans);
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** What would be known if {@code path} had this text. */
  public Analysis with(String path, String text) {
    if (library.texts().containsKey(path)) {
      return new Analysis(library.with(path, text), directory, extent, memory);
    }
    Map<String, String> texts = new HashMap<>(memory);
    texts.put(path, text);
    return after(texts, Set.of(path));
  }

  /** The kernel library. */
  public Library library() {
    return library;
  }

  /** In which order the library has locks taken. */
  public OrderGraph lockOrder() {
    return LockOrderEdges.of(library.resolved().resolution());
  }

  /** A file, with what it uses. */
  public FileAnalysis file(String path) {
    return files.computeIfAbsent(path, this::analyse);
  }

  /** A file, with what it uses, for one look: {@link #file} of it is not remembered if it was not known. */
  public FileAnalysis glance(String path) {
    FileAnalysis known = files.get(path);
    return known == null ? analyse(path) : known;
  }

  private FileAnalysis analyse(String path) {
    if (library.texts().containsKey(path)) {
      return FileAnalysis.ofLibrary(path, library.resolved().resolution(), library.diagnostics(), library.locks());
    }
    Set<String> reads = new HashSet<>();
    Set<String> words = new HashSet<>();
    UseGraph uses = UseGraph.load(path, asked -> {
      reads.add(asked);
      SourceProvider.Source source = source(asked);
      if (extent == Extent.USED && source instanceof SourceProvider.Source.Found found) {
        Outline.addWords(found.text(), words);
      }
      return source;
    });
    if (extent == Extent.USED && uses.diagnostics().isEmpty()) {
      Optional<Resolution> resolution = library.excerpt(words)
          .map(excerpt -> Resolver.resolve(excerpt, uses.units()))
          .filter(found -> found.diagnostics().isEmpty());
      if (resolution.isPresent()) {
        LibraryLocks locks = new LibraryLocks(resolution.get().library());
        return new FileAnalysis(path, reads, resolution.get(), List.of(), locks);
      }
    }
    List<Diagnostic> around = new ArrayList<>(uses.diagnostics());
    around.addAll(library.diagnostics());
    Resolution resolution = Resolver.resolve(library.resolved(), uses.units());
    return new FileAnalysis(path, reads, resolution, around, library.locks());
  }

  private SourceProvider.Source source(String path) {
    String held = memory.get(path);
    if (held != null) {
      return new SourceProvider.Source.Found(held);
    }
    SourceReader.Read found = SourceReader.read(directory.resolve(path), path);
    found.text().ifPresent(text -> read.put(path, text));
    return found.text().<SourceProvider.Source>map(SourceProvider.Source.Found::new)
        .orElseGet(() -> new SourceProvider.Source.Failed(
            found.diagnostic().map(Diagnostic::message).orElse("it cannot be read")));
  }

  /** The variants of a scenario's expectations. */
  public Plans plans(FileAnalysis file, Decl.Scenario scenario, CheckOptions options) {
    Planner planner = new Planner(file.resolution(), scenario, options);
    List<CheckPlan> plans = planner.plans();
    return new Plans(plans, planner.diagnostics());
  }

  /**
   * Checks one variant. May take as long as the options' budget allows; a request to cancel ends it within a moment.
   */
  public CheckResult check(
      FileAnalysis file, CheckPlan plan, CheckOptions options, Cancellation cancellation, Reporter reporter) {
    return checker(file, options).check(file.path(), plan, cancellation, reporter);
  }

  /**
   * Checks one variant and tells what was found as it was found: nothing is looked for that would only show it better,
   * such as an execution with fewer context switches, or the harm that the breach of a rule does.
   */
  public CheckResult firstLook(
      FileAnalysis file, CheckPlan plan, CheckOptions options, Cancellation cancellation, Reporter reporter) {
    return checker(file, options).firstLook(file.path(), plan, cancellation, reporter);
  }

  /** With which values the registers of a variant's threads can end; bounded and cancelled as {@link #check}. */
  public OutcomeTable outcomes(
      FileAnalysis file, CheckPlan plan, CheckOptions options, Cancellation cancellation, Reporter reporter) {
    return new Outcomes(file.resolution(), this::text, hash(file.path()), options)
        .collect(file.path(), plan, cancellation, reporter);
  }

  /**
   * How far a witness leads through a scenario of {@code file} as it is now.
   *
   * @param trace as far as it matches; empty if it does not begin
   * @param stopped where and why it does not go on, in words; empty if it came to its end
   */
  public record Replayed(Optional<Trace> trace, Optional<String> stopped) {}

  /** Follows a witness through a scenario. */
  public Replayed replay(FileAnalysis file, Decl.Scenario scenario, Witness witness) {
    Replayer.Result result = new Replayer(file.resolution(), this::text).replay(scenario, witness);
    return new Replayed(result.trace(), result.stopped());
  }

  /**
   * A variant that can be stepped through, from its start or along a witness.
   *
   * @param plan the variant
   * @param program what runs; empty if there is none
   * @param moves the witness, as far as it matches
   * @param problem why there is no program, or where and why the witness does not match; empty if all is well
   */
  public record Execution(CheckPlan plan, Optional<Program> program, List<Move> moves, Optional<String> problem) {
    public Execution {
      moves = List.copyOf(moves);
    }
  }

  /** A variant, compiled. */
  public Execution execution(FileAnalysis file, CheckPlan plan) {
    Lowered lowered = Lowering.lower(file.resolution(), plan.scenario(), plan.variant(), this::text);
    return new Execution(plan, lowered.program(), List.of(),
        lowered.diagnostics().stream().findFirst().map(Diagnostic::message));
  }

  /** The variant that a witness belongs to, compiled, and the witness in it. */
  public Execution execution(FileAnalysis file, Decl.Scenario scenario, Witness witness) {
    Replayer.Result result = new Replayer(file.resolution(), this::text).replay(scenario, witness);
    return result.way()
        .map(way -> new Execution(way.plan(), Optional.of(way.program()), way.moves(), result.stopped()))
        .orElseGet(() -> new Execution(
            plans(file, scenario, CheckOptions.DEFAULT).plans().get(0), Optional.empty(), List.of(), result.stopped()));
  }

  /** Checker for a file. */
  Checker checker(FileAnalysis file, CheckOptions options) {
    return new Checker(file.resolution(), this::text, hash(file.path()), options);
  }

  /** The text of a file of the workspace or the library, if this snapshot has read it. */
  public Optional<String> text(String path) {
    String held = memory.get(path);
    if (held != null) {
      return Optional.of(held);
    }
    return Optional.ofNullable(read.getOrDefault(path, library.texts().get(path)));
  }

  private String text(Span span) {
    return text(span.path()).map(text -> text.substring(span.start(), span.end())).orElse("");
  }

  /** A hash of a file's text and the library, in hexadecimal, as witnesses carry it. */
  public String hash(String path) {
    CRC32C sum = new CRC32C();
    sum.update(text(path).orElse("").getBytes(StandardCharsets.UTF_8));
    return String.format("%08x%s", sum.getValue(), library.hash());
  }
}
