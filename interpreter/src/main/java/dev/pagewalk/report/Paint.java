package dev.pagewalk.report;

/** Colours for a terminal, or none. */
public enum Paint {
  /** Text as it is. */
  PLAIN,
  /** With the escape sequences that every terminal of the last decades knows. */
  ANSI;

  /** Text that is to be seen first. */
  public String strong(String text) {
    return bold(text);
  }

  /** Text that can be passed over. */
  public String faint(String text) {
    return dim(text);
  }

  String bold(String text) {
    return paint("1", text);
  }

  String dim(String text) {
    return paint("2", text);
  }

  String red(String text) {
    return paint("1;31", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  String cyan(String text) {
    return paint("36", text);
  }

  private String paint(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
