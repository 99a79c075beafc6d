package dev.pagewalk.dsl.diagnostic;

/**
 * Every diagnostic that Pagewalk can give. A code is never reused and never changes its meaning. Ranges: 01xx text and
 * syntax, 02xx names and types, 03xx scenarios and patches, 04xx files, options and budgets, 05xx witnesses.
 */
public enum Code {
  /** The parser expected something else here. */
  UNEXPECTED("PW0101"),
  /** A file could not be read. */
  UNREADABLE("PW0401");

  private final String id;

  Code(String id) {
    this.id = id;
  }

  /** The code as users see it: {@code PW} and four digits. */
  public String id() {
    return id;
  }
}
