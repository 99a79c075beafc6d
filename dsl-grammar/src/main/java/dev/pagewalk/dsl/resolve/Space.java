package dev.pagewalk.dsl.resolve;

/** The kinds of names, which never hide each other: {@code mm: mm} is a value of a type of the same name. */
enum Space {
  TYPE("type"), VALUE("name"), FUNCTION("function"), PATCH("patch"), CONDITION("condition");

  private final String noun;

  Space(String noun) {
    this.noun = noun;
  }

  /** As users call it. */
  String noun() {
    return noun;
  }
}
