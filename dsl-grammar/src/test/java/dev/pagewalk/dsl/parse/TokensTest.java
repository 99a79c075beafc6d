package dev.pagewalk.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Span;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tokens of a text are all of the text, and comments can be reached from the tree. */
class TokensTest {
  @ParameterizedTest
  @MethodSource("dev.pagewalk.dsl.parse.Corpus#samples")
  void coverTheText(Corpus.Sample sample) {
    assertCovered(sample.source());
  }

  @Test
  void coverAnyTextAndNothingIsThrown() {
    Random random = new Random(1);
    String words = Corpus.samples().stream().map(Corpus.Sample::source).collect(Collectors.joining());
    for (int run = 0; run < 2_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(40); 0 < piece; piece--) {
        int start = random.nextInt(words.length());
        text.append(words, start, Math.min(words.length(), start + random.nextInt(20)));
        if (random.nextInt(10) == 0) {
          text.append((char) random.nextInt(0x10000));
        }
      }
      assertCovered(text.toString());
    }
  }

  @Test
  void countUtf16Units() {
    String text = "// \uD83D\uDE00\nfn f() { x = \"\uD83D\uDE00\"; \uD83D\uDE00 }";
    Parsed parsed = Parsing.parse("a.pw", text);
    Span span = parsed.unit().decls().get(0).span();
    assertThat(text.substring(span.start(), span.end())).startsWith("fn f()").endsWith("}");
    assertThat(parsed.diagnostics()).singleElement().satisfies(d -> assertThat(d.message()).contains("U+1F600"));
  }

  @Test
  void leadToCommentsAndWhiteSpace() {
    String text =
        """
        //! about the file
        // plain
        /// Frees it.
        ///   Twice.
        fn f() { /* inside */ g(); }
        """;
    Parsed parsed = Parsing.parse("a.pw", text);
    Decl.Fn fn = (Decl.Fn) parsed.unit().decls().get(0);
    assertThat(fn.doc()).contains("Frees it.\n  Twice.");
    assertThat(comments(text, parsed.triviaBefore(fn.span())))
        .containsExactly("//! about the file", "// plain", "/// Frees it.", "///   Twice.");
    assertThat(comments(text, parsed.tokensIn(fn.span()))).containsExactly("/* inside */");
  }

  @Test
  void fourSlashesAreAnOrdinaryComment() {
    Parsed parsed = Parsing.parse("a.pw", "//// rule\nfn f() { }");
    assertThat(((Decl.Fn) parsed.unit().decls().get(0)).doc()).isEmpty();
  }

  private static List<String> comments(String text, List<SourceToken> tokens) {
    return tokens.stream().filter(t -> !t.kind().isVisible()).map(t -> t.in(text)).filter(s -> !s.isBlank()).toList();
  }

  private static void assertCovered(String text) {
    int end = 0;
    Parsed parsed = Parsing.parse("a.pw", text);
    for (SourceToken token : parsed.tokens()) {
      assertThat(token.start()).isEqualTo(end);
      end = token.end();
    }
    assertThat(end).isEqualTo(text.length());
    assertThat(parsed.diagnostics()).allSatisfy(d -> assertThat(d.span().end()).isLessThanOrEqualTo(text.length()));
  }
}
