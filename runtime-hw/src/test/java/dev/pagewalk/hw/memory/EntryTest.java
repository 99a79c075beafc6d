package dev.pagewalk.hw.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.state.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTest {
  private static final int PFN = 0x12_3456;

  @Test
  void aLeafKeepsItsFrameThroughEveryChange() {
    long entry = Entry.leaf(PFN, Entry.USER);
    long changed = Entry.with(Entry.without(Entry.with(entry, Entry.WRITE | Entry.DIRTY), Entry.USER), Entry.UFFD_WP);
    assertThat(Entry.pfn(changed)).isEqualTo(PFN);
    assertThat(EntryPart.PFN.get(changed)).isEqualTo(Words.frame(PFN));
    assertThat(EntryPart.WRITE.get(changed)).isEqualTo(1);
    assertThat(EntryPart.USER.get(changed)).isZero();
    assertThat(EntryPart.UFFD_WP.get(changed)).isEqualTo(1);
    assertThat(Words.isEntry(changed)).isTrue();
  }

  @Test
  void aMarkerIsNeitherNoneNorPresent() {
    assertThat(Entry.isMarker(Entry.uffdMarker())).isTrue();
    assertThat(Entry.isNone(Entry.uffdMarker())).isFalse();
    assertThat(Entry.isPresent(Entry.uffdMarker())).isFalse();
    assertThat(EntryPart.UFFD_WP.get(Entry.uffdMarker())).isEqualTo(1);
    assertThat(Entry.isMarker(Entry.NONE)).isFalse();
    assertThat(Entry.isMarker(Entry.leaf(PFN, 0))).isFalse();
  }

  @Test
  void aTableIsNoLeafAboveTheLastLevel() {
    assertThat(Entry.isTable(Entry.table(PFN))).isTrue();
    assertThat(Entry.isLeaf(Entry.table(PFN), Geometry.PMD)).isFalse();
    assertThat(Entry.isLeaf(Entry.leaf(PFN, Entry.HUGE), Geometry.PMD)).isTrue();
    assertThat(Entry.isTable(Entry.leaf(PFN, Entry.HUGE))).isFalse();
    assertThat(Entry.isLeaf(Entry.leaf(PFN, 0), Geometry.PTE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // flags of one cached entry, of another, whether the first allows all that the second does
    "WD, WD, true", "WD, W, true", "W, WD, false", "W, W, true", "WD, D, false", "D, W, false", "'', '', true",
  })
  void aDirtyTranslationCoversACleanOne(String more, String less, boolean covers) {
    assertThat(Entry.covers(Entry.cached(leaf(more)), Entry.cached(leaf(less)))).isEqualTo(covers);
  }

  private static long leaf(String flags) {
    return Entry.leaf(PFN, (flags.contains("W") ? Entry.WRITE : 0) | (flags.contains("D") ? Entry.DIRTY : 0));
  }
}
