package dev.pagewalk.dsl.locks;

/**
 * What a function does with locks, beside what it gives back itself: one state for the ends with a result that is true,
 * not 0 or not null, and one for the others. A function without a result has the same in both.
 */
record Effects(LockState ifTrue, LockState ifFalse) {
  /** Of a function that takes and gives back nothing. */
  static final Effects NONE = new Effects(LockState.START, LockState.START);

  static Effects same(LockState state) {
    return new Effects(state, state);
  }

  LockState joined() {
    return ifTrue.join(ifFalse);
  }
}
