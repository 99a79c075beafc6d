package dev.pagewalk.hw.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTest {
  @ParameterizedTest
  @CsvSource({
    // levels, entries, PTE, PMD, PUD, P4D, PGD: bytes that an entry translates
    "5, 512, 4096, 2097152, 1073741824, 549755813888, 281474976710656",
    "4, 512, 4096, 2097152, 1073741824, 549755813888, 549755813888",
    "4,   4, 4096,   16384,      65536,       262144,          262144",
    "2,   2, 4096,    8192,       8192,         8192,            8192",
  })
  void sizesFollowFromLevelsAndEntries(int levels, int entries, long pte, long pmd, long pud, long p4d, long pgd) {
    Geometry geometry = new Geometry(levels, entries);
    assertThat(new long[] {
          geometry.span(Geometry.PTE), geometry.span(Geometry.PMD), geometry.span(Geometry.PUD),
          geometry.span(Geometry.P4D), geometry.span(Geometry.PGD)
        })
        .containsExactly(pte, pmd, pud, p4d, pgd);
  }

  @ParameterizedTest
  @CsvSource({
    // address, indices in PGD, P4D, PUD, PMD, PTE tables
    "0x0000000000000000, 0, 0, 0, 0, 0",
    "0x0000000000200000, 0, 0, 0, 1, 0",
    "0x00007fffffffffff, 0, 255, 511, 511, 511",
    "0x0001000080403005, 1, 0, 2, 2, 3",
  })
  void indicesAreThoseOfX86(String address, int pgd, int p4d, int pud, int pmd, int pte) {
    Geometry geometry = new Geometry(5, 512);
    long at = Long.decode(address);
    assertThat(new int[] {
          geometry.index(at, Geometry.PGD), geometry.index(at, Geometry.P4D), geometry.index(at, Geometry.PUD),
          geometry.index(at, Geometry.PMD), geometry.index(at, Geometry.PTE)
        })
        .containsExactly(pgd, p4d, pud, pmd, pte);
  }

  @Test
  void aRangeOfHugePagesHasAsManySlotsAsItSpans() {
    Geometry geometry = new Geometry(5, 512);
    long start = (8L << 30) + (2L << 20);
    long end = (11L << 30) - (2L << 20);
    assertThat((end - start) / geometry.span(Geometry.PMD)).isEqualTo(1534);
    assertThat(geometry.hugePmdOrder()).isEqualTo(9);
  }

  @Test
  void fourLevelsFoldTheFourthIntoTheFifth() {
    Geometry geometry = new Geometry(4, 512);
    assertThat(geometry.isFolded(Geometry.P4D)).isTrue();
    assertThat(geometry.isFolded(Geometry.PUD)).isFalse();
    assertThat(geometry.isFolded(Geometry.PGD)).isFalse();
    assertThat(geometry.limit()).isEqualTo(1L << 48);
    assertThat(new Geometry(5, 512).limit()).isEqualTo(1L << 57);
  }

  @ParameterizedTest
  @CsvSource({"1, 512", "6, 512", "4, 3", "4, 1", "4, 1024"})
  void impossibleShapesAreRefused(int levels, int entries) {
    assertThatThrownBy(() -> new Geometry(levels, entries)).isInstanceOf(IllegalArgumentException.class);
  }
}
