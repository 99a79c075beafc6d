package dev.pagewalk.dsl.parse;

/** Says in users' words what the parser stumbled over. */
final class Complaints {
  private final Source source;

  Complaints(Source source) {
    this.source = source;
  }
}
