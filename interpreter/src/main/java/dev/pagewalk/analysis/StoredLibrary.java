package dev.pagewalk.analysis;

import dev.pagewalk.dsl.parse.Outline;
import dev.pagewalk.dsl.store.ByteReader;
import dev.pagewalk.dsl.store.ByteWriter;
import dev.pagewalk.dsl.store.Texts;
import dev.pagewalk.dsl.store.TreeReader;
import dev.pagewalk.dsl.store.TreeWriter;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.SourceUnit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * The syntax trees of a library in a file: what a start would otherwise get by parsing. The file is that of one
 * library, by the hash of its texts; any other, and a damaged one, is as good as none.
 */
final class StoredLibrary {
  /** Changes with what is written and how. */
  private static final int FORMAT = 1;

  private static final int CHECKSUM = Long.BYTES;

  private StoredLibrary() {}

  /** The files of the library with these texts, by path, if that is what lies in {@code file}. */
  static Optional<List<CutFile>> read(Path file, Map<String, String> texts, String hash) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
      if (all.remaining() < CHECKSUM || all.getLong() != checksum(all.slice())) {
        return Optional.empty();
      }
      byte[] content = new byte[all.remaining()];
      all.get(content);
      ByteReader in = new ByteReader(content);
      if (in.integer() != FORMAT || !new String(in.bytes(), StandardCharsets.UTF_8).equals(hash)) {
        return Optional.empty();
      }
      Texts.Stored strings = new Texts.Stored(in);
      ByteReader index = new ByteReader(in.bytes(), 0, strings);
      byte[] trees = in.bytes();
      List<CutFile> files = new ArrayList<>();
      texts.forEach((path, text) -> files.add(new CutTree(path, text.length(), index, trees, strings)));
      return Optional.of(files);
    } catch (IOException | RuntimeException unusable) {
      return Optional.empty();
    }
  }

  /**
   * Writes the trees of a library that has nothing wrong with it. Nobody ever sees half of it.
   *
   * @return whether it is there now
   */
  static boolean write(Path file, Map<String, String> texts, String hash, List<SourceUnit> units) {
    Texts strings = new Texts();
    ByteWriter index = new ByteWriter(strings);
    ByteWriter trees = new ByteWriter(strings);
    Set<String> functions = units.stream()
        .flatMap(unit -> unit.decls().stream())
        .filter(decl -> decl instanceof Decl.Fn fn && fn.body().isPresent())
        .map(decl -> decl.name().text())
        .collect(Collectors.toSet());
    for (SourceUnit unit : units) {
      Optional<Outline> outline = Outline.of(texts.get(unit.path()));
      if (outline.isEmpty() || outline.get().items().size() != unit.decls().size()) {
        return false;
      }
      index(outline.get(), unit, functions, index, trees);
    }
    ByteWriter content = new ByteWriter(strings);
    content.number(FORMAT);
    content.bytes(hash.getBytes(StandardCharsets.UTF_8));
    strings.writeTo(content);
    content.bytes(index.toBytes());
    content.bytes(trees.toBytes());
    return write(file, content.toBytes());
  }

  private static void index(
      Outline outline, SourceUnit unit, Set<String> functions, ByteWriter index, ByteWriter trees) {
    TreeWriter writer = new TreeWriter(trees);
    index.number(unit.decls().size());
    for (int i = 0; i < unit.decls().size(); i++) {
      Outline.Item item = outline.items().get(i);
      index.number(item.words().size());
      item.words().forEach(index::text);
      Set<String> mentioned = new HashSet<>();
      outline.addWords(item, mentioned);
      mentioned.retainAll(functions);
      index.number(mentioned.size());
      mentioned.stream().sorted().forEach(index::text);
      index.number(trees.size());
      writer.write(unit.decls().get(i));
    }
  }

  private static boolean write(Path file, byte[] content) {
    try {
      // Not Files.createTempFile: others may read an installation, too.
      Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
      try {
        ByteBuffer all = ByteBuffer.allocate(CHECKSUM + content.length);
        all.putLong(checksum(ByteBuffer.wrap(content))).put(content);
        Files.write(fresh, all.array());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException unwritable) {
      return false;
    }
  }

  private static long checksum(ByteBuffer content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return sum.getValue();
  }

  /** A file of a stored library. */
  static final class CutTree extends CutFile {
    private final List<List<String>> words;
    private final List<List<String>> mentions;
    private final int[] places;
    private final byte[] trees;
    private final Texts.Stored strings;

    private CutTree(String path, int length, ByteReader index, byte[] trees, Texts.Stored strings) {
      this(path, length, index.length(), index, trees, strings);
    }

    private CutTree(String path, int length, int size, ByteReader index, byte[] trees, Texts.Stored strings) {
      super(path, length, size);
      this.trees = trees;
      this.strings = strings;
      words = new ArrayList<>(size);
      mentions = new ArrayList<>(size);
      places = new int[size];
      for (int i = 0; i < size; i++) {
        words.add(names(index));
        mentions.add(names(index));
        places[i] = index.integer();
      }
    }

    private static List<String> names(ByteReader index) {
      int count = index.length();
      List<String> names = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        names.add(index.text());
      }
      return names;
    }

    @Override
    List<String> words(int number) {
      return words.get(number);
    }

    @Override
    void addMentions(int number, Set<String> found) {
      found.addAll(mentions.get(number));
    }

    @Override
    Optional<List<Decl>> make(BitSet numbers) {
      return Optional.of(numbers.stream()
          .mapToObj(number -> TreeReader.read(new ByteReader(trees, places[number], strings), path()))
          .toList());
    }
  }
}
