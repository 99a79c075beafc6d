package dev.pagewalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Trace.Column;
import dev.pagewalk.witness.Trace.Kind;
import dev.pagewalk.witness.Trace.Line;
import dev.pagewalk.witness.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnsTextTest {
  private static final Span NOWHERE = new Span("x.pw", 0, 0);

  @Test
  void longLinesWrapInsideTheirColumn() {
    Trace trace = new Trace(
        List.of(new Column(0, "reader", 0), new Column(1, "writer", 1)),
        List.of(
            step(0, 0, "first = READ_ONCE(table->entries[index].value)"),
            step(1, 2, "WRITE_ONCE(页表->entries[index].value, 表表表表表表表表表表)")),
        Optional.empty());
    assertThat(new ColumnsText(Paint.PLAIN, 60).render(trace)).isEqualTo("""
        CPU 0 (reader)                 CPU 1 (writer)
        -----------------------------  -----------------------------
        first = READ_ONCE(table->
            entries[index].value)
                                           WRITE_ONCE(页表->entries[
                                               index].value,
                                               表表表表表表表表表表)
        """);
  }

  @Test
  void moreColumnsThanTheTerminalHasRoomForBecomeAList() {
    List<Column> columns = IntStream.range(0, 4).mapToObj(i -> new Column(i, "walker[" + i + "]", i)).toList();
    Trace trace = new Trace(columns, List.of(step(0, 0, "a"), step(0, 1, "b"), step(3, 0, "c")),
        Optional.of(new Violation("final", "", "`x == 2` does not hold", List.of())));
    assertThat(new ColumnsText(Paint.PLAIN, 80).render(trace)).isEqualTo("""
        CPU 0 (walker[0])  a
                             b
        CPU 3 (walker[3])  c
        => final: `x == 2` does not hold
        """);
  }

  @Test
  void colourDimsWhatChangedAndReddensWhatIsWrong() {
    String text = new ColumnsText(Paint.ANSI, 100).render(Samples.retractTrace());
    assertThat(text).contains("\u001b[2m~ pmd[1]: table #3 -> none\u001b[0m").contains("\u001b[1;31m^ use after free");
  }

  private static Line step(int column, int depth, String text) {
    return new Line(Kind.STEP, column, depth, text, NOWHERE, List.of(), 1);
  }
}
