package dev.pagewalk.exec;

import dev.pagewalk.hw.state.AccessLog;

/** Remembers the first shared word that a property reads: its last change is the other half of the story. */
final class FirstRead implements AccessLog {
  private final int privateFrom;
  private int index;

  /**
   * Leaves out the words from {@code privateFrom} on: those of the agent that judges, which is the last in the layout.
   */
  FirstRead(int privateFrom) {
    this.privateFrom = privateFrom;
  }

  @Override
  public void read(int word) {
    if (index == 0 && word < privateFrom) {
      index = word;
    }
  }

  @Override
  public void write(int word) {}

  /** The word; 0 if none was read. */
  int index() {
    return index;
  }
}
