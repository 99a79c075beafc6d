package dev.pagewalk.mm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a load may return, told by the names under which the library speaks to the abstract memory. */
class AbstractMemoryTest {
  private static final long A = 0x10000;
  private static final long B = 0x20000;

  private final KernelBench bench = new KernelBench();
  private long mm;

  @BeforeEach
  void mapA() {
    mm = bench.make("mm");
    map(mm, A, 0, 0, 0);
  }

  private long map(long space, long start, long flags, long file, long pgoff) {
    long vma = bench.make("vma");
    bench.set(vma, "mm", space).set(vma, "start", start).set(vma, "end", start + 0x4000).set(vma, "flags", flags)
        .set(vma, "file", file).set(vma, "pgoff", pgoff).set(vma, "in_mm_tree", 1)
        .set(vma, "in_i_mmap", file == 0 ? 0 : 1);
    return vma;
  }

  private long file() {
    long file = bench.make("file");
    bench.set(file, "mapping", bench.make("address_space"));
    return file;
  }

  private void store(long space, long page, long word, long value) {
    bench.call("shadow_store", space, page, word, value);
    assertThat(bench.oracles()).isEmpty();
  }

  private void assertReads(long space, long page, long word, long value) {
    bench.call("shadow_load", space, page, word, value);
    assertThat(bench.oracles()).as("reading %s", value).isEmpty();
  }

  private void assertRefused(String oracle, long space, long page, long word, long value) {
    bench.call("shadow_load", space, page, word, value);
    assertThat(bench.oracles()).as("reading %s", value).containsExactly(oracle);
  }

  @Test
  void aWordHasItsLastValueAndNoOther() {
    assertReads(mm, A, 0, 0);
    store(mm, A, 0, 1);
    store(mm, A, 0, 2);
    assertReads(mm, A, 0, 2);
    assertReads(mm, A, 1, 0);
    assertRefused("lost_write", mm, A, 0, 1);
    assertRefused("lost_write", mm, A, 0, 0);
    assertRefused("leak", mm, A, 0, 9);
    assertRefused("leak", mm, A, 1, 2);
  }

  @Test
  void whatIsNotMappedIsNotJudged() {
    store(mm, B, 0, 1);
    assertReads(mm, B, 0, 5);
  }

  @Test
  void afterDontneedAWordIsZeroOrWhatWasStoredMeanwhile() {
    store(mm, A, 0, 1);
    store(mm, A, 1, 1);
    bench.call("shadow_dontneed_begin", mm, A, A + 0x4000);
    assertReads(mm, A, 0, 1);
    assertReads(mm, A, 0, 0);
    assertReads(mm, A, 0, 1);
    bench.agent = 1;
    store(mm, A, 0, 2);
    assertReads(mm, A, 0, 2);
    bench.agent = 0;
    bench.call("shadow_dontneed_end", mm, A, A + 0x4000);
    assertRefused("stale_read", mm, A, 1, 1);
    assertReads(mm, A, 0, 2);
    assertRefused("lost_write", mm, A, 0, 0);
  }

  @Test
  void aForkedChildHasOneOfTheValuesOfTheMeantime() {
    store(mm, A, 0, 1);
    long child = bench.make("mm");
    map(child, A, 0, 0, 0);
    bench.call("shadow_fork_begin", mm, child);
    bench.agent = 1;
    store(mm, A, 0, 2);
    store(mm, A, 0, 3);
    bench.agent = 0;
    bench.call("shadow_fork_end", mm, child);
    store(mm, A, 0, 4);
    assertReads(mm, A, 0, 4);
    assertReads(child, A, 0, 2);
    assertReads(child, A, 0, 2);
    assertRefused("lost_write", child, A, 0, 1);
    assertRefused("leak", child, A, 0, 4);
    store(child, A, 1, 7);
    assertRefused("leak", mm, A, 1, 7);
  }

  @Test
  void aFileIsOneMemoryForAllWhoShareIt() {
    long file = file();
    long other = bench.make("mm");
    map(mm, B, 1 << 3, file, 0);
    map(other, A, 1 << 3, file, 1);
    store(mm, B + 0x1000, 2, 5);
    assertReads(other, A, 2, 5);
    store(other, A, 2, 6);
    assertReads(mm, B + 0x1000, 2, 6);
    assertRefused("lost_write", mm, B + 0x1000, 2, 5);
  }

  @Test
  void aPrivateMappingShowsAnyValueOfTheFileUntilItHasItsOwn() {
    long file = file();
    map(mm, B, 1 << 3, file, 0);
    long other = bench.make("mm");
    map(other, A, 0, file, 0);
    store(mm, B, 0, 1);
    store(mm, B, 0, 2);
    assertReads(other, A, 0, 2);
    assertReads(other, A, 0, 1);
    assertRefused("lost_write", other, A, 0, 2);
    store(other, A, 1, 9);
    assertReads(other, A, 1, 9);
    assertReads(mm, B, 1, 0);
    assertRefused("leak", mm, B, 1, 9);
  }

  @Test
  void aMappingThatMovesTakesItsWordsAlong() {
    store(mm, A, 3, 1);
    bench.call("shadow_move_begin", mm, A, B, 0x4000L);
    map(mm, B, 0, 0, 0);
    assertReads(mm, B, 3, 1);
    store(mm, A + 0x1000, 0, 2);
    assertReads(mm, B + 0x1000, 0, 2);
    bench.call("shadow_move_end", mm, A, B, 0x4000L);
    bench.call("shadow_unmap", mm, A, A + 0x4000);
    assertReads(mm, B + 0x1000, 0, 2);
    assertReads(mm, B, 3, 1);
    assertReads(mm, A, 3, 0);
  }

  @Test
  void aDevicesWordIsOldOrNewUntilItHasCompleted() {
    store(mm, A, 1, 1);
    bench.agent = 1;
    bench.call("shadow_dma_begin", mm, A, 1L, 7L);
    bench.agent = 0;
    assertReads(mm, A, 1, 7);
    assertReads(mm, A, 1, 1);
    assertReads(mm, A, 0, 0);
    bench.agent = 1;
    bench.call("shadow_dma_end", mm, A, 1L, 7L);
    bench.agent = 0;
    assertRefused("lost_write", mm, A, 1, 1);
    assertReads(mm, A, 1, 7);
  }

  @Test
  void whatIsTruncatedIsZeroOrWhatWasStoredMeanwhile() {
    long file = file();
    long mapping = bench.get(file, "mapping");
    map(mm, B, 1 << 3, file, 0);
    store(mm, B, 0, 1);
    store(mm, B + 0x1000, 0, 2);
    bench.call("shadow_truncate_begin", mapping, 1, 3);
    assertReads(mm, B + 0x1000, 0, 2);
    assertReads(mm, B + 0x1000, 0, 0);
    bench.call("shadow_truncate_end", mapping, 1, 3);
    assertReads(mm, B + 0x1000, 0, 0);
    assertReads(mm, B, 0, 1);
    assertRefused("stale_read", mm, B + 0x1000, 0, 2);
  }

  @Test
  void whoHoldsAReferenceSeesTheWordAsItWasOrWhatItsProcessStoredSince() {
    store(mm, A, 0, 1);
    long other = bench.make("mm");
    map(other, A, 0, 0, 0);
    bench.call("shadow_pin", mm, A);
    store(mm, A, 0, 2);
    store(other, A, 0, 7);
    bench.call("shadow_unmap", mm, A, A + 0x4000);
    for (long value : new long[] {1, 2}) {
      bench.call("shadow_pinned_load", mm, A, 0, value);
      assertThat(bench.oracles()).as("reading %s", value).isEmpty();
    }
    bench.call("shadow_pinned_load", mm, A, 0, 7);
    assertThat(bench.oracles()).containsExactly("leak");
    bench.call("shadow_unpin", mm, A);
    bench.call("shadow_pinned_load", mm, A, 0, 9);
    assertThat(bench.oracles()).isEmpty();
  }
}
