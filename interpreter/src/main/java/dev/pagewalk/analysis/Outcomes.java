package dev.pagewalk.analysis;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.Register;
import dev.pagewalk.lower.Lowered;
import dev.pagewalk.lower.Lowering;
import dev.pagewalk.witness.StateNames;
import dev.pagewalk.witness.TraceBuilder;
import dev.pagewalk.witness.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects the end states of one variant of a scenario by what its threads have read. */
final class Outcomes {
  private final Resolution resolution;
  private final Function<Span, String> text;
  private final String hash;
  private final CheckOptions options;

  /** The values of an end state: of the registers, then the signals of all threads. */
  private record Values(List<Long> words) implements Comparable<Values> {
    @Override
    public int compareTo(Values other) {
      for (int i = 0; i < words.size(); i++) {
        int order = words.get(i).compareTo(other.words.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
  }

  private static final class Seen {
    private long ends;
    private final List<Move> moves;

    Seen(List<Move> moves) {
      this.moves = moves;
    }
  }

  Outcomes(Resolution resolution, Function<Span, String> text, String hash, CheckOptions options) {
    this.resolution = resolution;
    this.text = text;
    this.hash = hash;
    this.options = options;
  }

  OutcomeTable collect(String file, CheckPlan plan, Cancellation cancellation, Reporter reporter) {
    long start = System.nanoTime();
    Lowered lowered = Lowering.lower(resolution, plan.scenario(), plan.variant().withRegisters(), text);
    if (lowered.program().isEmpty()) {
      return nothing(file, plan, lowered.diagnostics().get(0).message(), start);
    }
    Machine machine = new Machine(lowered.program().get());
    Program program = machine.program();
    StateNames names = new StateNames(program);
    if (machine.setupProblem().isPresent()) {
      return nothing(file, plan,
          "the start state cannot be built: " + names.resolve(machine.setupProblem().get()), start);
    }
    Map<Values, Seen> seen = new TreeMap<>();
    SearchResult search = new ExhaustiveSearch(machine, options.search().budget(), finding -> false, cancellation, reporter,
        execution -> note(machine, execution, seen)).run();
    List<Integer> signalled = signalled(program, seen);
    List<String> columns = new ArrayList<>(program.kept().stream().map(Register::name).toList());
    signalled.forEach(agent -> columns.add(program.agents().get(agent).name()));
    List<OutcomeTable.Row> rows = new ArrayList<>();
    seen.forEach((values, found) ->
        rows.add(new OutcomeTable.Row(written(program, names, values, signalled), found.ends,
            witness(file, plan, program, found))));
    List<String> violations = List.copyOf(new TreeSet<>(search.found().stream()
        .map(found -> found.finding().oracle()).toList()));
    return new OutcomeTable(file, plan.scenario().name().text(), plan.description(), columns, rows, search.complete(),
        search.stopped(), search.states(), search.finished(), search.cut(), violations,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static void note(Machine machine, Supplier<List<Move>> execution, Map<Values, Seen> seen) {
    Program program = machine.program();
    List<Long> words = new ArrayList<>();
    program.kept().forEach(register -> words.add(machine.state().get(register.word())));
    program.signals().forEach(word -> words.add(machine.state().get(word)));
    seen.computeIfAbsent(new Values(words), values -> new Seen(execution.get())).ends++;
  }

  /** The threads that a signal has ended in some end state. */
  private static List<Integer> signalled(Program program, Map<Values, Seen> seen) {
    int registers = program.kept().size();
    List<Integer> agents = new ArrayList<>();
    for (int i = 0; i < program.signals().size(); i++) {
      int at = registers + i;
      if (seen.keySet().stream().anyMatch(values -> values.words().get(at) != 0)) {
        agents.add(i);
      }
    }
    return agents;
  }

  private static List<String> written(Program program, StateNames names, Values values, List<Integer> signalled) {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < program.kept().size(); i++) {
      written.add(names.value(program.kept().get(i).type(), values.words().get(i)));
    }
    for (int agent : signalled) {
      long signal = values.words().get(program.kept().size() + agent);
      written.add(signal == 0 ? "-" : names.value(program.signals().get(agent), signal));
    }
    return written;
  }

  private Witness witness(String file, CheckPlan plan, Program program, Seen found) {
    TraceBuilder.Replay replay =
        TraceBuilder.replay(new Machine(program), found.moves, Optional.empty(), text);
    String end = replay.trace().violation().map(violation -> violation.name()).orElse("safe");
    return new Witness(file, plan.scenario().name().text(), plan.options(), end, hash, replay.steps());
  }

  private OutcomeTable nothing(String file, CheckPlan plan, String why, long start) {
    return new OutcomeTable(file, plan.scenario().name().text(), plan.description(), List.of(), List.of(), false,
        Optional.of(why), 0, 0, 0, List.of(), Duration.ofNanos(System.nanoTime() - start));
  }
}
