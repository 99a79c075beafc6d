package dev.pagewalk.dsl.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which name was meant, and which releases come first. */
class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "coutn, count",
    "conut, count",
    "Count, count",
    "counter, count",
    "mmap_lokc, mmap_lock",
    "mmap, ''",
    "x, ''",
    "entirely_other, ''",
    "count, ''",
  })
  void findsTheNearestName(String text, String meant) {
    List<String> names = List.of("count", "mmap_lock", "vma", "y");
    assertThat(Spelling.nearest(text, names).orElse("")).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "madvise, madvise_dontneed madvise_dontneed_free do_madvise",
    "dontneed, madvise_dontneed madvise_dontneed_free",
    "do, ''",
    "need, ''",
  })
  void findsLongerNamesWithAName(String text, String found) {
    List<String> names = List.of("madvise_dontneed", "madvise_dontneed_free", "do_madvise", "do_madvise_walk_vmas", "dontneed");
    assertThat(String.join(" ", Spelling.longer(text, names))).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"6.1, 6.2, -1", "6.9, 6.10, -1", "6.1, 6.1.0, 0", "6.1.3, 6.1, 1", "5.19, 6.0, -1"})
  void ordersReleases(String a, String b, int order) {
    assertThat(Releases.isRelease(a) && Releases.isRelease(b)).isTrue();
    assertThat(Integer.signum(Releases.compare(a, b))).isEqualTo(order);
    assertThat(Integer.signum(Releases.compare(b, a))).isEqualTo(-order);
  }

  @ParameterizedTest
  @CsvSource({"6", "v6.1", "6.1-rc3", "6.x", "''", "6.1.2.3", "99999.1"})
  void knowsWhatIsNoRelease(String text) {
    assertThat(Releases.isRelease(text)).isFalse();
  }
}
