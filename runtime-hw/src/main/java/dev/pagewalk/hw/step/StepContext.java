package dev.pagewalk.hw.step;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;

/** The step that is running: who runs it, on what, and how it may end. */
public interface StepContext {
  /** The state that it changes. */
  State state();

  /** What the words are. */
  Layout layout();

  /** The number of the running agent, from 0; threads come first, in the order of the text. */
  int agent();

  /** The number of the CPU on which the agent runs, from 0. */
  int cpu();

  /**
   * Picks one of {@code alternatives}; every one of them is explored. The answer is the same when the same step is
   * replayed.
   *
   * @param what names the kind of choice in a witness, such as {@code translation} or {@code slot}
   * @return 0 up to {@code alternatives - 1}; always 0 when there is only one
   */
  int choose(int alternatives, String what);

  /**
   * Says that the step cannot happen now. Nothing that it has changed so far stays. The caller must return at once; its
   * result does not matter.
   */
  void block();

  /** Reports what an oracle saw. After a fatal finding the caller must return at once. */
  void report(Finding finding);

  /**
   * Ends the search with {@code unknown}: the scenario needs more than the model has. {@code why} names what ran out.
   */
  void exhausted(String why);

  /** Whether {@link #block}, a fatal {@link #report} or {@link #exhausted} was called in this step. */
  boolean isStopped();

  /**
   * Checks that the word at {@code index} may be touched.
   *
   * @return true if it belongs to no object or to a live one; otherwise a use after free has been reported and the
   *     caller must return at once
   */
  boolean touch(int index);

  /**
   * Allocates an object, all fields 0. Explores one slot that nothing names and each free slot that some word still
   * names.
   *
   * @return the index of its header; 0 if the pool is used up, in which case the step has been stopped with
   *     {@link #exhausted}
   */
  int allocate(Pool pool);

  /**
   * Ends the running thread with this step, wherever it is. The caller must return at once. Does nothing to what judges
   * end states.
   */
  void endThread();

  /** Frees the object whose header is at {@code header}: the oracles look at it first, then all its words become 0. */
  void free(int header);
}
