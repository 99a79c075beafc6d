package dev.pagewalk.dsl.format;

/** What a piece does at its place, as far as white space depends on it. */
enum Role {
  /** As its text says. */
  PLAIN,
  /** An operator with one operand, behind it. */
  PREFIX,
  /** {@code *} or {@code ?} of a type. */
  SUFFIX,
  /** {@code ?} or {@code :} between values. */
  CHOICE,
  /** The end of what stands in front of a statement: {@code if (...)}, {@code else}, {@code when patch}. */
  HEAD_END
}
