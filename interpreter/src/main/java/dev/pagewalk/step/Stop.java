package dev.pagewalk.step;

/**
 * Why the interleaving stands where it stands.
 *
 * @param agent who is looked at from now on
 * @param text for people: what was reached, or for what the thread waits
 * @param breakpoint the number of the breakpoint that was reached; 0 if none was
 */
public record Stop(Why why, int agent, String text, int breakpoint) {
  /** The kinds of reasons. */
  public enum Why {
    /** Everything begins here. */
    ENTRY,
    /** The step that was asked for was made, or cannot be made now. */
    STEP,
    /** A line was reached. */
    LINE,
    /** A function was entered. */
    FUNCTION,
    /** A word was read or written. */
    DATA,
    /** An oracle found something. */
    VIOLATION,
    /** Somebody asked to stop, or it would go on for ever. */
    PAUSE,
    /** Somebody asked to be here. */
    GOTO,
    /** Nothing can move any more. */
    END
  }

  Stop(Why why, int agent, String text) {
    this(why, agent, text, 0);
  }
}
