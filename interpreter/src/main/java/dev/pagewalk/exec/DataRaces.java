package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reports data races: in some state the next steps of two agents touch the same word, one of them writes it, and one is
 * a plain access. Whenever an agent makes a step, the words that it touches are compared with those before which the
 * others stand: whoever stands before an access goes on standing there, so that no pair is missed and nothing has to be
 * remembered.
 *
 * <p>Model: what is one step of the library or of the machine, an intrinsic, counts as marked; it races with a plain
 * access of another agent if it changes the word. What it only looks at does not count: it stands for a walk of a tree
 * or a list that the model does not have. A thread that waits, for a lock or for a condition, touches nothing
 * meanwhile.
 */
final class DataRaces {
  private static final int ANY = Accesses.PLAIN | Accesses.INTENDED;

  private final Program program;
  private final State state;
  private final Step step;
  private final LockSteps locks;
  private final Coverage coverage;
  private final Accesses accesses;
  private final Stepper ahead;
  private final Step aheadStep;
  private final Choices tape = new Choices();
  private final int[] bases;
  private final int threads;
  private final List<Race> races = new ArrayList<>(2);

  // The others' accesses that may race with the step that is made: filled before it, looked at behind it.
  private int[] agents = new int[8];
  private int[] instructions = new int[8];
  private int[] words = new int[8];
  private int count;
  private int moving;
  private int kind;
  private int word;

  DataRaces(Program program, State state, Step step, LockSteps locks, Coverage coverage, Accesses accesses,
      Code code, DeadLocals dead, Shares shares) {
    this.program = program;
    this.state = state;
    this.step = step;
    this.locks = locks;
    this.coverage = coverage;
    this.accesses = accesses;
    // A stepper of its own, with which is seen what a choice leads to; what it reaches counts for nobody.
    aheadStep = new Step(program, state, shares);
    ahead = new Stepper(program, state, aheadStep, locks, code,
        new Coverage(program.instructions().size(), program.callSites().size()), null, dead, null);
    bases = program.agents().stream().mapToInt(Agent::base).toArray();
    threads = program.agents().size();
  }

  /** Whether a program has accesses that can race at all, and they are to be judged. */
  static boolean isNeeded(Program program) {
    return program.judgesRaces()
        && program.instructions().stream().anyMatch(each -> each.isStop() && isPlain(each));
  }

  private static boolean isPlain(Instruction each) {
    return switch (each.access()) {
      case PLAIN, INTENDED -> true;
      case MARKED -> false;
    };
  }

  /** Notes before which accesses the others stand, when {@code agent} is about to make a step. */
  void before(int agent) {
    count = 0;
    moving = agent;
    step.isRecording = false;
    step.touched.clear();
    if (!races.isEmpty()) {
      races.clear();
    }
    int pc = agent < threads ? (int) state.peek(bases[agent]) - 1 : -1;
    kind = pc < 0 ? Accesses.WHOLE : accesses.kind(pc);
    // Who watches the state asks what one step depends on, not what it races with.
    if (kind == 0 || state.isWatched()) {
      return;
    }
    word = 0;
    if ((kind & Accesses.WORD) != 0) {
      word = accesses.word(state, pc, frame(agent), null);
      if (word == 0) {
        return;
      }
    }
    for (int other = 0; other < threads; other++) {
      int at = (int) state.peek(bases[other]) - 1;
      if (0 <= at && other != agent) {
        look(other, at);
      }
    }
    step.isRecording = 0 < count && ((kind & Accesses.CHOICE) != 0 || 0 <= pc && isAtomic(pc));
  }

  private boolean isAtomic(int pc) {
    return program.instructions().get(pc).op() == Op.ATOMIC_BEGIN;
  }

  private int frame(int agent) {
    return bases[agent] + (int) state.peek(bases[agent] + ThreadWords.FRAME);
  }

  private void look(int other, int pc) {
    int its = accesses.kind(pc);
    if ((its & Accesses.CHOICE) != 0) {
      chosen(other);
    } else if ((its & Accesses.WORD) != 0 && mayConflict(its)) {
      add(other, pc, accesses.word(state, pc, frame(other), null));
    }
  }

  /** Whether an access of another can be one half of a race with the step that is made. */
  private boolean mayConflict(int its) {
    return (kind & Accesses.WORD) != 0 ? Accesses.conflict(kind, its) : (kind & Accesses.CHOICE) != 0 || (its & ANY) != 0;
  }

  private void add(int other, int pc, int its) {
    if (its == 0 || word != 0 && its != word || locks.isPreempted(other)) {
      return;
    }
    if (count == agents.length) {
      agents = Arrays.copyOf(agents, count * 2);
      instructions = Arrays.copyOf(instructions, count * 2);
      words = Arrays.copyOf(words, count * 2);
    }
    agents[count] = other;
    instructions[count] = pc;
    words[count++] = its;
  }

  /** A thread that stands before a choice: everything to which it leads. */
  private void chosen(int other) {
    tape.clear();
    do {
      int mark = state.mark();
      tape.rewind();
      int pc = ahead.lookAhead(other, tape);
      int its = 0 <= pc && aheadStep.outcome == Outcome.MOVED ? accesses.kind(pc) : 0;
      int place = (its & Accesses.WORD) != 0 && mayConflict(its) ? ahead.word(accesses, pc) : 0;
      state.undo(mark);
      add(other, pc, place);
    } while (tape.next());
  }

  /**
   * Reports what the step that has been made races with.
   *
   * @param mark where its changes begin in the journal
   */
  void after(int mark) {
    step.isRecording = false;
    if (count == 0 || step.outcome != Outcome.MOVED) {
      return;
    }
    int made = step.visiblePc;
    if ((kind & Accesses.CHOICE) != 0 && 0 <= made) {
      kind = accesses.kind(made);
      word = step.chosenWord;
    }
    for (int i = 0; i < count; i++) {
      int its = accesses.kind(instructions[i]);
      boolean writes = writes(words[i], mark);
      if (races(words[i], its, writes) && step.isAlive(words[i])) {
        race(made, i, its, writes);
      }
    }
  }

  /** Whether the step has written a word, as far as anybody can see. */
  private boolean writes(int place, int mark) {
    if ((kind & Accesses.WHOLE) == 0) {
      return (kind & Accesses.WRITE) != 0;
    }
    for (int entry = mark; entry < state.mark(); entry++) {
      if (state.journalIndex(entry) == place) {
        return true;
      }
    }
    return (step.touched.kind(place) & Accesses.WRITE) != 0;
  }

  private boolean races(int place, int its, boolean writes) {
    if ((kind & Accesses.WORD) != 0) {
      return word == place && Accesses.conflict(kind, its);
    }
    boolean touches = writes || (its & Accesses.WRITE) != 0 && step.touched.kind(place) != 0;
    return (kind & Accesses.WHOLE) != 0 && touches && (its & ANY) != 0;
  }

  private void race(int made, int i, int its, boolean writes) {
    int own = kind | step.touched.kind(words[i]);
    if (((own | its) & Accesses.INTENDED) != 0) {
      if ((kind & Accesses.WORD) != 0) {
        coverage.intended(made, kind);
      }
      step.touched.tellIntended(words[i], coverage);
      coverage.intended(instructions[i], its);
      return;
    }
    Finding finding = Finding.recorded("data_race", subject(words[i]),
        said(writes, agents[i], its, words[i]), 0, "");
    races.add(new Race(moving, made, writes, agents[i], instructions[i], (its & Accesses.WRITE) != 0, words[i],
        finding));
    step.isJudged = true;
    step.report(finding);
    step.isJudged = false;
  }

  private String said(boolean writes, int other, int its, int place) {
    String one = moving < threads ? "`" + program.agents().get(moving).name() + "`"
        : "`" + program.devices().get(moving - threads).name() + "`";
    String two = "`" + program.agents().get(other).name() + "`";
    boolean isPlain = (kind & Accesses.PLAIN) != 0;
    boolean isOtherPlain = (its & Accesses.PLAIN) != 0;
    boolean otherWrites = (its & Accesses.WRITE) != 0;
    if (writes && otherWrites) {
      return one + " and " + two + " write {" + place + "} at the same time, "
          + (isPlain && isOtherPlain ? "both" : isPlain ? one : two) + " by a plain access";
    }
    String plain = isPlain && isOtherPlain ? "both are plain accesses"
        : "the " + (isPlain == writes ? "write" : "read") + " is a plain access";
    return writes
        ? one + " writes {" + place + "} while " + two + " reads it; " + plain
        : one + " reads {" + place + "} while " + two + " writes it; " + plain;
  }

  private String subject(int place) {
    return program.layout().poolOf(place).map(pool -> Heap.subject(pool)).orElse("");
  }

  /** The races of the last step. */
  List<Race> found() {
    return races;
  }
}
