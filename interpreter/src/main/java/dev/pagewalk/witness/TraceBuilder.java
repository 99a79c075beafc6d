package dev.pagewalk.witness;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.exec.Race;
import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.graph.Execution;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Replays an execution and tells it line by line. */
public final class TraceBuilder {
  private final Machine machine;
  private final Program program;
  private final StateNames names;
  private final StepText texts;
  private final List<Trace.Line> lines = new ArrayList<>();
  private final List<Witness.Step> steps = new ArrayList<>();
  private final Map<Integer, Integer> columns = new TreeMap<>();
  private final Map<Integer, List<Integer>> shown = new LinkedHashMap<>();
  private final List<Move> done = new ArrayList<>();
  private final HeldLocks held;
  private final Map<Integer, Change> lastChange = new LinkedHashMap<>();

  private record Change(int agent, Span span) {}

  /** A replayed execution: its lines, and its choices by name. */
  public record Replay(Trace trace, List<Witness.Step> steps) {}

  private TraceBuilder(Machine machine, Function<Span, String> source) {
    this.machine = machine;
    this.program = machine.program();
    names = new StateNames(program);
    texts = new StepText(machine, names, source);
    held = new HeldLocks(program, names);
  }

  /**
   * Replays {@code moves} on a machine that stands in its start state, and leaves it behind the last move.
   *
   * @param finding what the execution shows; empty to take what is found on the way
   * @param source gives the text of a piece of source
   */
  public static Replay replay(
      Machine machine, List<Move> moves, Optional<Finding> finding, Function<Span, String> source) {
    return new TraceBuilder(machine, source).run(moves, finding);
  }

  private Replay run(List<Move> moves, Optional<Finding> finding) {
    machine.keepCalls();
    moves.forEach(move -> columns.put(move.agent(), 0));
    int position = 0;
    for (Map.Entry<Integer, Integer> column : columns.entrySet()) {
      column.setValue(position++);
    }
    Optional<Violation> violation = Optional.empty();
    for (Move move : moves) {
      done.add(move);
      step(move);
      Optional<Finding> seen = machine.findings().stream()
          .filter(f -> finding.isEmpty() ? f.fatal() : same(f, finding.get()))
          .findFirst();
      if (seen.isPresent()) {
        violation = Optional.of(violation(seen.get(), move.agent()));
      }
    }
    if (violation.isEmpty()) {
      violation = atRest(finding);
    }
    List<Trace.Column> heads = columns.keySet().stream().map(this::column).toList();
    return new Replay(new Trace(
        heads, lines, violation, held.locks(columns), Optional.of(new Execution(program, moves))), steps);
  }

  private static boolean same(Finding left, Finding right) {
    return left.oracle().equals(right.oracle()) && left.subject().equals(right.subject());
  }

  private Trace.Column column(int agent) {
    int threads = program.agents().size();
    int cpu = agent < threads ? program.agents().get(agent).cpu() : agent - threads;
    return new Trace.Column(agent, names.agent(agent), cpu);
  }

  private void step(Move move) {
    int agent = move.agent();
    boolean isThread = agent < program.agents().size();
    int before = isThread ? machine.position(agent) : -1;
    List<Integer> stack = isThread ? machine.callStack(agent) : List.of();
    if (isThread) {
      showCalls(agent, stack);
    }
    int mark = machine.mark();
    Choices choices = new Choices();
    choices.follow(move.choices());
    machine.step(agent, choices);
    int visible = machine.visibleInstruction();
    Instruction instruction = isThread && 0 <= before
        ? program.instructions().get(visible < 0 ? before : visible)
        : null;
    Span span = instruction == null ? program.agents().get(0).span() : instruction.span();
    String text = instruction == null ? names.agent(agent) : texts.text(instruction);
    List<Witness.Choice> taken = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      taken.add(new Witness.Choice(choices.name(i), choices.value(i)));
    }
    lines.add(new Trace.Line(Trace.Kind.STEP, columns.get(agent), stack.size(), text + chosen(taken), span,
        changes(mark, agent, span), steps.size() + 1));
    held.look(machine.state(), mark, steps.size() + 1);
    steps.add(new Witness.Step(names.agent(agent), instruction == null ? "" : texts.label(instruction), taken));
  }

  private static String chosen(List<Witness.Choice> taken) {
    StringBuilder text = new StringBuilder();
    for (Witness.Choice choice : taken) {
      text.append("  [").append(choice.kind()).append(' ').append(choice.value()).append(']');
    }
    return text.toString();
  }

  private void showCalls(int agent, List<Integer> stack) {
    List<Integer> known = shown.getOrDefault(agent, List.of());
    int common = 0;
    while (common < known.size() && common < stack.size() && known.get(common).equals(stack.get(common))) {
      common++;
    }
    for (int i = common; i < stack.size(); i++) {
      Span span = program.callSites().get(stack.get(i)).span();
      String called = program.functions().get(program.callSites().get(stack.get(i)).callee()).name();
      lines.add(new Trace.Line(Trace.Kind.CALL, columns.get(agent), i, called + "()", span, List.of(), 0));
    }
    shown.put(agent, stack);
  }

  private List<String> changes(int mark, int agent, Span span) {
    List<StepText.Change> changes = texts.changes(mark);
    changes.forEach(change -> lastChange.put(change.index(), new Change(agent, span)));
    return texts.texts(changes);
  }

  private Optional<Violation> atRest(Optional<Finding> finding) {
    if (canMove() || machine.rest() != Outcome.FOUND) {
      return Optional.empty();
    }
    return machine.findings().stream()
        .filter(f -> finding.isEmpty() || same(f, finding.get()))
        .findFirst()
        .map(f -> violation(f, -1));
  }

  /** Whether the execution could go on: then there is nothing to say of its end. */
  private boolean canMove() {
    boolean moves = false;
    for (int agent = 0; agent < machine.agents() && !moves; agent++) {
      int mark = machine.mark();
      Outcome outcome = machine.step(agent, new Choices());
      moves = outcome == Outcome.MOVED || outcome == Outcome.FOUND;
      machine.undo(mark);
    }
    return moves;
  }

  private Violation violation(Finding finding, int agent) {
    List<Violation.Place> places = new ArrayList<>();
    Optional<Race> race = machine.races().stream().filter(both -> both.finding().equals(finding)).findFirst();
    if (0 <= agent && agent < program.agents().size()) {
      Instruction instruction = program.instructions().get(machine.findingInstruction());
      String role = race.map(both -> role(both.writes())).orElseGet(() -> role(finding));
      places.add(new Violation.Place(role, names.agent(agent), instruction.span()));
    }
    program.properties().stream()
        .filter(property -> finding.message().contains("`" + property.text() + "`"))
        .filter(property -> finding.oracle().equals(property.kind().name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .ifPresent(property -> places.add(new Violation.Place("expected", "", property.span())));
    if (finding.oracle().equals("deadlock")) {
      places.clear();
      for (int i = 0; i < program.agents().size(); i++) {
        if (0 <= machine.position(i)) {
          Agent waiting = program.agents().get(i);
          places.add(new Violation.Place(
              "waits", waiting.name(), program.instructions().get(machine.position(i)).span()));
        }
      }
    }
    race.ifPresent(both -> places.add(new Violation.Place(role(both.otherWrites()), names.agent(both.other()),
        program.instructions().get(both.otherInstruction()).span())));
    finding.cause().flatMap(this::cause).filter(place -> !places.contains(place)).ifPresent(places::add);
    Change other = lastChange.get(finding.word());
    if (finding.word() != 0 && other != null) {
      places.add(new Violation.Place(finding.role(), names.agent(other.agent()), other.span()));
    }
    return new Violation(finding.oracle(), finding.subject(), names.resolve(finding.message()), places,
        machine.findingCalls().stream().map(site -> program.callSites().get(site).span()).toList(),
        finding.remedies().stream().map(all -> all.stream().map(names::missing).toList()).toList());
  }

  /** The step after which what should hold never held again. */
  private Optional<Violation.Place> cause(Finding.Cause cause) {
    Machine again = new Machine(program);
    boolean held = cause.held().test(again.state());
    int culprit = -1;
    for (int i = 0; i < done.size(); i++) {
      Choices choices = new Choices();
      choices.follow(done.get(i).choices());
      again.step(done.get(i).agent(), choices);
      boolean holds = cause.held().test(again.state());
      culprit = held && !holds ? i : culprit;
      held = holds;
    }
    if (culprit < 0) {
      return Optional.empty();
    }
    int number = culprit + 1;
    String who = names.agent(done.get(culprit).agent());
    return lines.stream()
        .filter(line -> line.kind() == Trace.Kind.STEP && line.step() == number)
        .findFirst()
        .map(line -> new Violation.Place(cause.role(), who, line.span()));
  }

  private static String role(boolean writes) {
    return writes ? "writes" : "reads";
  }

  private static String role(Finding finding) {
    return switch (finding.oracle()) {
      case "use_after_free" -> "used";
      case "deadlock" -> "waits";
      default -> "here";
    };
  }
}
