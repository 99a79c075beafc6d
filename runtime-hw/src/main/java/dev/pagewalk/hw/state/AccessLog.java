package dev.pagewalk.hw.state;

/** Is told which words are read and written: how footprints of steps are found. */
public interface AccessLog {
  /** The word at {@code index} was read. */
  void read(int index);

  /** The word at {@code index} was read only to see whether it names something: as a rule that is a read as any other. */
  default void search(int index) {
    read(index);
  }

  /** The word at {@code index} was written, perhaps with the value that it had. */
  void write(int index);
}
