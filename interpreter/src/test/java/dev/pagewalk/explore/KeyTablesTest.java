package dev.pagewalk.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables of the searches do what the JDK's do. */
class KeyTablesTest {
  /** Few enough different keys to meet often; 0 among them. */
  private static long key(Random random) {
    return random.nextInt(20_000) * 0x100000000L;
  }

  @Test
  void theVisitedSetIsASet() {
    Random random = new Random(1);
    VisitedSet ours = new VisitedSet(1_000_000);
    Set<Long> theirs = new HashSet<>();
    for (int i = 0; i < 30_000; i++) {
      long key = key(random);
      assertThat(ours.contains(key)).isEqualTo(theirs.contains(key));
      assertThat(ours.add(key)).isEqualTo(theirs.add(key));
      assertThat(ours.size()).isEqualTo(theirs.size());
    }
  }

  @Test
  void theVisitedSetKnowsItsLimit() {
    VisitedSet set = new VisitedSet(2);
    assertThat(set.add(5)).isTrue();
    assertThat(set.hasRoom()).isTrue();
    assertThat(set.add(5)).isFalse();
    assertThat(set.add(6)).isTrue();
    assertThat(set.hasRoom()).isFalse();
  }

  @Test
  void theStepMapKeepsTheFewestSteps() {
    Random random = new Random(2);
    StepMap ours = new StepMap();
    Map<Long, Integer> theirs = new HashMap<>();
    for (int i = 0; i < 30_000; i++) {
      long key = key(random);
      int steps = random.nextInt(50);
      assertThat(ours.isReachedWithin(key, steps)).isEqualTo(theirs.getOrDefault(key, Integer.MAX_VALUE) <= steps);
      ours.put(key, steps);
      theirs.merge(key, steps, Math::min);
      assertThat(ours.size()).isEqualTo(theirs.size());
    }
  }
}
