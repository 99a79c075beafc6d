package dev.pagewalk.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SharedSetTest {
  private static final int WORKERS = 4;
  private static final int EACH = 60_000;

  /** Keys that all workers have, in an order of each; zero and keys that begin in the same slot are among them. */
  private static long[] keys(int seed) {
    Random random = new Random(seed);
    long[] keys = new long[EACH];
    for (int i = 0; i < EACH; i++) {
      long number = random.nextInt(100_000);
      keys[i] = number < 100 ? number : number % 3 == 0 ? number << 50 : number * 0x9E3779B97F4A7C15L;
    }
    return keys;
  }

  @Test
  void whatSeveralAddIsAddedOnceWhileTheTableGrows() throws InterruptedException {
    SharedSet set = new SharedSet(Long.MAX_VALUE, WORKERS);
    List<List<Long>> added = new ArrayList<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      List<Long> mine = new ArrayList<>();
      added.add(mine);
      int seed = worker;
      threads.add(Thread.ofPlatform().uncaughtExceptionHandler((thread, e) -> failure.set(e))
          .start(() -> work(set.new Door(), keys(seed), mine)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failure.get()).isNull();
    // 0 and 1 are one key for the set: a slot with 0 is a free one.
    Set<Long> all = new HashSet<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      for (long key : keys(worker)) {
        all.add(key == 0 ? 1 : key);
      }
    }
    assertThat(added.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(all.size());
    assertThat(set.size()).isEqualTo(all.size());
    assertThat(set.hasRoom()).isTrue();
  }

  /** Adds keys, with pauses, and goes out and in again on the way. */
  private static void work(SharedSet.Door door, long[] keys, List<Long> added) {
    door.enter();
    for (int i = 0; i < keys.length; i++) {
      if (door.add(keys[i])) {
        added.add(keys[i] == 0 ? 1 : keys[i]);
      }
      assertThat(door.add(keys[i])).isFalse();
      if (i % 200 == 0) {
        assertThat(door.containsAll(new long[] {keys[i], 0x5555_5555_5555_5555L}, 2, new long[2])).isEqualTo(1);
        door.pause();
      }
      if (i % 5_000 == 0) {
        door.leave();
        door.enter();
      }
    }
    door.leave();
  }

  @Test
  void itIsFullAtItsLimit() {
    SharedSet set = new SharedSet(10, 1);
    SharedSet.Door door = set.new Door();
    door.enter();
    for (int key = 1; key <= 10; key++) {
      assertThat(set.hasRoom()).isTrue();
      door.add(key);
      door.pause();
    }
    assertThat(set.hasRoom()).isFalse();
    door.leave();
    assertThat(set.size()).isEqualTo(10);
  }
}
