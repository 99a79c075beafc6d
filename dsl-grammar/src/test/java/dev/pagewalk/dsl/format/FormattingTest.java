package dev.pagewalk.dsl.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.parse.TokenKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the formatter against pairs of texts ({@code format/*.txt}) and against every text there is. */
class FormattingTest {
  private static final String ARROW = "\n----\n";

  @ParameterizedTest
  @MethodSource
  void pairs(String pair) {
    String before = pair.substring(0, pair.indexOf(ARROW) + 1);
    String after = pair.substring(pair.indexOf(ARROW) + ARROW.length());
    assertThat(format(before)).isEqualTo(after);
    assertThat(format(after)).isEqualTo(after);
  }

  static List<String> pairs() throws IOException {
    List<String> pairs = new ArrayList<>();
    for (String pair : Files.readString(Path.of("src/test/resources/format/pairs.txt")).split("(?m)^====\\n")) {
      pairs.add(pair);
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource
  void everyTextKeepsItsWordsAndIsFixedThen(Path file) throws IOException {
    String text = Files.readString(file);
    String formatted = format(text);
    assertThat(words(formatted)).isEqualTo(words(text));
    assertThat(format(formatted)).isEqualTo(formatted);
    String inOneLine = text.lines().anyMatch(line -> line.contains("//")) ? text : text.replace('\n', ' ');
    assertThat(format(format(inOneLine))).isEqualTo(format(inOneLine));
    String torn = torn(text);
    assertThat(words(format(torn))).isEqualTo(words(text));
    assertThat(format(format(torn))).isEqualTo(format(torn));
  }

  static List<Path> everyTextKeepsItsWordsAndIsFixedThen() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : List.of("../scenarios", "../runtime-mm/src/main/resources/mm")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith(".pw")).sorted().forEach(all::add);
      }
    }
    return all;
  }

  @Test
  void mistakesKeepATextAsItIs() {
    Formatted formatted = Formatting.format("a.pw", "fn  f( {\n");
    assertThat(formatted.text()).isEqualTo("fn  f( {\n");
    assertThat(formatted.mistakes()).isNotEmpty();
  }

  @Test
  void lineEndsOfWindowsStay() {
    assertThat(format("fn f() {\r\na();\r\n}")).isEqualTo("fn f() {\r\n  a();\r\n}\r\n");
  }

  @Test
  void nothingStaysNothing() {
    assertThat(format("")).isEmpty();
    assertThat(format(" \n\n")).isEmpty();
  }

  /** Every token on a line of its own. */
  private static String torn(String text) {
    return String.join("\n", Parsing.parse("a.pw", text).tokens().stream()
        .filter(token -> token.kind() != TokenKind.WHITE_SPACE)
        .map(token -> token.in(text))
        .toList());
  }

  private static List<String> words(String text) {
    return Parsing.parse("a.pw", text).tokens().stream()
        .filter(token -> token.kind() != TokenKind.WHITE_SPACE)
        .map(token -> token.in(text))
        .toList();
  }

  private static String format(String text) {
    Formatted formatted = Formatting.format("a.pw", text);
    assertThat(formatted.mistakes()).isEmpty();
    return formatted.text();
  }
}
