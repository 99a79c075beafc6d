package dev.pagewalk.mm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.mm.lock.LockWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions that the library declares and Java implements, one by one. */
class KernelTest {
  private static final long PAGE = Geometry.PAGE_SIZE;

  private final KernelBench bench = new KernelBench();

  private long vma(long mm, long start, long end) {
    long vma = bench.make("vma");
    bench.set(vma, "mm", mm).set(vma, "start", start * PAGE).set(vma, "end", end * PAGE).set(vma, "in_mm_tree", 1);
    return vma;
  }

  @ParameterizedTest
  @CsvSource({
    // page, mapping that covers it, mapping at or above it: 1 is pages 2 and 3, 2 is page 5
    "0, 0, 1", "2, 1, 1", "3, 1, 1", "4, 0, 2", "5, 2, 2", "6, 0, 0",
  })
  void mappingsAreFoundByAddress(long page, int covering, int above) {
    long mm = bench.make("mm");
    long upper = vma(mm, 5, 6);
    long lower = vma(mm, 2, 4);
    vma(bench.make("mm"), 0, 8);
    bench.set(vma(mm, 0, 8), "in_mm_tree", 0);
    long[] mappings = {0, lower, upper};
    assertThat(bench.call("vma_lookup", mm, page * PAGE)).isEqualTo(mappings[covering]);
    assertThat(bench.call("find_vma", mm, page * PAGE)).isEqualTo(mappings[above]);
    assertThat(bench.call("vma_next", lower)).isEqualTo(upper);
    assertThat(bench.call("vma_next", upper)).isZero();
    assertThat(bench.call("vma_prev", upper)).isEqualTo(lower);
    assertThat(bench.call("vma_prev", lower)).isZero();
  }

  @Test
  void theReverseMapOfAFileFindsItsMappingsByPage() {
    long mapping = bench.make("address_space");
    long file = bench.make("file");
    bench.set(file, "mapping", mapping);
    long first = vma(bench.make("mm"), 0, 2);
    long second = vma(bench.make("mm"), 4, 6);
    bench.set(first, "file", file).set(first, "pgoff", 0).set(first, "in_i_mmap", 1);
    bench.set(second, "file", file).set(second, "pgoff", 1).set(second, "in_i_mmap", 1);
    bench.state.set(bench.place(mapping, "i_mmap_rwsem"), LockWord.read(0, 0));
    assertThat(bench.call("vma_interval_tree_first", mapping, 1, 1)).isEqualTo(first);
    assertThat(bench.call("vma_interval_tree_next", mapping, first, 1, 1)).isEqualTo(second);
    assertThat(bench.call("vma_interval_tree_next", mapping, second, 1, 1)).isZero();
    assertThat(bench.call("vma_interval_tree_first", mapping, 2, 9)).isEqualTo(second);
    assertThat(bench.call("vma_interval_tree_first", mapping, 3, 9)).isZero();
    assertThat(bench.oracles()).isEmpty();
    bench.state.set(bench.place(mapping, "i_mmap_rwsem"), 0);
    bench.call("vma_interval_tree_first", mapping, 1, 1);
    assertThat(bench.oracles()).containsExactly("lock_rule");
  }

  @Test
  void theReverseMapOfAnonymousMemoryFindsItsLinks() {
    long anonVma = bench.make("anon_vma");
    bench.set(anonVma, "root", anonVma);
    bench.state.set(bench.place(anonVma, "rwsem"), LockWord.own(0, 0));
    long vma = vma(bench.make("mm"), 4, 6);
    bench.set(vma, "pgoff", 4);
    long link = bench.make("anon_vma_chain");
    bench.set(link, "vma", vma).set(link, "anon_vma", anonVma).set(link, "linked", 1);
    assertThat(bench.call("anon_vma_interval_tree_first", anonVma, 5, 5)).isEqualTo(link);
    assertThat(bench.call("anon_vma_interval_tree_first", anonVma, 6, 6)).isZero();
    assertThat(bench.call("anon_vma_interval_tree_next", link, 5, 5)).isZero();
    assertThat(bench.call("vma_first_avc", vma)).isEqualTo(link);
    assertThat(bench.call("vma_avc_is_singular", vma)).isEqualTo(1);
    bench.state.set(Words.index(anonVma), 0);
    bench.call("anon_vma_interval_tree_first", anonVma, 5, 5);
    assertThat(bench.oracles()).containsExactly("use_after_free");
  }

  @Test
  void aFolioOwnsItsFramesUntilItIsFreed() {
    long small = bench.call("folio_alloc", 0);
    long large = bench.call("folio_alloc", 1);
    int pfn = Words.pfn(bench.get(large, "pfn"));
    assertThat(pfn % 2).isZero();
    assertThat(bench.get(large, "refcount")).isEqualTo(1);
    assertThat(bench.call("pfn_folio", Words.frame(pfn + 1))).isEqualTo(large);
    assertThat(bench.call("folio_try_get", Words.frame(pfn + 1))).isEqualTo(large);
    assertThat(bench.get(large, "refcount")).isEqualTo(2);
    bench.call("free_frozen_folio", large);
    assertThat(bench.oracles()).isEmpty();
    assertThat(bench.isLive(large)).isFalse();
    assertThat(bench.call("folio_try_get", Words.frame(pfn))).isZero();
    assertThat(bench.oracles()).isEmpty();
    bench.call("pfn_folio", Words.frame(pfn));
    assertThat(bench.oracles()).containsExactly("use_after_free");
    assertThat(bench.isLive(small)).isTrue();
  }

  @Test
  void aFolioWithNoReferenceIsNotTaken() {
    long folio = bench.call("folio_alloc", 0);
    bench.set(folio, "refcount", 0);
    assertThat(bench.call("folio_try_get", bench.get(folio, "pfn"))).isZero();
    assertThat(bench.get(folio, "refcount")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"mapcount, 1", "in_page_cache, 1"})
  void aFolioThatIsStillInUseIsMissedWhenItIsFreed(String field, long value) {
    long folio = bench.call("folio_alloc", 0);
    bench.set(folio, field, value);
    bench.call("free_frozen_folio", folio);
    assertThat(bench.oracles()).containsExactly("accounting");
  }

  @Test
  void thePageCacheFindsAFolioByAnyOfItsPages() {
    long mapping = bench.make("address_space");
    long folio = bench.call("folio_alloc", 1);
    assertThat(bench.call("filemap_add_folio", mapping, folio, 2)).isEqualTo(1);
    assertThat(bench.get(folio, "refcount")).isEqualTo(3);
    assertThat(bench.call("filemap_add_folio", mapping, bench.call("folio_alloc", 0), 3)).isZero();
    assertThat(bench.call("filemap_get_folio", mapping, 3)).isEqualTo(folio);
    assertThat(bench.get(folio, "refcount")).isEqualTo(4);
    assertThat(bench.call("filemap_get_folio", mapping, 4)).isZero();
    assertThat(bench.call("filemap_get_folio", bench.make("address_space"), 3)).isZero();
  }

  @Test
  void aTableIsNotFreedWithItsLockHeldNorTwice() {
    long mm = bench.make("mm");
    long table = bench.call("pagetable_alloc", mm, 1);
    assertThat(bench.get(table, "level")).isEqualTo(1);
    bench.state.set(bench.place(table, "ptl"), LockWord.own(0, 0));
    bench.call("pagetable_free", table);
    assertThat(bench.oracles()).containsExactly("lock_rule");
    bench.state.set(bench.place(table, "ptl"), 0);
    bench.call("pagetable_free", table);
    assertThat(bench.oracles()).isEmpty();
    bench.call("pagetable_free", table);
    assertThat(bench.oracles()).containsExactly("use_after_free");
  }

  @Test
  void aTableFreedUnderRcuOutlivesTheSectionsThatAreOpen() {
    long table = bench.call("pagetable_alloc", bench.make("mm"), 1);
    bench.agent = 1;
    bench.call("local_irq_disable");
    assertThat(bench.hardware.cpus().takesInterrupts(bench.state, 1)).isFalse();
    bench.agent = 0;
    bench.call("pagetable_free_rcu", table);
    assertThat(bench.isLive(table)).isTrue();
    bench.agent = 1;
    bench.call("local_irq_enable");
    assertThat(bench.isLive(table)).isFalse();
    assertThat(bench.hardware.cpus().takesInterrupts(bench.state, 1)).isTrue();
  }

  @Test
  void sleepingIsReportedInsideSectionsOnly() {
    bench.call("might_sleep");
    assertThat(bench.oracles()).isEmpty();
    bench.call("preempt_disable");
    bench.call("might_sleep");
    assertThat(bench.oracles()).containsExactly("lock_rule");
    bench.call("preempt_enable");
    bench.call("rcu_read_lock");
    bench.call("might_sleep");
    assertThat(bench.oracles()).containsExactly("lock_rule");
  }

  @Test
  void aUserStoreReachesTheFrameThatTheTablesSay() {
    long mm = bench.make("mm");
    bench.set(mm, "pgd", bench.call("pgd_alloc", mm));
    long table = bench.call("pagetable_alloc", mm, 1);
    long folio = bench.call("folio_alloc", 0);
    bench.call("pmd_populate", mm, 0, bench.call("pgd_offset", mm, 0), table);
    long place = bench.call("pte_offset", table, 0);
    bench.hardware.spaceSwitch().load(bench.state, 0, Words.index(mm));
    assertThat(bench.call("current_mm")).isEqualTo(mm);
    assertThat(bench.call("cpu_store", 0, 1, 7)).isEqualTo(UserAccess.ACCESS_FAULT);
    long entry = bench.call("pfn_pte", bench.get(folio, "pfn"), 0b1010);
    bench.call("set_pte_at", mm, 0, place, entry);
    assertThat(bench.call("cpu_store", 0, 1, 7)).isZero();
    assertThat(bench.call("cpu_load", 0, 1)).isEqualTo(7);
    assertThat(bench.call("ptep_get", place)).isEqualTo(Entry.with(entry, Entry.DIRTY));
    assertThat(bench.call("folio_at", mm, 0)).isEqualTo(folio);
    assertThat(bench.oracles()).isEmpty();
  }

  @Test
  void copyingAPageCopiesItsWords() {
    long from = bench.call("folio_alloc", 0);
    long to = bench.call("folio_alloc", 0);
    Frames frames = bench.hardware.frames();
    bench.state.set(frames.wordIndex(Words.pfn(bench.get(from, "pfn")), 1), 9);
    bench.call("copy_highpage", bench.get(to, "pfn"), bench.get(from, "pfn"));
    assertThat(bench.state.get(frames.wordIndex(Words.pfn(bench.get(to, "pfn")), 1))).isEqualTo(9);
  }

  @Test
  void aHugeLeafIsNoWayToATable() {
    bench.call("__pte_map", bench.call("pfn_pmd", Words.frame(Frames.FIRST), 0), 0);
    assertThat(bench.oracles()).containsExactly("page_tables");
    bench.call("pmd_pgtable", 0);
    assertThat(bench.oracles()).containsExactly("page_tables");
  }

  @Test
  void namesOfTablesAndFoliosAreRecognisedInWords() {
    long table = bench.call("pagetable_alloc", bench.make("mm"), 1);
    long folio = bench.call("folio_alloc", 1);
    long pmd = Entry.table(bench.hardware.tables().pfn(Words.index(table)));
    long frame = Words.frame(Words.pfn(bench.get(folio, "pfn")) + 1);
    assertThat(names(pmd, table)).isTrue();
    assertThat(names(pmd, folio)).isFalse();
    assertThat(names(frame, folio)).isTrue();
    assertThat(names(frame, bench.call("folio_alloc", 0))).isFalse();
    assertThat(names(Entry.leaf(Words.pfn(frame), 0), folio)).isTrue();
    assertThat(names(5, folio)).isFalse();
  }

  private boolean names(long word, long object) {
    int header = Words.index(object);
    return bench.kernel.namings().stream()
        .anyMatch(naming -> naming.names(word, bench.layout.poolOf(header).orElseThrow(), header));
  }
}
