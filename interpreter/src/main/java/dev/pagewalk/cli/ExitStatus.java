package dev.pagewalk.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** How a command ended, in the order of importance: over several results the first of them is told. */
enum ExitStatus {
  /** The tool itself is wrong. */
  OUR_FAULT(70),
  /** The user ended it. */
  INTERRUPTED(130),
  /** The input or the arguments are wrong. */
  BAD_INPUT(2),
  /** An expectation does not hold. */
  UNMET(1),
  /** A search ended before it could tell. */
  UNKNOWN(3),
  /** Every expectation holds. */
  DONE(0);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /** What the shell sees. */
  int code() {
    return code;
  }

  /** What the shell sees of {@code status}, or of {@code other} if that is more important. */
  static int worse(int status, ExitStatus other) {
    boolean outranked = Arrays.stream(values()).anyMatch(each -> each.code == status && each.compareTo(other) < 0);
    return outranked ? status : other.code;
  }

  /** The most important of {@code several}; {@link #DONE} if there are none. */
  static ExitStatus of(Collection<ExitStatus> several) {
    return several.stream().min(Comparator.naturalOrder()).orElse(DONE);
  }
}
