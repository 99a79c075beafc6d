package dev.pagewalk.analysis;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.parse.Parsed;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.syntax.SourceUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The kernel library: its files, parsed once.
 *
 * @param texts by path, in load order
 * @param units in load order
 * @param diagnostics what is wrong in it, if anything
 * @param directory where its files are on disk; empty for the one inside the tool
 */
public record Library(
    Map<String, String> texts, List<SourceUnit> units, List<Diagnostic> diagnostics, String directory) {
  private static final String FOLDER = "/mm/";

  /** No library: for models without the kernel. */
  public static final Library NONE = new Library(Map.of(), List.of(), List.of(), "");

  public Library {
    texts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    units = List.copyOf(units);
    diagnostics = List.copyOf(diagnostics);
  }

  /** The library that comes with the tool. */
  public static Library shipped() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : resource("index.txt").lines().map(String::strip).toList()) {
      if (!name.isEmpty() && !name.startsWith("#")) {
        texts.put("mm/" + name, resource(name));
      }
    }
    return of(texts, "");
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
    return of(texts, folder.toString());
  }

  /** The library with another text in one of its files. */
  public Library with(String path, String text) {
    Map<String, String> changed = new LinkedHashMap<>(texts);
    changed.put(path, text);
    Parsed parsed = Parsing.parse(path, text);
    List<SourceUnit> files = units.stream().map(unit -> unit.path().equals(path) ? parsed.unit() : unit).toList();
    List<Diagnostic> mistakes = new ArrayList<>(parsed.diagnostics());
    diagnostics.stream().filter(each -> !each.span().path().equals(path)).forEach(mistakes::add);
    return new Library(changed, files, mistakes, directory);
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

  private static Library of(Map<String, String> texts, String directory) {
    // Parsing the library is half of a start: all cores take part, and the order of the files stays.
    List<Parsed> parsed = texts.entrySet().parallelStream()
        .map(file -> Parsing.parse(file.getKey(), file.getValue()))
        .toList();
    List<SourceUnit> units = parsed.stream().map(Parsed::unit).toList();
    List<Diagnostic> diagnostics = parsed.stream().flatMap(file -> file.diagnostics().stream()).toList();
    return new Library(texts, units, diagnostics, directory);
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
