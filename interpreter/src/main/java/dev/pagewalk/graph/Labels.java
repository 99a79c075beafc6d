package dev.pagewalk.graph;

/** What people call words of the state. */
public interface Labels {
  /** The name of the word at {@code index}; for an object's header, of the object. */
  String word(int index);

  /** The value of the word at {@code index}. */
  String value(int index, long value);

  /** The name of an agent. */
  String agent(int number);

  /** Whether a change of the word is worth telling: it is neither a thread's own nor bookkeeping. */
  boolean isShared(int index);
}
