package dev.pagewalk.hw.state;

/** Is told which words are read and written: how footprints of steps are found. */
public interface AccessLog {
  /** The word at {@code index} was read. */
  void read(int index);

  /** The word at {@code index} was written, perhaps with the value that it had. */
  void write(int index);
}
