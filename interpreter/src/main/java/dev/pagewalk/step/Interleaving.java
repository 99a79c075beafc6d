package dev.pagewalk.step;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.exec.StepAccesses;
import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Program;
import dev.pagewalk.witness.StateNames;
import dev.pagewalk.witness.StepText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One interleaving and a position in it. Steps are made at its end and taken back from there; what was taken back lies
 * ahead until another step is made instead. The state is always that of the position.
 *
 * <p>Steps are interpreted, never compiled: only those say what they read.
 */
public final class Interleaving {
  /** Alternatives of one step that are listed. */
  public static final int MOST_ALTERNATIVES = 256;

  private final Machine machine;
  private final Program program;
  private final StateNames names;
  private final StepText texts;
  private final StepAccesses accesses = new StepAccesses();
  private final List<Made> made = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();

  /** The whole path that is known: what was made, and behind it what was taken back or not yet followed. */
  private final List<Move> known = new ArrayList<>();

  private List<Move> planned = List.of();

  /** The first step that is not as planned; as long as the plan if there is none. */
  private int departure;

  /**
   * The start of all interleavings of a program.
   *
   * @param source gives the text of a piece of source
   */
  public Interleaving(Program program, Function<Span, String> source) {
    this.program = program;
    machine = Machine.interpreted(program);
    names = new StateNames(program);
    texts = new StepText(machine, names, source);
  }

  /**
   * A way in which the next step of an agent can go.
   *
   * @param move makes it
   * @param choices what it chooses; empty if the step has only one way to go
   * @param text what it would do, with what it would read
   * @param effects what it would change, and find
   */
  public record Alternative(Move move, List<Made.Chosen> choices, String text, List<String> effects) {
    public Alternative {
      choices = List.copyOf(choices);
      effects = List.copyOf(effects);
    }
  }

  /** Loads an execution: it lies ahead, and comes back ahead whenever the position is on it. */
  public void plan(List<Move> moves) {
    goTo(0);
    planned = List.copyOf(moves);
    departure = planned.size();
    known.clear();
    known.addAll(planned);
  }

  /** What runs. */
  public Program program() {
    return program;
  }

  /** The machine at the position; not to be moved by anybody else. */
  public Machine machine() {
    return machine;
  }

  /** The state at the position. */
  public State state() {
    return machine.state();
  }

  /** What its words are called. */
  public StateNames names() {
    return names;
  }

  /** What steps say of themselves. */
  public StepText texts() {
    return texts;
  }

  /** How many steps lead to the position. */
  public int position() {
    return made.size();
  }

  /** How long the path is that is known: positions up to this one can be gone to. */
  public int length() {
    return known.size();
  }

  /** Step {@code number} before the position, from 0. */
  public Made made(int number) {
    return made.get(number);
  }

  /** The step that led to the position; empty at the start. */
  public Optional<Made> last() {
    return made.isEmpty() ? Optional.empty() : Optional.of(made.getLast());
  }

  /** The steps that lead to the position. */
  public List<Move> moves() {
    return made.stream().map(Made::move).toList();
  }

  /** The whole path that is known: the steps that lead to the position, and those that lie ahead. */
  public List<Move> path() {
    return List.copyOf(known);
  }

  /** The next step of the path that is known; empty at its end. */
  public Optional<Move> ahead() {
    return made.size() < known.size() ? Optional.of(known.get(made.size())) : Optional.empty();
  }

  /** Whether the last step ended the execution with a violation. */
  public boolean isViolated() {
    return last().filter(step -> step.outcome() == Outcome.FOUND).isPresent();
  }

  /**
   * Makes a step at the position, if it can be made. {@code MOVED} and {@code FOUND} say that it was; after any other
   * outcome, and after a violation, everything is as it was.
   *
   * @param choices what it chooses, in order; where they end, the first way is taken
   */
  public Outcome make(int agent, int[] choices) {
    if (isViolated()) {
      return Outcome.ENDED;
    }
    boolean isThread = agent < program.agents().size();
    int from = isThread ? machine.position(agent) : -1;
    List<Integer> stack = isThread ? machine.callStack(agent) : List.of();
    Choices tape = new Choices();
    tape.follow(choices);
    int mark = machine.mark();
    accesses.clear();
    machine.watchAccesses(accesses);
    Outcome outcome = machine.step(agent, tape);
    machine.watchAccesses(null);
    if (outcome != Outcome.MOVED && outcome != Outcome.FOUND) {
      machine.undo(mark);
      return outcome;
    }
    Optional<Instruction> instruction = instruction(from);
    Move move = new Move(agent, tape.taken());
    Made step = new Made(move, chosen(tape), from, stack, text(agent, instruction, tape), instruction.map(Instruction::span),
        texts.changes(mark), accesses.reads(), accesses.writes(), machine.findings(), outcome);
    if (made.size() < known.size() && !known.get(made.size()).equals(move)) {
      known.subList(made.size(), known.size()).clear();
    }
    if (made.size() < departure && !planned.get(made.size()).equals(move)) {
      departure = made.size();
    }
    if (made.size() == known.size()) {
      known.add(move);
    }
    made.add(step);
    marks.add(mark);
    return outcome;
  }

  /** The instruction that the last attempt executed visibly, for a thread that stood before {@code from}. */
  private Optional<Instruction> instruction(int from) {
    int visible = machine.visibleInstruction();
    return from < 0 ? Optional.empty() : Optional.of(program.instructions().get(visible < 0 ? from : visible));
  }

  private String text(int agent, Optional<Instruction> instruction, Choices tape) {
    StringBuilder text = new StringBuilder(instruction.map(texts::text).orElseGet(() -> names.agent(agent)));
    for (Made.Chosen choice : chosen(tape)) {
      text.append("  [").append(choice.kind()).append(' ').append(choice.value()).append(']');
    }
    return text.toString();
  }

  private static List<Made.Chosen> chosen(Choices tape) {
    List<Made.Chosen> chosen = new ArrayList<>();
    for (int i = 0; i < tape.size(); i++) {
      chosen.add(new Made.Chosen(tape.name(i), tape.value(i), tape.arity(i)));
    }
    return chosen;
  }

  /** Takes the last step back; false at the start. */
  public boolean back() {
    if (made.isEmpty()) {
      return false;
    }
    made.removeLast();
    machine.undo(marks.removeLast());
    if (made.size() <= departure && departure < planned.size()) {
      // Back on the path that was loaded: it lies ahead again.
      departure = planned.size();
      known.clear();
      known.addAll(planned);
    }
    return true;
  }

  /**
   * Goes to a position on the path that is known.
   *
   * @return the position at which it then stands: another one if there is no such position
   */
  public int goTo(int wanted) {
    while (Math.max(0, wanted) < made.size()) {
      back();
    }
    boolean moves = true;
    while (moves && made.size() < wanted && ahead().isPresent()) {
      Move next = ahead().get();
      Outcome outcome = make(next.agent(), next.choices());
      moves = outcome == Outcome.MOVED || outcome == Outcome.FOUND;
    }
    return made.size();
  }

  /**
   * The ways in which an agent's next step can go, in the fixed order in which searches try them; none if it cannot
   * move.
   */
  public List<Alternative> alternatives(int agent) {
    List<Alternative> found = new ArrayList<>();
    if (isViolated()) {
      return found;
    }
    int from = agent < program.agents().size() ? machine.position(agent) : -1;
    Choices tape = new Choices();
    do {
      tape.rewind();
      int mark = machine.mark();
      Outcome outcome = machine.step(agent, tape);
      if (outcome == Outcome.MOVED || outcome == Outcome.FOUND) {
        List<String> effects = new ArrayList<>(texts.texts(texts.changes(mark)));
        machine.findings().forEach(finding -> effects.add("=> " + name(finding)));
        found.add(new Alternative(
            new Move(agent, tape.taken()), chosen(tape), text(agent, instruction(from), tape), effects));
      }
      machine.undo(mark);
    } while (found.size() < MOST_ALTERNATIVES && tape.next());
    return found;
  }

  /** How an agent's next step would end, its first way taken; nothing changes. */
  public Outcome attempt(int agent) {
    if (isViolated()) {
      return Outcome.ENDED;
    }
    int mark = machine.mark();
    Outcome outcome = machine.step(agent, new Choices());
    machine.undo(mark);
    return outcome;
  }

  /** Whether any agent can move. */
  public boolean canMove() {
    for (int agent = 0; agent < machine.agents(); agent++) {
      Outcome outcome = attempt(agent);
      if (outcome == Outcome.MOVED || outcome == Outcome.FOUND) {
        return true;
      }
    }
    return false;
  }

  /**
   * What is wrong with the end of the execution, where no agent can move: a deadlock, a property, the kernel's books.
   */
  public List<Finding> atRest() {
    int mark = machine.mark();
    Outcome outcome = machine.rest();
    List<Finding> findings = outcome == Outcome.FOUND ? List.copyOf(machine.findings()) : List.of();
    machine.undo(mark);
    return findings;
  }

  /** {@code oracle} or {@code oracle(subject)}. */
  public static String name(Finding finding) {
    return finding.subject().isEmpty() ? finding.oracle() : finding.oracle() + "(" + finding.subject() + ")";
  }
}
