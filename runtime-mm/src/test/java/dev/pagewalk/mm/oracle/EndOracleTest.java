package dev.pagewalk.mm.oracle;

import static org.assertj.core.api.Assertions.assertThat;

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
}
