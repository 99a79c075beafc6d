package dev.pagewalk.step;

import dev.pagewalk.analysis.CheckPlan;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Program;
import dev.pagewalk.report.Sources;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.TraceBuilder;
import dev.pagewalk.witness.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A variant of a scenario that somebody steps through: everything that can be asked at the position. For one thread.
 */
public final class Session {
  private final Opened opened;
  private final Interleaving interleaving;
  private final Names names;
  private final Statements statements;
  private final Waits waits;
  private final Breakpoints breakpoints;
  private final Sources sources;
  private final Map<Integer, Look> looks = new HashMap<>();

  /** Where a thread was when somebody stepped into a call of which nothing had been done yet. */
  private record Look(int instruction, List<Integer> stack, int depth) {}

  /** A session at the start of {@code opened}; the witness lies ahead, if there is one. */
  public Session(Opened opened) {
    this.opened = opened;
    interleaving = new Interleaving(opened.program(), opened::text);
    interleaving.plan(opened.moves());
    names = new Names(interleaving);
    List<SourceUnit> units = new ArrayList<>(opened.file().resolution().library());
    units.addAll(opened.file().resolution().units());
    statements = new Statements(units);
    waits = new Waits(interleaving.machine(), interleaving.names(), opened::text);
    sources = new Sources(opened.analysis()::text);
    breakpoints = new Breakpoints(this);
  }

  /** What is stepped through. */
  public Opened opened() {
    return opened;
  }

  /** The interleaving and the position in it. */
  public Interleaving interleaving() {
    return interleaving;
  }

  /** Where to stop. */
  public Breakpoints breakpoints() {
    return breakpoints;
  }

  /** The texts, by lines. */
  public Sources sources() {
    return sources;
  }

  Names names() {
    return names;
  }

  /** The variant. */
  public CheckPlan plan() {
    return opened.plan();
  }

  /** Levels of page tables in memory. */
  int levels() {
    return plan().variant().machine().levels();
  }

  /** Numbers of all agents that people see: threads, then interrupts and devices; not the one that builds the start. */
  public List<Integer> agents() {
    Program program = interleaving.program();
    List<Integer> agents = new ArrayList<>();
    for (int agent = 0; agent < interleaving.machine().agents(); agent++) {
      if (agent != program.setup()) {
        agents.add(agent);
      }
    }
    return agents;
  }

  /** The CPU of an agent, from 0. */
  public int cpu(int agent) {
    int threads = interleaving.program().agents().size();
    return agent < threads ? interleaving.program().agents().get(agent).cpu() : agent - threads;
  }

  /**
   * The functions that a thread is in, innermost first. A call of which nothing has been done yet is not entered: the
   * thread stands before it, until it is stepped into.
   */
  public List<Frame> frames(int agent) {
    List<Frame> frames = Stack.of(interleaving.machine(), agent);
    int depth = depth(agent);
    return frames.stream().filter(frame -> frame.depth() <= depth).toList();
  }

  /** The functions that a thread is in, also those of which nothing has been done yet. */
  List<Frame> innerFrames(int agent) {
    return Stack.of(interleaving.machine(), agent);
  }

  /** As long as a thread stands where it stands, it is in the function {@code depth} calls below its own body. */
  void enter(int agent, int depth) {
    if (agent < interleaving.program().agents().size()) {
      looks.put(agent, new Look(
          interleaving.machine().position(agent), interleaving.machine().callStack(agent), depth));
    }
  }

  private int depth(int agent) {
    if (interleaving.program().agents().size() <= agent) {
      return 0;
    }
    List<Integer> stack = interleaving.machine().callStack(agent);
    Look look = looks.get(agent);
    if (look != null && look.instruction() == interleaving.machine().position(agent) && look.stack().equals(stack)) {
      return look.depth();
    }
    return untouched(agent, stack);
  }

  /** How deep the call is that the thread's last step has led into, or how deep it is if it has led into none. */
  private int untouched(int agent, List<Integer> stack) {
    List<Integer> before = List.of();
    for (int i = interleaving.position() - 1; 0 <= i; i--) {
      if (interleaving.made(i).agent() == agent) {
        before = interleaving.made(i).stack();
        break;
      }
    }
    int common = 0;
    while (common < stack.size() && common < before.size() && stack.get(common).equals(before.get(common))) {
      common++;
    }
    return common;
  }

  /** The innermost frame of a thread. */
  public Optional<Frame> frame(int agent) {
    return frames(agent).stream().findFirst();
  }

  /** The statement around a place. */
  Span statement(Span place) {
    return statements.around(place);
  }

  /** What keeps an agent that did not move. */
  String why(int agent, Outcome outcome) {
    return waits.why(agent, outcome);
  }

  /** What an agent is about to do, or why it cannot: {@code waits for mmap_lock of mm #1, held by fault}. */
  public String standing(int agent) {
    Outcome outcome = interleaving.attempt(agent);
    if (outcome != Outcome.MOVED && outcome != Outcome.FOUND) {
      return waits.why(agent, outcome);
    }
    return agent < interleaving.program().agents().size()
        ? interleaving.texts().label(interleaving.program().instructions().get(interleaving.machine().position(agent)))
        : "can move";
  }

  /** Whether an agent can make a step now. */
  public boolean canMove(int agent) {
    Outcome outcome = interleaving.attempt(agent);
    return outcome == Outcome.MOVED || outcome == Outcome.FOUND;
  }

  /** Every step that could be made now, in the fixed order in which searches try them. */
  public List<Choice> choices() {
    List<Choice> all = new ArrayList<>();
    for (int agent : agents()) {
      for (Interleaving.Alternative each : interleaving.alternatives(agent)) {
        all.add(new Choice(all.size() + 1, each.move(), interleaving.names().agent(agent), each.text(), each.effects()));
      }
    }
    return all;
  }

  /** The steps that lead to the position, with a column for every thread whether it has moved or not. */
  public Trace trace() {
    return trace(told(interleaving.moves()));
  }

  /** The whole path that is known, the steps ahead of the position with it, with its locks. */
  public Trace path() {
    return told(interleaving.path());
  }

  private Trace told(List<Move> moves) {
    return TraceBuilder.replay(
        Machine.interpreted(interleaving.program()), moves, Optional.empty(), opened::text).trace();
  }

  private Trace trace(Trace told) {
    List<Trace.Column> columns = new ArrayList<>();
    for (int agent : agents()) {
      boolean hasMoved = told.columns().stream().anyMatch(column -> column.agent() == agent);
      if (hasMoved || agent < interleaving.program().agents().size()) {
        columns.add(new Trace.Column(agent, interleaving.names().agent(agent), cpu(agent)));
      }
    }
    List<Integer> order = columns.stream().map(Trace.Column::agent).toList();
    List<Trace.Line> lines = told.lines().stream()
        .map(line -> new Trace.Line(line.kind(), order.indexOf(told.columns().get(line.column()).agent()), line.depth(),
            line.text(), line.span(), line.changes(), line.step()))
        .toList();
    return new Trace(columns, lines, told.violation(), List.of(), told.execution());
  }

  /** The views of a frame. */
  public List<Item> views(Frame frame) {
    return new Views(this).of(frame);
  }

  /** The views of an agent that is in no function: a device, or a thread that has ended. */
  public List<Item> views(int agent) {
    return frame(agent).map(this::views).orElseGet(() -> views(
        new Frame(agent, 0, interleaving.names().agent(agent), 0, plan().span(), 0, List.of())));
  }

  /** A value, or why there is none. */
  public record Evaluated(Optional<Value> value, String problem) {}

  /** The value of an expression. */
  public Evaluated evaluate(String text, Optional<Frame> frame) {
    Evaluation.Result result = new Evaluation(interleaving, names, frame).evaluate(text);
    return new Evaluated(result.value(), result.problem());
  }

  /** The value of an expression as a line of a view; empty if it has none. */
  public Optional<Item> item(String text, Optional<Frame> frame) {
    return evaluate(text, frame).value().map(value -> new Views(this).value(text, value));
  }

  /** The value of an expression in words, or why it has none. */
  public String evaluated(String text, Optional<Frame> frame) {
    Evaluated result = evaluate(text, frame);
    return result.value()
        .map(value -> new Views(this).value(text, value))
        .map(item -> item.value().isEmpty() ? "{" + String.join(", ", item.children().get().stream()
            .map(each -> each.name() + " = " + each.value()).toList()) + "}" : item.value())
        .orElse(result.problem());
  }

  /**
   * What is wrong at the position.
   *
   * @param oracle with its subject
   * @param message objects named as they are shown
   * @param places everything that takes part: role, thread, file and line
   */
  public record Violated(String oracle, String message, List<String> places) {
    public Violated {
      places = List.copyOf(places);
    }
  }

  /**
   * What the last step, or the end of the execution, has shown to be wrong; empty if nothing. Of several things, the
   * one that the variant is expected to show.
   */
  public Optional<Violated> violated() {
    List<Finding> last = interleaving.last().map(Made::findings).orElse(List.of());
    List<Finding> findings = last.isEmpty() && !interleaving.canMove() ? interleaving.atRest() : last.reversed();
    Optional<Finding> finding = findings.stream().filter(found -> opened.plan().isExpected(found)).findFirst()
        .or(() -> findings.stream().findFirst());
    return finding.map(found -> {
      Optional<Violation> violation = TraceBuilder.replay(
          Machine.interpreted(interleaving.program()), interleaving.moves(), finding, opened::text).trace().violation();
      List<String> places = violation.map(Violation::places).orElse(List.of()).stream()
          .map(place -> place.role() + " " + place.thread() + " " + sources.line(place.span()) + ": "
              + sources.quote(place.span()))
          .toList();
      return new Violated(Interleaving.name(found), interleaving.names().resolve(found.message()), places);
    });
  }

  /**
   * A word of the state.
   *
   * @param problem why there is none; empty if there is
   */
  public record Place(int index, String path, String problem) {}

  /** The word that a path names: {@code folio#3.refcount}, {@code counter}, {@code table#2[5]}. */
  public Place word(String path) {
    Evaluated result = evaluate(path, Optional.empty());
    int place = result.value().map(Value::place).orElse(0);
    if (place == 0) {
      place = names.search(path);
    }
    if (place != 0) {
      return new Place(place, names.path(place), "");
    }
    return new Place(0, "", result.value().isEmpty() ? result.problem() : "`" + path + "` is no word of the state");
  }
}
