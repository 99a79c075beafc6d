package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Span;
import java.util.Optional;

/** Everything of the language that this version understands but does not model. Each goes when it is built. */
enum NotYet {
  FORK("`fork` here", "forks but as `let c = fork() { ... }` or `fork() { ... }` among a thread's own statements, "
      + "outside of loops, in a thread of a process"),
  SWAPPED("`swapped`", "swap entries"),
  MIGRATING("`migrating`", "migration entries"),
  SWAP_DEVICE("`swap`", "swap space"),
  USER_ATOMIC("an atomic operation on user memory", "other accesses of a process than loads and stores"),
  DIRECT_IO("direct I/O", "`dio_read` and `dio_write`"),
  RECLAIM("swapping", "`reclaim` and `swap_in`");

  private final String what;
  private final String lacking;

  NotYet(String what, String lacking) {
    this.what = what;
    this.lacking = lacking;
  }

  /** The diagnostic for a use of it. */
  Diagnostic at(Span span) {
    return Report.error(Code.NOT_YET, span, what + " is not modelled yet")
        .label("not in this version")
        .help("this version does not model " + lacking)
        .build();
  }

  /** What a call of a function that no library defines would need. */
  static Optional<NotYet> function(String name) {
    return switch (name) {
      case "fork" -> Optional.of(FORK);
      case "dio_read", "dio_write" -> Optional.of(DIRECT_IO);
      case "reclaim", "swap_in" -> Optional.of(RECLAIM);
      default -> Optional.empty();
    };
  }

  /** What a state of a process would need; empty for a state that is not known at all. */
  static Optional<NotYet> state(String key) {
    return switch (key) {
      case "swapped" -> Optional.of(SWAPPED);
      case "migrating" -> Optional.of(MIGRATING);
      default -> Optional.empty();
    };
  }
}
