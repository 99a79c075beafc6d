package dev.pagewalk.exec;

import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.parse.Parsed;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Resolver;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.ReferenceSearch;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Global;
import dev.pagewalk.ir.Program;
import dev.pagewalk.lower.Lowered;
import dev.pagewalk.lower.Lowering;
import dev.pagewalk.lower.MachineSettings;
import dev.pagewalk.lower.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A scenario without the kernel library, compiled from text; for tests. */
public final class Model {
  private static final Budget AMPLE = new Budget(5_000_000, 1_000_000, Duration.ofMinutes(5));

  private final Program program;

  private Model(Program program) {
    this.program = program;
  }

  /** Compiles a file's only scenario; a text without one is the inside of one. */
  public static Model of(String text) {
    return of(text, Map.of());
  }

  /** As {@link #of(String)}, with other values for parameters of the scenario. */
  public static Model of(String text, Map<String, Long> parameters) {
    return of(text, parameters, MachineSettings.DEFAULT);
  }

  /** As {@link #of(String, Map)}, where nobody judges data races: for those to whom something else matters. */
  static Model withoutRaces(String text, Map<String, Long> parameters) {
    return of(text, parameters, MachineSettings.DEFAULT.with("data_races", 0, "").orElseThrow());
  }

  /** As {@link #of(String, Map)}, where a compiler may make plain reads again. */
  static Model repeatingReads(String text, Map<String, Long> parameters) {
    return of(text, parameters, MachineSettings.DEFAULT.with("plain_reads", 0, "repeat").orElseThrow());
  }

  /** The same, on another machine. */
  private static Model of(String text, Map<String, Long> parameters, MachineSettings machine) {
    String whole = text.contains("scenario ") ? text : "scenario s {\n" + text + "\n}";
    Parsed parsed = Parsing.parse("test.pw", whole);
    Resolution resolution = Resolver.resolve(List.of(), List.of(parsed.unit()));
    List<String> errors = new ArrayList<>();
    parsed.diagnostics().forEach(one -> errors.add(one.message()));
    resolution.diagnostics().stream().filter(one -> one.severity() == Severity.ERROR)
        .forEach(one -> errors.add(one.message()));
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("the model has errors: " + errors + "\n" + whole);
    }
    Lowered lowered = Lowering.lower(resolution, resolution.scenarios().getFirst(),
        new Variant(Set.of(), parameters, machine), span -> whole.substring(span.start(), span.end()));
    return new Model(lowered.program().orElseThrow(
        () -> new IllegalArgumentException(lowered.diagnostics() + "\n" + whole)));
  }

  /** What runs. */
  public Program program() {
    return program;
  }

  /** A machine in the start state. */
  public Machine machine() {
    return new Machine(program);
  }

  /** Searches everything with the fast search. */
  public SearchResult search() {
    return new ExhaustiveSearch(machine(), AMPLE, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
  }

  /** Searches everything with the slow search. */
  public ReferenceSearch.Result reference(long limit) {
    Machine machine = machine();
    return ReferenceSearch.run(machine, () -> machine.state().snapshot(), limit);
  }

  /** Each kind of finding as users name it. */
  public static Set<String> found(SearchResult result) {
    Set<String> names = new TreeSet<>();
    result.found().forEach(one -> names.add(one.finding().subject().isEmpty() ? one.finding().oracle()
        : one.finding().oracle() + '(' + one.finding().subject() + ')'));
    return names;
  }

  /** The values of shared variables in an end state; all variables that are no locks where none is named. */
  public String values(ReferenceSearch.Snapshot state, List<String> names) {
    Map<String, String> values = new TreeMap<>();
    for (Global global : program.globals()) {
      boolean wanted = names.isEmpty() ? !(global.type() instanceof Type.Lock) : names.contains(global.name());
      if (wanted) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < global.length(); i++) {
          words.add(word(state.get(global.index() + i)));
        }
        values.put(global.name(), String.join(",", words));
      }
    }
    List<String> order = names.isEmpty() ? List.copyOf(values.keySet()) : names;
    List<String> told = order.stream().map(name -> name + "=" + values.get(name)).toList();
    return String.join(" ", told);
  }

  private static String word(long word) {
    return Words.isReference(word) ? "object" : String.valueOf(word);
  }
}
