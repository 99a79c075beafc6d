package dev.pagewalk.cli;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.AnalysisHost;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckPlan;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.analysis.LibraryLocation;
import dev.pagewalk.analysis.OutcomeTable;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.lower.PatchSet;
import dev.pagewalk.step.Opening;
import dev.pagewalk.tables.OrderGraph;
import dev.pagewalk.witness.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The engine of the tool: the analysis, asked on behalf of a command. */
public final class AnalysisEngine implements Engine {
  private final dev.pagewalk.analysis.Library library;
  private final boolean shipped;
  private final Path directory;
  private final AnalysisHost host;
  private Analysis analysis;
  private final Map<Unit, CheckPlan> plans = new ConcurrentHashMap<>();
  private final Map<String, Decl.Scenario> scenarios = new HashMap<>();

  private AnalysisEngine(dev.pagewalk.analysis.Library library, boolean shipped, Path directory) {
    this.library = library;
    this.shipped = shipped;
    this.directory = directory;
    host = new AnalysisHost(library, directory, extent());
    analysis = host.snapshot();
  }

  /** Our own library is known to be right as a whole; of any other everything is looked at. */
  private Analysis.Extent extent() {
    return shipped ? Analysis.Extent.USED : Analysis.Extent.WHOLE;
  }

  /** A factory of engines that parse what they need of the library; otherwise as below. */
  public static Factory factory(Optional<Path> home, Optional<Path> cache) {
    return factory(home, cache, Optional.empty());
  }

  /**
   * A factory of engines.
   *
   * @param home the checkout from which the tool was started, if it was
   * @param cache the folder in which the tool may keep things, if there is one
   * @param trees the file in which the library's syntax trees are kept, if they are
   */
  public static Factory factory(Optional<Path> home, Optional<Path> cache, Optional<Path> trees) {
    return (directory, library) -> library
        .map(folder -> new AnalysisEngine(custom(folder, directory), false, directory))
        .orElseGet(() -> new AnalysisEngine(LibraryLocation.load(home, cache, trees), true, directory));
  }

  private static dev.pagewalk.analysis.Library custom(Path folder, Path directory) {
    // As the user wrote it where that works, so that places in it are short to read.
    Path place = Path.of("").toAbsolutePath().equals(directory) ? folder : directory.resolve(folder);
    if (!Files.isDirectory(place)) {
      throw new UnusableLibrary("`" + folder + "` is not a folder");
    }
    try {
      dev.pagewalk.analysis.Library library = dev.pagewalk.analysis.Library.in(place);
      if (library.texts().isEmpty()) {
        throw new UnusableLibrary("there is no .pw file in `" + folder + "`");
      }
      return library;
    } catch (IOException unreadable) {
      throw new UnusableLibrary("`" + folder + "` cannot be read: " + unreadable.getMessage());
    }
  }

  @Override
  public Library library() {
    List<KernelFunction> functions = new ArrayList<>();
    List<KernelPatch> patches = new ArrayList<>();
    for (SourceUnit unit : library.units()) {
      for (Decl decl : unit.decls()) {
        if (decl instanceof Decl.Fn fn) {
          functions.add(new KernelFunction(fn.name().text(), signature(fn), fn.doc().orElse(""), fn.span()));
        } else if (decl instanceof Decl.Patch patch) {
          patches.add(new KernelPatch(patch.name().text(), patch.since().map(since -> since.value()).orElse(""),
              patch.title().map(title -> title.value()).orElse(""), patch.doc().orElse(""),
              patch.needs().stream().map(name -> name.text()).toList(), patch.span()));
        }
      }
    }
    String directory = library.directory().isEmpty() ? "the jar" : library.directory();
    return new Library(shipped ? Version.number() : "custom", library.hash(), directory, functions, patches);
  }

  private String signature(Decl.Fn fn) {
    List<String> parameters = fn.params().stream().map(parameter -> written(parameter.span())).toList();
    String result = fn.result().map(type -> " -> " + written(type.span())).orElse("");
    return fn.name().text() + "(" + String.join(", ", parameters) + ")" + result;
  }

  private String written(Span span) {
    return text(span.path()).map(text -> text.substring(span.start(), span.end()).replaceAll("\\s+", " ")).orElse("");
  }

  @Override
  public Opened open(List<Source> sources) {
    sources.forEach(source -> host.setText(source.path(), source.text()));
    analysis = host.snapshot();
    List<Scenario> found = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    // Files may use the same file: what is wrong with that is told once.
    Set<Diagnostic> diagnostics = new LinkedHashSet<>();
    for (Source source : sources) {
      FileAnalysis file = analysis.file(source.path());
      diagnostics.addAll(file.diagnostics());
      for (Decl.Scenario scenario : file.resolution().scenarios()) {
        if (file.isBroken(scenario)) {
          broken.add(scenario.name().text());
        } else {
          scenarios.put(key(source.path(), scenario.name().text()), scenario);
          found.add(scenario(file, scenario));
        }
      }
    }
    return new Opened(found, broken, List.copyOf(diagnostics));
  }

  private static String key(String file, String scenario) {
    return file + "::" + scenario;
  }

  private Scenario scenario(FileAnalysis file, Decl.Scenario scenario) {
    List<String> expectations = scenario.items().stream()
        .filter(ScenarioItem.Expect.class::isInstance)
        .map(item -> written(item.span()).replaceFirst("^expect ", "").replaceFirst(" ?;$", ""))
        .toList();
    return new Scenario(file.path(), scenario.name().text(), scenario.doc().orElse(""),
        expectations.isEmpty() ? List.of("safe") : expectations,
        scenario.params().stream().map(parameter -> parameter.name().text()).toList(),
        List.copyOf(new PatchSet(file.resolution(), scenario).names()));
  }

  @Override
  public Plan plan(Scenario scenario, CheckOptions options) {
    FileAnalysis file = analysis.file(scenario.file());
    Analysis.Plans found = analysis.plans(file, scenarios.get(key(scenario.file(), scenario.name())), options);
    Set<Diagnostic> diagnostics = new LinkedHashSet<>(found.diagnostics());
    List<Unit> units = new ArrayList<>();
    for (CheckPlan plan : found.plans()) {
      if (diagnostics.stream().anyMatch(each -> keeps(each, plan))) {
        continue;
      }
      Unit unit = new Unit(scenario.file(), scenario.name(), units.size(), options);
      plans.put(unit, plan);
      units.add(unit);
    }
    return new Plan(units, List.copyOf(diagnostics));
  }

  /** Whether {@code diagnostic} keeps {@code plan} from being checked: an error in it, or in no expectation. */
  private static boolean keeps(Diagnostic diagnostic, CheckPlan plan) {
    if (diagnostic.severity() != Severity.ERROR) {
      return false;
    }
    boolean inAnother = plan.scenario().items().stream()
        .filter(ScenarioItem.Expect.class::isInstance)
        .filter(item -> plan.expect().isEmpty() || item != plan.expect().get())
        .anyMatch(item -> item.span().start() <= diagnostic.span().start()
            && diagnostic.span().end() <= item.span().end());
    return !inAnother;
  }

  @Override
  public CheckResult check(Unit unit, Cancellation cancellation, Reporter reporter) {
    return analysis.check(analysis.file(unit.file()), plans.get(unit), unit.options(), cancellation, reporter);
  }

  @Override
  public OutcomeTable outcomes(Unit unit, Cancellation cancellation, Reporter reporter) {
    return analysis.outcomes(analysis.file(unit.file()), plans.get(unit), unit.options(), cancellation, reporter);
  }

  @Override
  public List<String> variant(Unit unit) {
    return plans.get(unit).words();
  }

  @Override
  public Replay replay(Witness witness, Source source) {
    Opened opened = open(List.of(source));
    boolean changed = !analysis.hash(source.path()).equals(witness.hash());
    Decl.Scenario scenario = scenarios.get(key(source.path(), witness.scenario()));
    if (scenario == null) {
      String why = opened.broken().contains(witness.scenario())
          ? "scenario `" + witness.scenario() + "` has errors"
          : "there is no scenario `" + witness.scenario() + "` in `" + source.path() + "`";
      return new Replay(Optional.empty(), Optional.of(why), changed, opened.diagnostics());
    }
    Analysis.Replayed replayed = analysis.replay(analysis.file(source.path()), scenario, witness);
    return new Replay(replayed.trace(), replayed.stopped(), changed, opened.diagnostics());
  }

  @Override
  public Opening.Result step(Opening.Wish wish) {
    return new Opening(library, directory, extent()).open(wish);
  }

  @Override
  public OrderGraph lockOrder() {
    return analysis.lockOrder();
  }

  @Override
  public Optional<String> text(String path) {
    return analysis.text(path);
  }
}
