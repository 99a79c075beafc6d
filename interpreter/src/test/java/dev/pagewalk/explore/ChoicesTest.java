package dev.pagewalk.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tape of what a step chooses. */
class ChoicesTest {
  private interface Step {
    String run(Choices choices);
  }

  private static List<String> all(Choices choices, Step step) {
    List<String> seen = new ArrayList<>();
    do {
      choices.rewind();
      seen.add(step.run(choices));
    } while (choices.next());
    return seen;
  }

  /** A first choice of three; behind the middle one two more of two. */
  private static String uneven(Choices choices) {
    int first = choices.choose(3, "first");
    return first == 1 ? "1" + choices.choose(2, "second") + choices.choose(2, "third") : String.valueOf(first);
  }

  @Test
  void everyWayIsTakenOnceInOrder() {
    assertThat(all(new Choices(), ChoicesTest::uneven)).containsExactly("0", "100", "101", "110", "111", "2");
  }

  @Test
  void manyChoicesFit() {
    assertThat(all(new Choices(), choices -> {
      StringBuilder bits = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        bits.append(choices.choose(2, "bit"));
      }
      return bits.toString();
    })).hasSize(1_024).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void oneAlternativeIsNoChoice() {
    Choices choices = new Choices();
    assertThat(choices.choose(1, "none")).isZero();
    assertThat(choices.size()).isZero();
    assertThat(choices.next()).isFalse();
  }

  @Test
  void whatWasTakenCanBeFollowed() {
    for (String way : all(new Choices(), ChoicesTest::uneven)) {
      int[] answers = way.chars().map(c -> c - '0').toArray();
      Choices choices = new Choices();
      choices.follow(answers);
      assertThat(uneven(choices)).isEqualTo(way);
      assertThat(choices.taken()).containsExactly(answers);
    }
  }

  @Test
  void anAttemptGoesOnWhereItWasSaved() {
    Choices choices = new Choices();
    uneven(choices);
    choices.next();
    choices.rewind();
    assertThat(uneven(choices)).isEqualTo("100");
    int[] saved = choices.save();
    choices.clear();
    choices.choose(5, "something else");
    choices.restore(saved);
    assertThat(choices.next()).isTrue();
    assertThat(all(choices, ChoicesTest::uneven)).containsExactly("101", "110", "111", "2");
  }

  @Test
  void anAttemptWithoutChoicesIsSavedAsNothing() {
    Choices choices = new Choices();
    assertThat(choices.save()).isNull();
    choices.restore(null);
    assertThat(choices.next()).isFalse();
  }

  @Test
  void aPlaceTellsWhatItWas() {
    Choices choices = new Choices();
    choices.follow(new int[] {1, 0, 1});
    uneven(choices);
    assertThat(choices.size()).isEqualTo(3);
    assertThat(choices.name(2)).isEqualTo("third");
    assertThat(choices.arity(0)).isEqualTo(3);
    assertThat(choices.value(2)).isEqualTo(1);
  }

  @Test
  void aTapeFromAnotherTimeTakesTheLastAlternativeThereIs() {
    Choices choices = new Choices();
    choices.follow(new int[] {7});
    assertThat(choices.choose(3, "first")).isEqualTo(2);
  }
}
