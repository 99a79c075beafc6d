package dev.pagewalk.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A keyword by position is a name wherever another name could stand. */
class SoftKeywordTest {
  private static final String PLAIN = "plain";

  /** {@code plain} in every place that has a name. */
  private static final String TEXT =
      """
      const plain = 1;
      enum plain { plain, a, plain }
      flags plain { plain }
      struct plain { plain, plain: plain?; b: plain[plain]; }
      patch plain since "6.1" needs plain, plain "title";
      patch mine { in plain before plain { } in plain at plain { } in plain after plain { } }
      var plain: plain = plain;
      var a: plain..plain;
      lock plain: plain;
      fn plain(plain: plain, b: plain*) -> plain {
        let plain = plain;
        let a: plain = plain + plain * -plain ? plain : plain;
        var plain: plain = 1;
        plain = plain.plain[plain](plain, plain: plain);
        plain += 1;
        plain++;
        plain.plain = 1;
        plain[plain] = 2;
        plain(plain);
        plain.plain(plain, plain);
        *plain = 1;
        (plain).plain = 1;
        plain: a = 1;
        if (plain) plain(); else plain.plain();
        when plain { } else { }
        when !plain plain();
        while (plain) plain();
        for plain in plain..plain { }
        relax "reason" { plain = 1; }
        lock plain { }
        lock plain.plain(r) { }
        lock plain[plain](w) { }
        choose plain in plain..plain;
        defer plain();
        defer plain.plain(1);
        after plain.plain;
        let c = plain() { plain(); }
        plain() { }
        return plain;
      }
      lock order { plain -> plain.plain(plain) -> { plain, plain -> plain }; nest plain in plain, plain; }
      rules for plain unless plain { plain, plain read needs plain; }
      rules for plain unless !plain.plain(plain) { plain set needs plain, !plain or plain write needs plain; }
      condition plain(plain: plain, plain: plain) = plain, !plain(plain) or plain.plain(plain);
      page tables { plain plain needs plain, plain(plain) or (plain or plain) since "6.6"; plain needs plain; }
      scenario plain(plain: plain = plain) {
        machine plain { plain plain; plain; plain { plain; } }
        file plain { plain 1; folio at plain; }
        process plain {
          map plain at plain size plain file plain prot plain;
          plain by plain;
          plain[0] by plain;
          swapped plain;
          hold plain(plain[0]);
          cached plain plain.plain;
          cpu1 plain;
          uffd plain { register plain plain plain; }
          touch plain[0];
          plain = 1;
        }
        thread plain[plain] in plain on plain { }
        kthread plain { }
        daemon thread plain { }
        may_fail plain(plain);
        final plain == 1;
        final plain: plain;
        never plain;
        expect plain(plain) without plain, plain with plain, plain = plain arch plain;
      }
      """;

  static Stream<String> keywords() {
    return IntStream.rangeClosed(PagewalkLexer.AFTER, PagewalkLexer.WRITE).mapToObj(Words::text);
  }

  @ParameterizedTest
  @MethodSource("keywords")
  void isNameEverywhere(String keyword) {
    Parsed plain = Parsing.parse("a.pw", TEXT);
    Parsed same = Parsing.parse("a.pw", TEXT.replace(PLAIN, keyword));
    assertThat(plain.diagnostics()).isEmpty();
    assertThat(same.diagnostics()).isEmpty();
    assertThat(print(same)).isEqualTo(print(plain).replace(PLAIN, keyword));
  }

  @Test
  void reservedWordsAreNot() {
    IntStream.rangeClosed(PagewalkLexer.BREAK, PagewalkLexer.WHILE)
        .mapToObj(Words::text)
        .forEach(word -> assertThat(Parsing.parse("a.pw", "fn " + word + "() { }").diagnostics()).as(word).hasSize(1));
  }

  /** One part a line, so that a difference is easy to find. */
  private static String print(Parsed parsed) {
    String text = String.join("\n", TreePrinter.items(parsed.unit()));
    return text.replaceAll("\\s+", " ").replace("[ ", "[").replace("(", "\n(");
  }
}
