package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.parse.Parsed;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file and those that it names by {@code use}, directly or not, read and parsed.
 *
 * @param files the file itself first; each file once; empty if it cannot be read
 * @param diagnostics what is wrong with the texts, with missing files and with circles, file by file
 */
public record UseGraph(List<Parsed> files, List<Diagnostic> diagnostics) {
  private static final int MOST_FILES = 1_000;

  public UseGraph {
    files = List.copyOf(files);
    diagnostics = List.copyOf(diagnostics);
  }

  /** The trees of the files, as {@link Resolver#resolve} takes them. */
  public List<SourceUnit> units() {
    return files.stream().map(Parsed::unit).toList();
  }

  /**
   * Reads and parses {@code path} and what it uses. Never throws.
   *
   * @param path the file, as the user reads it
   */
  public static UseGraph load(String path, SourceProvider provider) {
    return new Loader(provider).load(path);
  }

  /** A file that is being followed, and the uses that are left to follow. */
  private record Visit(String path, Deque<SyntaxPart.Use> left) {}

  private static final class Loader {
    private final SourceProvider provider;
    private final Map<String, Parsed> loaded = new LinkedHashMap<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Deque<Visit> open = new ArrayDeque<>();

    Loader(SourceProvider provider) {
      this.provider = provider;
    }

    UseGraph load(String path) {
      String first = UsePaths.resolve("", path);
      switch (provider.read(path)) {
        case SourceProvider.Source.Found found -> enter(first, Parsing.parse(path, found.text()));
        case SourceProvider.Source.Failed failed -> diagnostics.add(
            Report.error(Code.UNREADABLE, new Span(path, 0, 0), path + " cannot be read").label(failed.why()).build());
      }
      while (!open.isEmpty()) {
        Visit visit = open.peekLast();
        if (visit.left().isEmpty()) {
          open.removeLast();
        } else {
          follow(visit, visit.left().poll());
        }
      }
      return new UseGraph(List.copyOf(loaded.values()), diagnostics);
    }

    private void enter(String path, Parsed parsed) {
      loaded.put(path, parsed);
      diagnostics.addAll(parsed.diagnostics());
      open.addLast(new Visit(path, new ArrayDeque<>(parsed.unit().uses())));
    }

    private void follow(Visit from, SyntaxPart.Use use) {
      if (use.path().isEmpty()) {
        return;
      }
      String path = UsePaths.resolve(from.path(), use.path());
      if (open.stream().anyMatch(visit -> visit.path().equals(path))) {
        diagnostics.add(NameDiagnostics.useCycle(use, circle(path)));
      } else if (!loaded.containsKey(path)) {
        read(use, path);
      }
    }

    private void read(SyntaxPart.Use use, String path) {
      if (MOST_FILES <= loaded.size()) {
        diagnostics.add(NameDiagnostics.useMissing(use, path, "more than " + MOST_FILES + " files are used"));
        return;
      }
      switch (provider.read(path)) {
        case SourceProvider.Source.Found found -> enter(path, Parsing.parse(path, found.text()));
        case SourceProvider.Source.Failed failed -> diagnostics.add(
            NameDiagnostics.useMissing(use, path, failed.why()));
      }
    }

    private List<String> circle(String path) {
      List<String> names = new ArrayList<>();
      for (Visit visit : open) {
        if (!names.isEmpty() || visit.path().equals(path)) {
          names.add(visit.path());
        }
      }
      names.add(path);
      return names;
    }
  }
}
