package dev.pagewalk.lower;

import java.util.ArrayList;
import java.util.List;

/** What ends with a block: its variables' slots, and what has to run when it is left. */
final class Scope {
  /** Something that runs when the block is left. */
  @FunctionalInterface
  interface CleanUp {
    void emit();
  }

  final Scope outer;
  final int firstSlot;
  final List<CleanUp> cleanUps = new ArrayList<>();

  /** Where {@code break} and {@code continue} go; negative for a block that is no loop's. */
  final int breakLabel;

  final int continueLabel;

  Scope(Scope outer, int firstSlot, int breakLabel, int continueLabel) {
    this.outer = outer;
    this.firstSlot = firstSlot;
    this.breakLabel = breakLabel;
    this.continueLabel = continueLabel;
  }

  boolean isLoop() {
    return 0 <= breakLabel;
  }
}
