package dev.pagewalk.mm.rule;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.StepContext;

/**
 * What a rule looks at: the state, perhaps as it was before one word was written.
 *
 * @param context the step whose access is judged
 * @param word the index of the word that is seen as it was; 0 for none
 * @param old what it was
 */
record View(StepContext context, int word, long old) {
  /** The state as it is. */
  static View now(StepContext context) {
    return new View(context, 0, 0);
  }

  long get(int index) {
    return index == word ? old : context.state().get(index);
  }

  State state() {
    return context.state();
  }
}
