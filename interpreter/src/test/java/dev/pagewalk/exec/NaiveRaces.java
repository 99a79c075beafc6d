package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.DelegatingSystem;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.state.AccessLog;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Access;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The data races of a state, found the slow way: every agent's next step is made with every choice and taken back, what
 * it touches is written down, and all pairs are compared. It makes no use of what {@link Accesses} knows. An access
 * touches first what it is an access to; what comes behind it are checks.
 */
final class NaiveRaces extends DelegatingSystem {
  private final Machine machine;
  private final Program program;
  private final State state;
  private final int[] headers;
  private final Set<String> pairs;
  private final Set<Long> seen = new HashSet<>();
  private boolean isLooking;

  /** One way to make the next step of an agent; a word that is written is there as its negative. */
  private record Way(int agent, int instruction, Access access, boolean happens, Set<Integer> touched) {}

  /** Adds to {@code pairs} what is found in each state from which a step is made. */
  NaiveRaces(Machine machine, Set<String> pairs) {
    super(machine);
    this.machine = machine;
    this.pairs = pairs;
    program = machine.program();
    state = machine.state();
    headers = program.layout().headers();
  }

  @Override
  public Outcome step(int agent, Choices choices) {
    if (!isLooking && seen.add(machine.key())) {
      isLooking = true;
      look();
      isLooking = false;
    }
    return super.step(agent, choices);
  }

  /** A pair of instructions, in the order of their numbers, and the word. */
  static String pair(int one, int other, int word) {
    return Math.min(one, other) + " " + Math.max(one, other) + " at " + word;
  }

  private void look() {
    List<Way> ways = new ArrayList<>();
    for (int agent = 0; agent < machine.agents(); agent++) {
      Choices choices = new Choices();
      do {
        choices.rewind();
        way(agent, choices, ways);
      } while (choices.next());
    }
    for (Way one : ways) {
      for (Way other : ways) {
        boolean arePlain = one.access == Access.PLAIN || other.access == Access.PLAIN;
        boolean areIntended = one.access == Access.INTENDED || other.access == Access.INTENDED;
        if (one.agent < other.agent && arePlain && !areIntended && (one.happens || other.happens)) {
          compare(one, other);
        }
      }
    }
  }

  private void compare(Way one, Way other) {
    for (int word : one.touched) {
      boolean conflicts = word < 0
          ? other.touched.contains(word) || other.touched.contains(-word) : other.touched.contains(-word);
      if (conflicts) {
        pairs.add(pair(one.instruction, other.instruction, Math.abs(word)));
      }
    }
  }

  private void way(int agent, Choices choices, List<Way> ways) {
    Set<Integer> touched = new TreeSet<>();
    int[] first = {0};
    int mark = state.mark();
    state.watch(new AccessLog() {
      @Override
      public void read(int index) {
        if (isShared(index)) {
          touched.add(index);
          first[0] = first[0] == 0 ? index : first[0];
        }
      }

      @Override
      public void write(int index) {
        if (isShared(index)) {
          touched.add(-index);
          first[0] = first[0] == 0 ? -index : first[0];
        }
      }
    });
    Outcome outcome = machine.step(agent, choices);
    state.watch(null);
    Set<Integer> changed = new TreeSet<>();
    for (int entry = mark; entry < state.mark(); entry++) {
      changed.add(-state.journalIndex(entry));
    }
    int pc = machine.visibleInstruction();
    Instruction visible = pc < 0 ? null : program.instructions().get(pc);
    boolean mayTouch = visible == null || switch (visible.op()) {
      case LOAD, LOAD_GLOBAL, LOAD_FIELD, STORE, STORE_GLOBAL, STORE_FIELD, UPDATE, COMPARE_EXCHANGE, INTRINSIC,
          ATOMIC_BEGIN -> true;
      default -> false;
    };
    boolean readsOnlyWhatItChanges = visible == null || visible.op() == Op.INTRINSIC;
    boolean happens = outcome == Outcome.MOVED;
    boolean isAccess = visible != null && visible.op() != Op.INTRINSIC && visible.op() != Op.ATOMIC_BEGIN;
    if (isAccess) {
      touched.clear();
      if (first[0] != 0) {
        touched.add(mayWrite(visible.op()) ? -Math.abs(first[0]) : first[0]);
      }
    }
    if (mayTouch && (happens || isAccess)) {
      Set<Integer> words = readsOnlyWhatItChanges ? changed : touched;
      words.removeIf(word -> !isAlive(Math.abs(word), mark));
      ways.add(new Way(agent, pc, isAccess ? visible.access() : Access.MARKED, happens, Set.copyOf(words)));
    }
    state.undo(mark);
  }

  private static boolean mayWrite(Op op) {
    return switch (op) {
      case STORE, STORE_GLOBAL, STORE_FIELD, UPDATE, COMPARE_EXCHANGE -> true;
      default -> false;
    };
  }

  /** Neither a thread's own nor the header of an object. */
  private boolean isShared(int index) {
    if (headers[index] == index) {
      return false;
    }
    for (Agent agent : program.agents()) {
      if (agent.base() <= index && index < agent.base() + ThreadWords.STACK + agent.stackWords()) {
        return false;
      }
    }
    return Arrays.stream(program.lockWords()).noneMatch(lock -> lock == index);
  }

  private boolean isAlive(int index, int mark) {
    if (headers[index] == 0) {
      return true;
    }
    for (int entry = mark; entry < state.mark(); entry++) {
      if (state.journalIndex(entry) == headers[index]) {
        return false;
      }
    }
    return state.peek(headers[index]) != 0;
  }
}
