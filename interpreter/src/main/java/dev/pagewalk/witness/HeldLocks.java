package dev.pagewalk.witness;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Program;
import dev.pagewalk.mm.lock.LockWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Who holds which lock from when to when, found out step by step. */
final class HeldLocks {
  private final StateNames names;
  private final int agents;
  private final BitSet locks = new BitSet();
  private final List<Held> held = new ArrayList<>();

  private record Held(int agent, int word, String name, boolean alone, int from, int to) {
    Held until(int step) {
      return new Held(agent, word, name, alone, from, step);
    }
  }

  HeldLocks(Program program, StateNames names) {
    this.names = names;
    agents = program.agents().size();
    Arrays.stream(program.lockWords()).forEach(locks::set);
  }

  /** Step number {@code step} has been made: what it changed is in the journal from {@code mark} on. */
  void look(State state, int mark, int step) {
    BitSet changed = new BitSet();
    for (int entry = mark; entry < state.mark(); entry++) {
      if (locks.get(state.journalIndex(entry))) {
        changed.set(state.journalIndex(entry));
      }
    }
    changed.stream().forEach(word -> look(word, state.peek(word), step));
  }

  private void look(int word, long lock, int step) {
    for (int agent = 0; agent < agents; agent++) {
      boolean holds = LockWord.isHeld(lock, agent);
      boolean alone = LockWord.isHeldAlone(lock, agent);
      int at = open(agent, word);
      if (0 <= at && (!holds || held.get(at).alone() != alone)) {
        held.set(at, held.get(at).until(step));
        at = -1;
      }
      if (holds && at < 0) {
        held.add(new Held(agent, word, names.word(word), alone, step, 0));
      }
    }
  }

  private int open(int agent, int word) {
    for (int i = 0; i < held.size(); i++) {
      if (held.get(i).agent() == agent && held.get(i).word() == word && held.get(i).to() == 0) {
        return i;
      }
    }
    return -1;
  }

  /** What was found, for agents that have a column; {@code columns} gives the position of each. */
  List<Trace.HeldLock> locks(Map<Integer, Integer> columns) {
    return held.stream()
        .filter(each -> columns.containsKey(each.agent()))
        .map(each -> new Trace.HeldLock(columns.get(each.agent()), each.name(), each.alone(), each.from(), each.to()))
        .toList();
  }
}
