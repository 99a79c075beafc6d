package dev.pagewalk.ls.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.lsp4j.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LinesTest {
  /** U+00E4 takes two bytes, U+1F600 four bytes and two UTF-16 units. */
  private static final String TEXT = "aä😀b\r\nc\rd\n";

  @ParameterizedTest
  @CsvSource({"UTF8, 7", "UTF16, 4", "UTF32, 3"})
  void countsAsTheClientDoes(Lines.Encoding encoding, int character) {
    Lines lines = new Lines(TEXT, encoding);
    assertThat(lines.position(TEXT.indexOf('b'))).isEqualTo(new Position(0, character));
    assertThat(lines.offset(new Position(0, character))).isEqualTo(TEXT.indexOf('b'));
  }

  @ParameterizedTest
  @EnumSource
  void thereAndBackAgain(Lines.Encoding encoding) {
    Lines lines = new Lines(TEXT, encoding);
    TEXT.codePoints().reduce(0, (at, each) -> {
      if (TEXT.charAt(at) != '\n') {
        assertThat(lines.offset(lines.position(at))).isEqualTo(at);
      }
      return at + Character.charCount(each);
    });
  }

  @Test
  void knowsThreeEndsOfLines() {
    Lines lines = new Lines(TEXT, Lines.Encoding.UTF16);
    assertThat(lines.position(TEXT.indexOf('c'))).isEqualTo(new Position(1, 0));
    assertThat(lines.position(TEXT.indexOf('d'))).isEqualTo(new Position(2, 0));
    assertThat(lines.position(TEXT.length())).isEqualTo(new Position(3, 0));
  }

  @ParameterizedTest
  @CsvSource({"0, 99, 5", "99, 0, 11", "-1, 0, 0", "1, 5, 8"})
  void placesThatDoNotExistAreTheNearestBefore(int line, int character, int offset) {
    assertThat(new Lines(TEXT, Lines.Encoding.UTF16).offset(new Position(line, character))).isEqualTo(offset);
  }
}
