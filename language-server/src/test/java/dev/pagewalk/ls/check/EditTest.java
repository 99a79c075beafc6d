package dev.pagewalk.ls.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Span;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditTest {
  private static Optional<String> kept(String before, String word, String after) {
    Edit edit = Edit.between(before, after);
    int start = before.indexOf(word);
    return edit.keep(new Span("a.pw", start, start + word.length()))
        .map(span -> after.substring(span.start(), span.end()));
  }

  @Test
  void whatComesBeforeMovesAMark() {
    assertThat(kept("one\ntwo\n", "two", "one\nand a half\ntwo\n")).contains("two");
    assertThat(kept("one\ntwo\n", "two", "zero one\ntwo\n")).contains("two");
  }

  @Test
  void whatComesAfterDoesNot() {
    assertThat(kept("one\ntwo\n", "one", "one\ntwo, three\n")).contains("one");
  }

  @Test
  void aChangeOfItsOwnLineRemovesAMark() {
    assertThat(kept("  one;\n", "one", "  one; // two\n")).isEmpty();
    assertThat(kept("  one;\n", "one", "    one;\n")).isEmpty();
    assertThat(kept("one\ntwo\nthree\n", "two", "one\nthree\n")).isEmpty();
  }

  @Test
  void aLineInFrontOfItsLineDoesNot() {
    assertThat(kept("one\n  two\n", "two", "one\n  new\n  two\n")).contains("two");
  }
}
