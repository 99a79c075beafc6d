package dev.pagewalk.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final Span HERE = new Span("x.pw", 0, 1);

  /** 100 steps of two agents in turn; the first is in a function that it entered before its second step. */
  private static Trace trace() {
    List<Trace.Line> lines = new ArrayList<>();
    for (int step = 1; step <= 100; step++) {
      if (step == 3) {
        lines.add(line(Trace.Kind.CALL, 0, 0, "f()", 0));
      }
      lines.add(line(Trace.Kind.STEP, 1 - step % 2, step % 2 == 1 && 3 <= step ? 1 : 0, "s" + step, step));
    }
    return new Trace(List.of(new Trace.Column(0, "a", 0), new Trace.Column(1, "b", 1)), lines, Optional.empty(),
        List.of(new Trace.HeldLock(0, "early", true, 1, 5), new Trace.HeldLock(0, "long", true, 2, 95),
            new Trace.HeldLock(1, "late", true, 90, 0)), Optional.empty());
  }

  private static Trace.Line line(Trace.Kind kind, int column, int depth, String text, int step) {
    return new Trace.Line(kind, column, depth, text, HERE, List.of(), step);
  }

  @Test
  void aShortExecutionIsWhole() {
    assertThat(Excerpt.around(trace(), 50, 100)).isEqualTo(Excerpt.whole(trace()));
  }

  @Test
  void everyMomentHasStepsBeforeAndBehindIt() {
    for (int moment = 0; moment <= 100; moment++) {
      Excerpt excerpt = Excerpt.around(trace(), moment, 20);
      assertThat(excerpt.trace().steps()).isEqualTo(20);
      assertThat(excerpt.first()).isEqualTo(Excerpt.first(moment, 100, 20)).isLessThanOrEqualTo(Math.max(0, moment - 5));
      assertThat(excerpt.last()).isGreaterThanOrEqualTo(Math.min(100, moment + 5));
    }
  }

  @Test
  void neighboursHaveTheSameExcerpt() {
    assertThat(IntStream.rangeClosed(0, 100).map(moment -> Excerpt.first(moment, 100, 20)).distinct()).hasSize(9);
  }

  @Test
  void itBeginsInTheCallsInWhichTheAgentsAre() {
    List<Trace.Line> lines = Excerpt.around(trace(), 50, 20).trace().lines();
    assertThat(lines).extracting(Trace.Line::text).startsWith("f()", "s41", "s42", "s43");
    assertThat(lines.stream().filter(line -> line.kind() == Trace.Kind.CALL)).hasSize(1);
  }

  @Test
  void locksAreThoseThatAreHeldMeanwhile() {
    assertThat(Excerpt.around(trace(), 50, 20).trace().locks()).containsExactly(new Trace.HeldLock(0, "long", true, 0, 0));
  }
}
