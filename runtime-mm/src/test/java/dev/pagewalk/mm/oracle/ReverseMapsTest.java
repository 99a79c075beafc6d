package dev.pagewalk.mm.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.mm.lock.LockWord;
import org.junit.jupiter.api.Test;

/** What a step can do to reverse maps, one spoilt state each. */
class ReverseMapsTest {
  private static final String BROKEN = "rmap_incomplete";

  private final SmallKernel kernel = new SmallKernel();

  @Test
  void aStepThatKeepsThemWholeIsSilent() {
    assertThat(kernel.reverseMaps(() -> kernel.set("vma", "in_i_mmap", 1))).isEmpty();
    assertThat(kernel.reverseMaps(() -> kernel.set("vma", "in_mm_tree", 0))).isEmpty();
  }

  @Test
  void aMappingLeavesTheReverseMapOfItsFile() {
    assertThat(kernel.reverseMaps(() -> kernel.set("vma", "in_i_mmap", 0))).containsExactly(BROKEN);
  }

  @Test
  void aMappingShrinks() {
    assertThat(kernel.reverseMaps(() -> kernel.set("vma", "end", SmallKernel.ADDRESS))).containsExactly(BROKEN);
  }

  @Test
  void aMappingMovesInItsFile() {
    assertThat(kernel.reverseMaps(() -> kernel.set("vma", "pgoff", 8))).containsExactly(BROKEN);
  }

  @Test
  void aFolioLosesItsFile() {
    assertThat(kernel.reverseMaps(() -> kernel.set("folio", "mapping", 0))).containsExactly(BROKEN);
  }

  @Test
  void aPageIsMappedWhereNoMappingIs() {
    long entry = kernel.entry(1, 1);
    assertThat(kernel.reverseMaps(() -> kernel.setEntry(1, 0, entry))).containsExactly(BROKEN);
  }

  @Test
  void nothingIsJudgedBeforeTheLockOfTheTableIsReleased() {
    long entry = kernel.entry(1, 1);
    kernel.lock(1, true);
    assertThat(kernel.reverseMaps(() -> kernel.setEntry(1, 0, entry))).isEmpty();
    assertThat(kernel.reverseMaps(() -> kernel.set("vma", "in_i_mmap", 0))).isEmpty();
    assertThat(kernel.reverseMaps(() -> kernel.lock(1, false))).containsExactly(BROKEN);
  }

  @Test
  void nothingIsJudgedWhileAWalkWouldWait() {
    kernel.set("address_space", "i_mmap_rwsem", LockWord.own(0, 0));
    assertThat(kernel.reverseMaps(() -> kernel.set("vma", "in_i_mmap", 0))).isEmpty();
    assertThat(kernel.reverseMaps(() -> kernel.set("address_space", "i_mmap_rwsem", 0))).containsExactly(BROKEN);
  }

  @Test
  void theLockOfAnAnonVmaIsThatOfItsRoot() {
    kernel.makeAnonymous(true);
    kernel.set("anon_vma", "root", kernel.reference("anon_vma", 1));
    kernel.set("anon_vma", 1, "rwsem", LockWord.own(0, 0));
    assertThat(kernel.reverseMaps(() -> kernel.set("anon_vma_chain", "linked", 0))).isEmpty();
    assertThat(kernel.reverseMaps(() -> kernel.set("anon_vma", 1, "rwsem", 0))).containsExactly(BROKEN);
  }

  @Test
  void anEntryInADetachedTableIsNobodys() {
    long entry = kernel.entry(1, 1);
    kernel.detachTable();
    assertThat(kernel.reverseMaps(() -> kernel.setEntry(1, 0, entry))).isEmpty();
  }

  @Test
  void aTableIsLinkedWithAnEntryInIt() {
    kernel.detachTable();
    kernel.set("vma", "in_i_mmap", 0);
    assertThat(kernel.reverseMaps(() -> kernel.setEntry(0, 0, kernel.pointerTo(1)))).containsExactly(BROKEN);
  }

  @Test
  void aBitThatHardwareSetsIsNoReasonToLook() {
    kernel.set("vma", "in_i_mmap", 0);
    assertThat(kernel.reverseMaps(() -> kernel.setEntry(1, 1, Entry.with(kernel.entry(1, 1), Entry.DIRTY)))).isEmpty();
  }

  @Test
  void anAnonymousPageIsFoundThroughTheTreeOfItsAnonVma() {
    kernel.makeAnonymous(true);
    assertThat(kernel.reverseMaps(() -> kernel.setEntry(1, 1, Entry.leaf(Frames.FIRST, Entry.WRITE)))).isEmpty();
    assertThat(kernel.reverseMaps(() -> kernel.set("anon_vma_chain", "linked", 0))).containsExactly(BROKEN);
  }

  @Test
  void anAnonymousPageIsNotFoundThroughAnotherAnonVma() {
    kernel.makeAnonymous(true);
    assertThat(kernel.reverseMaps(() -> kernel.set("folio", "anon_vma", kernel.reference("anon_vma", 1))))
        .containsExactly(BROKEN);
  }
}
