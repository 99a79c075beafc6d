package dev.pagewalk.mm.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Frames;
import org.junit.jupiter.api.Test;

/** What a step can do to page tables, one spoilt state each. */
class PageTableRulesTest {
  private static final String BROKEN = "page_tables";

  private final SmallKernel kernel = new SmallKernel();

  @Test
  void anOrdinaryEntryIsSilent() {
    kernel.clearEntry();
    assertThat(kernel.pageTables(() -> kernel.setEntry(1, 1, Entry.leaf(Frames.FIRST, Entry.WRITE)))).isEmpty();
  }

  @Test
  void anEntryPointsToATableOfAnotherLevel() {
    assertThat(kernel.pageTables(() -> kernel.setEntry(0, 1, kernel.pointerTo(0)))).containsExactly(BROKEN);
  }

  @Test
  void anEntryPointsToAFreeTable() {
    assertThat(kernel.pageTables(() -> kernel.setEntry(0, 1, kernel.pointerTo(2)))).containsExactly(BROKEN);
  }

  @Test
  void anEntryPointsToWhatIsNoTable() {
    long entry = Entry.leaf(Frames.FIRST, Entry.USER);
    assertThat(kernel.pageTables(() -> kernel.setEntry(0, 1, entry))).containsExactly(BROKEN);
  }

  @Test
  void aTableIsFreedWhileAnEntryPointsToIt() {
    assertThat(kernel.pageTables(() -> kernel.setLife("ptdesc", 1, 0))).containsExactly(BROKEN);
  }

  @Test
  void aDetachedTableMayBeFreed() {
    kernel.detachTable();
    assertThat(kernel.pageTables(() -> kernel.setLife("ptdesc", 1, 0))).isEmpty();
  }

  @Test
  void aWriteProtectedEntryPermitsNoStores() {
    long entry = Entry.leaf(Frames.FIRST, Entry.WRITE | Entry.UFFD_WP);
    assertThat(kernel.pageTables(() -> kernel.setEntry(1, 1, entry))).containsExactly(BROKEN);
    assertThat(kernel.pageTables(() -> kernel.setEntry(1, 1, Entry.without(entry, Entry.WRITE)))).isEmpty();
  }

  @Test
  void nothingIsMappedThroughADetachedTable() {
    kernel.clearEntry();
    kernel.detachTable();
    kernel.lock(1, true);
    assertThat(kernel.pageTables(() -> kernel.setEntry(1, 1, Entry.leaf(Frames.FIRST, 0)))).containsExactly(BROKEN);
  }

  @Test
  void aNewTableMayBeFilledBeforeItIsLinked() {
    kernel.clearEntry();
    kernel.detachTable();
    assertThat(kernel.pageTables(() -> kernel.setEntry(1, 1, Entry.leaf(Frames.FIRST, 0)))).isEmpty();
  }

  @Test
  void aMappedFolioKeepsItsKind() {
    assertThat(kernel.pageTables(() -> kernel.set("folio", "anon", 1))).containsExactly(BROKEN);
  }

  @Test
  void anAnonymousFolioIsNoFilesPage() {
    kernel.makeAnonymous(true);
    assertThat(kernel.pageTables(() -> kernel.set("folio", "in_page_cache", 1))).containsExactly(BROKEN);
  }

  @Test
  void anAnonymousPageIsWritableInOnePlace() {
    kernel.makeAnonymous(true);
    kernel.setEntry(1, 1, Entry.leaf(Frames.FIRST, Entry.WRITE));
    assertThat(kernel.pageTables(() -> kernel.addProcess(0))).isEmpty();
    assertThat(kernel.pageTables(() -> kernel.setEntry(3, 1, Entry.leaf(Frames.FIRST, Entry.WRITE))))
        .containsExactly(BROKEN);
  }

  @Test
  void anExclusivePageIsMappedInOnePlace() {
    kernel.makeAnonymous(true);
    kernel.setEntry(1, 1, Entry.leaf(Frames.FIRST, 0));
    assertThat(kernel.pageTables(() -> kernel.set("folio", "anon_exclusive", 1))).isEmpty();
    assertThat(kernel.pageTables(() -> kernel.addProcess(0))).containsOnly("anon_exclusive");
  }

  @Test
  void aPageInTwoPlacesDoesNotBecomeExclusive() {
    kernel.makeAnonymous(true);
    kernel.setEntry(1, 1, Entry.leaf(Frames.FIRST, 0));
    assertThat(kernel.pageTables(() -> kernel.addProcess(0))).isEmpty();
    assertThat(kernel.pageTables(() -> kernel.set("folio", "anon_exclusive", 1))).containsOnly("anon_exclusive");
  }

  @Test
  void aFilesPageMayBeWritableEverywhere() {
    kernel.setEntry(1, 1, Entry.leaf(Frames.FIRST, Entry.WRITE));
    assertThat(kernel.pageTables(() -> kernel.addProcess(Entry.WRITE))).isEmpty();
  }
}
