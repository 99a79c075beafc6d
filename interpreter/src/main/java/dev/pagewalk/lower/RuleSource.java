package dev.pagewalk.lower;

import java.util.Optional;

/** Where the kernel says what a rule demands: a line of the comment in front of it. */
final class RuleSource {
  private static final String MARK = "source:";

  private RuleSource() {}

  /** The source of a rule, or else that of the rules around it; empty if neither says one. */
  static String of(Optional<String> own, Optional<String> around) {
    return find(own).or(() -> find(around)).orElse("");
  }

  private static Optional<String> find(Optional<String> doc) {
    return doc.stream().flatMap(String::lines)
        .filter(line -> line.startsWith(MARK))
        .map(line -> line.substring(MARK.length()).strip())
        .findFirst();
  }
}
