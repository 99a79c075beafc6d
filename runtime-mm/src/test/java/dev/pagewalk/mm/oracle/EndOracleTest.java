package dev.pagewalk.mm.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.state.StructLayout;
import org.junit.jupiter.api.Test;

/** One spoilt book at a time. */
class EndOracleTest {
  private final SmallKernel kernel = new SmallKernel();

  @Test
  void aConsistentStateIsSilent() {
    assertThat(kernel.books()).isEmpty();
    assertThat(kernel.reverseMapsAtEnd()).isEmpty();
  }

  @Test
  void aReferenceThatNobodyHoldsIsALeak() {
    kernel.set("folio", "refcount", 3);
    assertThat(kernel.books()).containsExactly("accounting folio");
  }

  @Test
  void aLostEntryLeavesTheMapCountTooHigh() {
    kernel.clearEntry();
    assertThat(kernel.books()).containsExactly("accounting folio");
  }

  @Test
  void aFolioWithoutReferencesShouldHaveBeenFreed() {
    kernel.clearEntry();
    kernel.set("folio", "mapcount", 0);
    kernel.set("folio", "in_page_cache", 0);
    kernel.set("folio", "refcount", 0);
    assertThat(kernel.books()).containsExactly("accounting folio");
  }

  @Test
  void theNumberOfPteTablesIsCompared() {
    kernel.set("mm", "nr_ptes", 2);
    assertThat(kernel.books()).containsExactly("accounting mm");
  }

  @Test
  void aDetachedTableThatIsNotFreedIsALeak() {
    kernel.detachTable();
    kernel.set("mm", "nr_ptes", 0);
    kernel.set("folio", "mapcount", 0);
    kernel.set("folio", "refcount", 1);
    assertThat(kernel.books()).containsExactly("accounting page_table");
  }

  @Test
  void aStoreThatNobodyKnowsOfIsLost() {
    kernel.store();
    assertThat(kernel.dirtyPages()).containsExactly("dirty folio");
    assertThat(kernel.dirtyPagesFreed()).containsExactly("dirty folio");
  }

  @Test
  void aStoreIsKnownToTheFolioOrToAnEntry() {
    kernel.store();
    kernel.setEntry(1, 1, kernel.entry(1, 1) | Entry.DIRTY);
    assertThat(kernel.dirtyPages()).isEmpty();
    kernel.clearEntry();
    kernel.set("folio", "dirty", 1);
    assertThat(kernel.dirtyPages()).isEmpty();
    assertThat(kernel.dirtyPagesFreed()).isEmpty();
  }

  @Test
  void pagesOfTmpfsAreDirtyAlways() {
    kernel.set("address_space", "shmem", 1);
    kernel.store();
    assertThat(kernel.dirtyPages()).isEmpty();
  }

  @Test
  void aFilePageMustBeFoundThroughItsFile() {
    kernel.set("vma", "in_i_mmap", 0);
    assertThat(kernel.reverseMapsAtEnd()).containsExactly("rmap_incomplete");
  }

  @Test
  void aPageAtTheWrongOffsetIsNotFound() {
    kernel.set("vma", "pgoff", 8);
    assertThat(kernel.reverseMapsAtEnd()).containsExactly("rmap_incomplete");
  }

  @Test
  void aPageOutsideEveryMappingIsNotFound() {
    kernel.set("vma", "in_mm_tree", 0);
    assertThat(kernel.reverseMapsAtEnd()).containsExactly("rmap_incomplete");
  }

  @Test
  void anAnonymousPageMustBeFoundThroughItsAnonVma() {
    kernel.makeAnonymous(true);
    assertThat(kernel.books()).isEmpty();
    assertThat(kernel.reverseMapsAtEnd()).isEmpty();
    kernel.makeAnonymous(false);
    assertThat(kernel.reverseMapsAtEnd()).containsExactly("rmap_incomplete");
  }

  @Test
  void anAnonVmaIsReferredToByItsTreeAndItsChildren() {
    kernel.makeAnonymous(true);
    assertThat(kernel.anonBooks()).isEmpty();
    kernel.set("anon_vma", "refcount", 2);
    assertThat(kernel.anonBooks()).containsExactly("accounting anon_vma");
    kernel.setLife("anon_vma", 1, StructLayout.LIVE);
    kernel.set("anon_vma", 1, "root", kernel.reference("anon_vma", 0));
    assertThat(kernel.anonBooks()).as("the child itself has no reference and no tree").isEmpty();
  }

  @Test
  void anAnonVmaCountsTheMappingsWhoseItIs() {
    kernel.makeAnonymous(true);
    kernel.set("anon_vma", "num_active_vmas", 2);
    assertThat(kernel.anonBooks()).containsExactly("accounting anon_vma");
  }

  @Test
  void aMappingInNoTreeIsALeak() {
    assertThat(kernel.leaks()).isEmpty();
    kernel.setLife("vma", 1, StructLayout.LIVE);
    assertThat(kernel.leaks()).containsExactly("accounting vma");
  }

  @Test
  void aLinkThatLinksNothingIsALeak() {
    kernel.makeAnonymous(true);
    assertThat(kernel.leaks()).isEmpty();
    kernel.set("anon_vma_chain", "linked", 0);
    assertThat(kernel.leaks()).containsExactly("accounting anon_vma_chain");
  }

  @Test
  void anObjectOnAStackThatIsNotFreedIsALeak() {
    kernel.setLife("mmu_gather", 1, StructLayout.LIVE);
    assertThat(kernel.leaks()).containsExactly("accounting mmu_gather");
  }

  @Test
  void objectsThatReferOnlyToEachOtherAreALeak() {
    kernel.setLife("mmu_gather", 0, StructLayout.LIVE);
    kernel.setLife("mmu_gather", 1, StructLayout.LIVE);
    kernel.set("mmu_gather", 0, "next", kernel.reference("mmu_gather", 1));
    kernel.set("mmu_gather", 1, "next", kernel.reference("mmu_gather", 0));
    assertThat(kernel.leaks()).containsExactly("accounting mmu_gather");
  }

  @Test
  void anObjectThatACountedObjectRefersToIsNone() {
    kernel.setLife("mmu_gather", 0, StructLayout.LIVE);
    kernel.set("file", "mapping", kernel.reference("mmu_gather", 0));
    assertThat(kernel.leaks()).isEmpty();
  }
}
