package dev.pagewalk.analysis;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.locks.LibraryLocks;
import dev.pagewalk.dsl.parse.Outline;
import dev.pagewalk.dsl.parse.Parsed;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.resolve.ResolvedLibrary;
import dev.pagewalk.dsl.syntax.SourceUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The kernel library: its files, parsed when somebody asks for what is in them. */
public final class Library {
  private static final String FOLDER = "/mm/";

  /** No library: for models without the kernel. */
  public static final Library NONE = new Library(Map.of(), "");

  private final Map<String, String> texts;
  private final String directory;
  private Optional<List<CutFile>> stored = Optional.empty();
  private Optional<Excerpts> excerpts = Optional.empty();
  private List<Parsed> parsed = List.of();
  private Optional<ResolvedLibrary> resolved = Optional.empty();
  private Optional<LibraryLocks> locks = Optional.empty();

  private Library(Map<String, String> texts, String directory) {
    this.texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    this.directory = directory;
  }

  /** The library that comes with the tool. */
  public static Library shipped() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : resource("index.txt").lines().map(String::strip).toList()) {
      if (!name.isEmpty() && !name.startsWith("#")) {
        texts.put("mm/" + name, resource(name));
      }
    }
    return new Library(texts, "");
  }

  /**
   * The library in a folder: the files that its {@code index.txt} names, or all {@code .pw} files in the order of their
   * names.
   *
   * @throws IOException if the folder or a file in it cannot be read
   */
  public static Library in(Path folder) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Path index = folder.resolve("index.txt");
    List<String> names;
    if (Files.exists(index)) {
      names = Files.readAllLines(index).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } else {
      try (Stream<Path> files = Files.list(folder)) {
        names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".pw")).sorted().toList();
      }
    }
    for (String name : names) {
      Path file = folder.resolve(name);
      texts.put(file.toString(), Files.readString(file));
    }
    return new Library(texts, folder.toString());
  }

  /** The library with another text in one of its files. */
  public Library with(String path, String text) {
    Map<String, String> changed = new LinkedHashMap<>(texts);
    changed.put(path, text);
    Library other = new Library(changed, directory);
    other.parsed = parsed().stream()
        .map(file -> file.unit().path().equals(path) ? Parsing.parse(path, text) : file)
        .toList();
    return other;
  }

  /** The texts by path, in load order. */
  public Map<String, String> texts() {
    return texts;
  }

  /** Where its files are on disk; empty for the one inside the tool. */
  public String directory() {
    return directory;
  }

  /**
   * The same library with the syntax trees that are kept in {@code file}. If they are not there, or are those of
   * another library, everything is parsed and the file written, if that can be done.
   */
  public Library storedIn(Path file) {
    Library same = new Library(texts, directory);
    same.stored = StoredLibrary.read(file, texts, hash());
    if (same.stored.isEmpty()) {
      same.parsed = parsed();
      if (diagnostics().isEmpty()) {
        StoredLibrary.write(file, texts, hash(), units());
      }
    }
    return same;
  }

  /** All files, in load order. */
  public List<SourceUnit> units() {
    return storedUnits().orElseGet(() -> parsed().stream().map(Parsed::unit).toList());
  }

  /** All of it, with every name bound; worked out when somebody asks for the first time. */
  public synchronized ResolvedLibrary resolved() {
    if (resolved.isEmpty()) {
      resolved = Optional.of(ResolvedLibrary.of(units()));
    }
    return resolved.get();
  }

  /** What is known so far of what its functions do with locks. */
  synchronized LibraryLocks locks() {
    if (locks.isEmpty()) {
      locks = Optional.of(new LibraryLocks(units()));
    }
    return locks.get();
  }

  /** What is wrong in it for the parser, if anything. */
  public List<Diagnostic> diagnostics() {
    return stored.isPresent() ? List.of() : parsed().stream().flatMap(file -> file.diagnostics().stream()).toList();
  }

  /**
   * The files with only those declarations that can matter to a text with these words; empty if they cannot be told
   * apart.
   */
  Optional<List<SourceUnit>> excerpt(Set<String> words) {
    return excerpts().flatMap(known -> known.mentionedBy(words));
  }

  private synchronized Optional<Excerpts> excerpts() {
    if (excerpts.isEmpty()) {
      excerpts = stored.or(this::cut).map(Excerpts::new);
    }
    return excerpts;
  }

  private Optional<List<CutFile>> cut() {
    List<CutFile> files = texts.entrySet().parallelStream()
        .flatMap(file -> Outline.of(file.getValue()).stream().map(outline -> outline(file.getKey(), outline)))
        .toList();
    return files.size() == texts.size() ? Optional.of(files) : Optional.empty();
  }

  private static CutFile outline(String path, Outline outline) {
    return new CutFile.OfText(path, outline);
  }

  private Optional<List<SourceUnit>> storedUnits() {
    return stored.map(files -> files.stream().flatMap(file -> file.unit().stream()).toList());
  }

  /** A hash of all texts, in hexadecimal: the same for the same library wherever it lies. */
  public String hash() {
    CRC32C names = new CRC32C();
    CRC32C contents = new CRC32C();
    texts.forEach((path, text) -> {
      names.update(Path.of(path).getFileName().toString().getBytes(StandardCharsets.UTF_8));
      contents.update(text.getBytes(StandardCharsets.UTF_8));
    });
    return String.format("%08x%08x", names.getValue(), contents.getValue());
  }

  private synchronized List<Parsed> parsed() {
    if (parsed.size() < texts.size()) {
      // Parsing the library takes longer than most searches: all cores take part, and the order of the files stays.
      parsed = texts.entrySet().parallelStream()
          .map(file -> Parsing.parse(file.getKey(), file.getValue()))
          .toList();
    }
    return parsed;
  }

  private static String resource(String name) {
    try (InputStream in = Library.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the kernel library lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
