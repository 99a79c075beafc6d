package dev.pagewalk.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake stays where it is: whatever one token or tail is missing, all other declarations read as before. */
class MutationTest {
  @ParameterizedTest
  @MethodSource("dev.pagewalk.dsl.parse.Corpus#whole")
  void withoutOneToken(Corpus.Sample sample) {
    Whole whole = Whole.of(sample.source());
    for (SourceToken token : whole.words()) {
      String broken = whole.text.substring(0, token.start()) + " " + whole.text.substring(token.end());
      String what = "without `" + token.in(whole.text) + "` at " + whole.place(token);
      List<String> items = parse(broken, what);
      List<String> before = whole.itemsBefore(token.start());
      List<String> after = whole.itemsAfter(token.end());
      assertThat(items).as(what).hasSizeGreaterThanOrEqualTo(before.size() + after.size());
      assertThat(items.subList(0, before.size())).as(what).isEqualTo(before);
      assertThat(items.subList(items.size() - after.size(), items.size())).as(what).isEqualTo(after);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.pagewalk.dsl.parse.Corpus#whole")
  void withoutTail(Corpus.Sample sample) {
    Whole whole = Whole.of(sample.source());
    for (SourceToken token : whole.words()) {
      String what = "up to " + whole.place(token);
      List<String> items = parse(whole.text.substring(0, token.start()), what);
      List<String> before = whole.itemsBefore(token.start());
      assertThat(items).as(what).hasSizeGreaterThanOrEqualTo(before.size());
      assertThat(items.subList(0, before.size())).as(what).isEqualTo(before);
    }
  }

  private static List<String> parse(String broken, String what) {
    Parsed parsed = Parsing.parse("sample.pw", broken);
    assertThat(parsed.diagnostics()).as(what).hasSizeLessThanOrEqualTo(2);
    return TreePrinter.items(parsed.unit());
  }

  /** A sample before anything is taken away. */
  private record Whole(String text, Parsed parsed, List<Span> spans, List<String> items) {
    static Whole of(String text) {
      Parsed parsed = Parsing.parse("sample.pw", text);
      List<Span> spans =
          Stream.concat(
                  parsed.unit().uses().stream().map(SyntaxPart.Use::span),
                  parsed.unit().decls().stream().map(Decl::span))
              .toList();
      return new Whole(text, parsed, spans, TreePrinter.items(parsed.unit()));
    }

    List<SourceToken> words() {
      return parsed.tokens().stream().filter(t -> t.kind().isVisible()).toList();
    }

    List<String> itemsBefore(int offset) {
      return items.subList(0, (int) spans.stream().filter(s -> s.end() <= offset).count());
    }

    List<String> itemsAfter(int offset) {
      return items.subList(items.size() - (int) spans.stream().filter(s -> offset <= s.start()).count(), items.size());
    }

    String place(SourceToken token) {
      return Places.of(text, new Span("sample.pw", token.start(), token.end()));
    }
  }
}
