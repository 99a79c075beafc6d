package dev.pagewalk.mm.rule;

import dev.pagewalk.hw.step.Binding;
import java.util.List;

/** Something of which a rule demands that it holds. */
public sealed interface Condition {
  /** The running thread holds a lock: for writing, or in any way. */
  record Held(Path lock, boolean forWriting) implements Condition {}

  /** A field is neither 0 nor null. */
  record Set(Path field) implements Condition {}

  /**
   * A test that is bound to Java, asked for the running thread.
   *
   * @param arguments what it is asked about
   */
  record Test(List<Path> arguments, Binding test) implements Condition {
    public Test {
      arguments = List.copyOf(arguments);
    }
  }

  /** The running thread is in a read-side section of RCU. */
  record InRcu() implements Condition {}

  /** The running CPU takes no interrupts. */
  record InterruptsOff() implements Condition {}

  /**
   * Something that is known before the run: whether a patch is in.
   *
   * @param name the patch
   */
  record Fixed(String name, boolean holds) implements Condition {}

  /** The opposite. */
  record Not(Condition condition) implements Condition {}

  /**
   * A condition that has a name.
   *
   * @param name what it is called
   * @param arguments what takes the place of its parameters
   * @param needs one of these must hold as a whole
   */
  record Named(String name, List<Path> arguments, List<All> needs) implements Condition {
    public Named {
      arguments = List.copyOf(arguments);
      needs = List.copyOf(needs);
    }
  }

  /** Conditions that must hold together. */
  record All(List<Condition> conditions) {
    public All {
      conditions = List.copyOf(conditions);
    }
  }
}
