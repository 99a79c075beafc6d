package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.util.List;

/**
 * What a search sees of what it searches: agents that move in steps, steps that can be taken back, and a key for each
 * state. A system stands in one state at a time and starts in its start state. It is used by one worker at a time.
 */
public interface TransitionSystem {
  /** How many agents there are; they are numbered from 0. */
  int agents();

  /**
   * Tries to move an agent by one step. Unless the outcome is {@link Outcome#MOVED} the caller takes back what may have
   * changed with {@link #undo}.
   *
   * @param choices what the step chooses where it can go several ways
   */
  Outcome step(int agent, Choices choices);

  /**
   * Judges a state in which no agent can move.
   *
   * @return {@link Outcome#ENDED} if the execution is over and fine, {@link Outcome#FOUND} if not (deadlock, a
   *     property)
   */
  Outcome rest();

  /** What the last {@link #step} or {@link #rest} found, fatal findings last; empty for nearly all steps. */
  List<Finding> findings();

  /**
   * Which properties that want a witness hold in the end state judged by the last {@link #rest}: property {@code i} is
   * bit {@code i}.
   */
  long witnessed();

  /** What the model ran out of, after {@link Outcome#EXHAUSTED}. */
  String exhausted();

  /** The present place in the journal. */
  int mark();

  /** Takes back every step since {@code mark}. */
  void undo(int mark);

  /** A 64-bit key of the present state: equal for equal states. */
  long key();

  /** A key of the present state together with the agent that moved last; -1 if none has. */
  default long key(int last) {
    return key() * 0x9E3779B97F4A7C15L + last + 1;
  }
}
