package dev.pagewalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Related;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosticTextTest {
  private static final Map<String, String> TEXTS = Map.of(
      "fault.pw", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n    mmap_read_lock(mm);\r\n\t// ü\n\n    vma_start_write(v);\n",
      "other.pw", "fn 页表(mm) { }\n",
      "long.pw", "x".repeat(500) + " wrong " + "y".repeat(500));

  @Test
  void bothPlacesAreShownWithTheirLines() {
    Diagnostic diagnostic = new Diagnostic(Code.MISMATCH, Severity.ERROR,
        "`vma_start_write` needs the mmap write lock", span("fault.pw", "vma_start_write(v)"),
        "needs it for writing here",
        List.of(new Related(span("fault.pw", "mmap_read_lock(mm)"), "thread `unmapper` took it for reading here")),
        Optional.of("take `mmap_write_lock(mm)` instead"), List.of());
    assertThat(render(diagnostic)).isEqualTo("""
        error[PW0230]: `vma_start_write` needs the mmap write lock
          --> fault.pw:14:5
           |
        11 |     mmap_read_lock(mm);
           |     ------------------ thread `unmapper` took it for reading here
        14 |     vma_start_write(v);
           |     ^^^^^^^^^^^^^^^^^^ needs it for writing here
           = help: take `mmap_write_lock(mm)` instead
        """);
  }

  @Test
  void otherFilesAndWideCharactersKeepTheirPlaces() {
    Diagnostic diagnostic = new Diagnostic(Code.MISMATCH, Severity.WARNING, "wrong", span("fault.pw", "v)"), "this",
        List.of(new Related(span("other.pw", "(mm)"), "declared with one")), Optional.empty(), List.of());
    assertThat(render(diagnostic)).isEqualTo("""
        warning[PW0230]: wrong
          --> fault.pw:14:21
           |
        14 |     vma_start_write(v);
           |                     ^^ this
          ::: other.pw:1:6
           |
         1 | fn 页表(mm) { }
           |        ---- declared with one
        """);
  }

  @Test
  void longLineIsShownAroundThePlace() {
    String text = render(new Diagnostic(
        Code.MISMATCH, Severity.NOTE, "m", span("long.pw", "wrong"), "", List.of(), Optional.empty(), List.of()));
    assertThat(text.lines()).allMatch(line -> line.length() <= 80).anyMatch(line -> line.contains("wrong"));
    assertThat(text).contains("^^^^^\n");
  }

  @Test
  void nothingInATextReachesTheTerminalAsACommand() {
    Sources sources = new Sources(path -> Optional.of("x \u001b[31m\u202e y"));
    String text = new DiagnosticText(sources, Paint.PLAIN, 80).render(new Diagnostic(Code.MISMATCH, Severity.ERROR,
        "no \u0007", new Span("a\u001b.pw", 0, 1), "", List.of(), Optional.empty(), List.of()));
    assertThat(text.chars().filter(c -> c < ' ' && c != '\n' || c == 0x202e)).isEmpty();
  }

  private static String render(Diagnostic diagnostic) {
    return new DiagnosticText(new Sources(path -> Optional.ofNullable(TEXTS.get(path))), Paint.PLAIN, 80)
        .render(diagnostic);
  }

  private static Span span(String path, String piece) {
    int start = TEXTS.get(path).indexOf(piece);
    return new Span(path, start, start + piece.length());
  }
}
