package dev.pagewalk.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredLibraryTest {
  private final Library parsed = Library.shipped();

  @TempDir
  private Path folder;

  private Path file() {
    return folder.resolve("library");
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).toList();
    }
  }

  private boolean isStored() {
    return StoredLibrary.read(file(), parsed.texts(), parsed.hash()).isPresent();
  }

  @Test
  void aStoredLibraryIsTheParsedOne() throws IOException {
    assertThat(parsed.storedIn(file()).units()).isEqualTo(parsed.units());
    assertThat(kept()).containsExactly("library");
    assertThat(isStored()).isTrue();
    Library again = Library.shipped().storedIn(file());
    assertThat(again.units()).isEqualTo(parsed.units());
    assertThat(again.diagnostics()).isEmpty();
    for (Set<String> words : List.of(Set.of("x"), Set.of("process"), Set.of("munmap", "collapse_pte_mapped_thp"))) {
      assertThat(again.excerpt(words)).as("for %s", words).isPresent().isEqualTo(parsed.excerpt(words));
    }
  }

  @Test
  void anExcerptIsAPartOfTheLibrary() {
    List<String> toy = names(Set.of("x"));
    List<String> fault = names(Set.of("process"));
    List<String> all = parsed.units().stream().flatMap(unit -> unit.decls().stream()).map(d -> d.name().text()).toList();
    assertThat(toy).isNotEmpty().isSubsetOf(fault);
    assertThat(fault).contains("handle_mm_fault", "mm", "pte_none").isSubsetOf(all);
    assertThat(fault.size()).isLessThan(all.size());
  }

  private List<String> names(Set<String> words) {
    return parsed.excerpt(words).orElseThrow().stream()
        .flatMap(unit -> unit.decls().stream())
        .map(decl -> decl.name().text())
        .toList();
  }

  @Test
  void aDamagedFileIsWrittenAnew() throws IOException {
    parsed.storedIn(file());
    byte[] good = Files.readAllBytes(file());
    for (int at = 0; at < good.length; at += good.length / 7) {
      byte[] bad = good.clone();
      bad[at] ^= 4;
      Files.write(file(), bad);
      assertThat(isStored()).isFalse();
    }
    for (int length : new int[] {0, 7, good.length / 2}) {
      Files.write(file(), Arrays.copyOf(good, length));
      assertThat(isStored()).isFalse();
    }
    assertThat(Library.shipped().storedIn(file()).units()).isEqualTo(parsed.units());
    assertThat(file()).hasBinaryContent(good);
  }

  @Test
  void aFileOfAnotherLibraryIsNotUsed() throws IOException {
    String path = parsed.texts().keySet().iterator().next();
    Library other = parsed.with(path, parsed.texts().get(path) + "\nconst NEW = 1;\n");
    other.storedIn(file());
    assertThat(isStored()).isFalse();
    assertThat(parsed.storedIn(file()).units()).isEqualTo(parsed.units());
    assertThat(isStored()).isTrue();
  }

  @Test
  void aLibraryWithMistakesIsNotStored() {
    String path = parsed.texts().keySet().iterator().next();
    Library broken = parsed.with(path, "fn f( {");
    assertThat(broken.storedIn(file()).diagnostics()).isNotEmpty();
    assertThat(file()).doesNotExist();
  }

  @Test
  void whereNothingCanBeWrittenTheLibraryIsParsed() throws IOException {
    Path nowhere = folder.resolve("missing").resolve("library");
    assertThat(parsed.storedIn(nowhere).units()).isEqualTo(parsed.units());
    Files.createDirectory(file());
    Files.writeString(file().resolve("something"), "in the way");
    assertThat(parsed.storedIn(file()).units()).isEqualTo(parsed.units());
    assertThat(kept()).containsExactly("library");
  }
}
