package dev.pagewalk.exec;

import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An execution drawn from a seed, step by step. */
final class RandomWalk {
  private final Machine machine;
  private final Random random;

  RandomWalk(Machine machine, long seed) {
    this.machine = machine;
    random = new Random(seed);
  }

  /** Every step that some agent can make now, its alternatives told apart, with what comes of it. */
  static List<Attempt> attempts(Machine machine, int agent) {
    List<Attempt> attempts = new ArrayList<>();
    Choices choices = new Choices();
    int mark = machine.mark();
    do {
      choices.rewind();
      Outcome outcome = machine.step(agent, choices);
      attempts.add(new Attempt(new Move(agent, choices.taken()), outcome,
          machine.findings().stream().map(one -> one.oracle() + '(' + one.subject() + ')').sorted().toList()));
      machine.undo(mark);
    } while (choices.next());
    return attempts;
  }

  /** A step tried. */
  record Attempt(Move move, Outcome outcome, List<String> findings) {}

  /** Makes a step, if some can be made. */
  boolean step() {
    List<Attempt> possible = new ArrayList<>();
    for (int agent = 0; agent < machine.agents(); agent++) {
      attempts(machine, agent).stream().filter(one -> one.outcome == Outcome.MOVED).forEach(possible::add);
    }
    if (possible.isEmpty()) {
      return false;
    }
    make(machine, possible.get(random.nextInt(possible.size())).move);
    return true;
  }

  /** Makes a given step. */
  static Outcome make(Machine machine, Move move) {
    Choices choices = new Choices();
    choices.follow(move.choices());
    return machine.step(move.agent(), choices);
  }
}
