package dev.pagewalk.analysis;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.cpu.Architecture;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Program;
import dev.pagewalk.lower.Lowered;
import dev.pagewalk.lower.Lowering;
import dev.pagewalk.witness.StateNames;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.TraceBuilder;
import dev.pagewalk.witness.Witness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Follows a witness through a scenario as it is now, and says where they part. */
final class Replayer {
  private final Resolution resolution;
  private final Function<Span, String> text;

  Replayer(Resolution resolution, Function<Span, String> text) {
    this.resolution = resolution;
    this.text = text;
  }

  /** An execution of a variant. */
  record Way(CheckPlan plan, Program program, List<Move> moves) {
    Way {
      moves = List.copyOf(moves);
    }
  }

  /**
   * How far a witness leads.
   *
   * @param trace as far as it matches; empty if it does not begin
   * @param stopped where and why it does not go on, in words; empty if it came to its end
   * @param way the moves as far as they match; empty if there is nothing to move in
   */
  record Result(Optional<Trace> trace, Optional<String> stopped, Optional<Way> way) {
    static Result notBegun(String why) {
      return new Result(Optional.empty(), Optional.of(why), Optional.empty());
    }

    private int length() {
      return trace.map(Trace::steps).orElse(-1);
    }
  }

  /**
   * Follows {@code witness}. Several variants may answer to its options; the one that it leads furthest through is
   * told.
   */
  Result replay(Decl.Scenario scenario, Witness witness) {
    Planner planner = new Planner(resolution, scenario, CheckOptions.DEFAULT);
    List<CheckPlan> candidates = new ArrayList<>(planner.plans().stream()
        .filter(plan -> plan.options().equals(witness.variant()))
        .sorted(Comparator.comparing(plan -> !plan.expected().equals(witness.expected())))
        .toList());
    if (candidates.isEmpty()) {
      candidates.add(new Planner(resolution, scenario, options(witness.variant())).bare(witness.expected()));
    }
    Result best = null;
    for (CheckPlan plan : candidates) {
      Result result = follow(plan, witness);
      if (result.stopped().isEmpty()) {
        return result;
      }
      best = best == null || best.length() < result.length() ? result : best;
    }
    return best;
  }

  /** The options of a command line that select a variant; what is none of them is skipped. */
  private static CheckOptions options(List<String> words) {
    Map<String, Long> parameters = new TreeMap<>();
    Optional<String> kernel = Optional.empty();
    Optional<Architecture> arch = Optional.empty();
    List<String> with = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (int i = 0; i + 1 < words.size(); i += 2) {
      String value = words.get(i + 1);
      switch (words.get(i)) {
        case "--kernel" -> kernel = Optional.of(value);
        case "--arch" -> arch = Architecture.named(value);
        case "--with" -> with.add(value);
        case "--without" -> without.add(value);
        case "-D" -> {
          if (value.matches("\\w+=-?[0-9]{1,18}")) {
            int equals = value.indexOf('=');
            parameters.put(value.substring(0, equals), Long.parseLong(value.substring(equals + 1)));
          }
        }
        default -> i--;
      }
    }
    return new CheckOptions(
        parameters, kernel, arch, with, without, Searching.DEFAULT);
  }

  private Result follow(CheckPlan plan, Witness witness) {
    Lowered lowered = Lowering.lower(resolution, plan.scenario(), plan.variant(), text);
    if (lowered.program().isEmpty()) {
      return Result.notBegun(lowered.diagnostics().get(0).message());
    }
    Program program = lowered.program().get();
    Machine machine = new Machine(program);
    StateNames names = new StateNames(machine.program());
    if (machine.setupProblem().isPresent()) {
      return Result.notBegun("the start state cannot be built: " + names.resolve(machine.setupProblem().get()));
    }
    List<Move> moves = new ArrayList<>();
    Optional<String> stopped = Optional.empty();
    for (Witness.Step step : witness.steps()) {
      stopped = step(machine, names, step, moves);
      if (stopped.isPresent()) {
        break;
      }
    }
    TraceBuilder.Replay told = tell(lowered, moves, witness);
    for (int i = 0; i < told.steps().size(); i++) {
      Optional<String> differs = difference(witness.steps().get(i), told.steps().get(i), i + 1);
      if (differs.isPresent()) {
        List<Move> same = moves.subList(0, i);
        return new Result(soFar(tell(lowered, same, witness).trace()), differs, Optional.of(new Way(plan, program, same)));
      }
    }
    return stopped.isPresent()
        ? new Result(soFar(told.trace()), stopped, Optional.of(new Way(plan, program, moves)))
        : new Result(Optional.of(told.trace()), Optional.empty(), Optional.of(new Way(plan, program, moves)));
  }

  /** An execution that is not at its end shows nothing wrong with its end. */
  private static Optional<Trace> soFar(Trace trace) {
    return trace.lines().isEmpty()
        ? Optional.empty()
        : Optional.of(new Trace(trace.columns(), trace.lines(), Optional.empty(), trace.locks(), trace.execution()));
  }

  /** Makes one step; gives why it cannot be made, and then leaves the machine where it stood. */
  private static Optional<String> step(Machine machine, StateNames names, Witness.Step step, List<Move> moves) {
    String where = "step " + (moves.size() + 1) + ": ";
    int agent = 0;
    while (agent < machine.agents() && !names.agent(agent).equals(step.agent())) {
      agent++;
    }
    if (agent == machine.agents()) {
      return Optional.of(where + "there is no `" + step.agent() + "`");
    }
    int[] values = step.choices().stream().mapToInt(Witness.Choice::value).toArray();
    Choices choices = new Choices();
    choices.follow(values);
    int mark = machine.mark();
    Outcome outcome = machine.step(agent, choices);
    String why = switch (outcome) {
      case MOVED, FOUND -> "";
      case BLOCKED -> "waits here";
      case ENDED -> "has ended";
      case CUT -> "is cut here by an ordering or assumption";
      case EXHAUSTED -> "cannot go on: " + machine.exhausted();
    };
    if (!why.isEmpty()) {
      machine.undo(mark);
      return Optional.of(where + "`" + step.agent() + "` " + why + " and cannot do `" + step.label() + "`");
    }
    moves.add(new Move(agent, choices.taken()));
    return Optional.empty();
  }

  private static Optional<String> difference(Witness.Step wanted, Witness.Step done, int number) {
    String where = "step " + number + ": ";
    if (!wanted.label().equals(done.label())) {
      return Optional.of(where + "`" + done.agent() + "` does `" + done.label() + "`, not `" + wanted.label() + "`");
    }
    if (!wanted.choices().equals(done.choices())) {
      return Optional.of(where + "`" + done.agent() + "` has other choices at `" + done.label() + "`");
    }
    return Optional.empty();
  }

  private TraceBuilder.Replay tell(Lowered lowered, List<Move> moves, Witness witness) {
    String expected = witness.expected();
    int open = expected.indexOf('(');
    String oracle = open < 0 ? expected : expected.substring(0, open);
    String subject = open < 0 || !expected.endsWith(")") ? "" : expected.substring(open + 1, expected.length() - 1);
    Finding wanted = Finding.fatal(oracle, subject, "", 0, "");
    TraceBuilder.Replay told = TraceBuilder.replay(
        new Machine(lowered.program().orElseThrow()), moves, Optional.of(wanted), text);
    return told.trace().violation().isPresent()
        ? told
        : TraceBuilder.replay(new Machine(lowered.program().orElseThrow()), moves, Optional.empty(), text);
  }
}
