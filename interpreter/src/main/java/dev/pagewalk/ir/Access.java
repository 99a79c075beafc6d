package dev.pagewalk.ir;

/** How an access to a shared word is written: what a compiler, and who looks for data races, may make of it. */
public enum Access {
  /** As in C: it may be torn, fused, or made again, and two of them at the same time, one a write, are a data race. */
  PLAIN,
  /**
   * {@code READ_ONCE}, {@code WRITE_ONCE}, atomic operations, what stands in {@code atomic}, and all that is no access
   * to a word: made once, as a whole. It races only with plain ones.
   */
  MARKED,
  /** {@code data_race(...)} and what stands in {@code relax}: meant as it is, and never reported. */
  INTENDED
}
