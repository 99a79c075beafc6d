package dev.pagewalk.dsl.diagnostic;

/**
 * Every diagnostic that Pagewalk can give. A code is never reused and never changes its meaning. Ranges: 01xx text and
 * syntax, 02xx names and types, 03xx scenarios and patches, 04xx files, options and budgets, 05xx witnesses.
 */
public enum Code {
  /** Something is missing here, or something else stands in its place. */
  EXPECTED("PW0101"),
  /** A bracket is never closed. */
  NOT_CLOSED("PW0102"),
  /** Something stands where nothing of its kind can. */
  UNEXPECTED("PW0103"),
  /** A reserved word is used as a name. */
  RESERVED_WORD("PW0104"),
  /** A character that the language does not use. */
  UNKNOWN_CHARACTER("PW0105"),
  /** A string without its closing quote. */
  UNTERMINATED_STRING("PW0106"),
  /** A comment that is never closed. */
  UNTERMINATED_COMMENT("PW0107"),
  /** Digits and letters that are not a number. */
  BAD_NUMBER("PW0108"),
  /** A number that does not fit into 64 bits. */
  NUMBER_TOO_BIG("PW0109"),
  /** A backslash in a string in front of a character that needs none. */
  BAD_ESCAPE("PW0110"),
  /** Brackets, operators or statements nested beyond the limit. */
  NESTED_TOO_DEEPLY("PW0111"),
  /** A text beyond the limit. */
  TOO_LARGE("PW0112"),
  /** A statement that only computes a value. */
  NO_EFFECT("PW0113"),
  /** {@code ->} between an object and its field. */
  ARROW_FOR_FIELD("PW0114"),
  /** A clause that may appear once appears again. */
  REPEATED_CLAUSE("PW0115"),
  /** A rule with more alternatives than anybody could mean. */
  TOO_MANY_ALTERNATIVES("PW0116"),
  /** A clause of a process outside of one. */
  BY_OUTSIDE_PROCESS("PW0117"),
  /** A block behind something that is not a call. */
  BLOCK_WITHOUT_CALL("PW0118"),
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
