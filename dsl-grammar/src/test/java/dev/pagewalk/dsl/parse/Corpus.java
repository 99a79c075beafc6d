package dev.pagewalk.dsl.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The samples of {@code src/test/resources/corpus}. A sample is a line {@code ==== title}, a source, a line
 * {@code ----} and the expected tree, followed by the diagnostics, if there are any, each behind a {@code !}.
 */
final class Corpus {
  static final Path FOLDER = Path.of("src/test/resources/corpus");

  /** A sample; {@code expected} as it stands in the file. */
  record Sample(String file, String title, String source, String expected) {
    @Override
    public String toString() {
      return file + ": " + title;
    }

    boolean isWhole() {
      return Parsing.parse("sample.pw", source).diagnostics().isEmpty();
    }
  }

  private Corpus() {}

  static List<Sample> samples() {
    List<Sample> result = new ArrayList<>();
    for (Path file : files()) {
      for (String block : read(file).split("(?m)^==== ")) {
        if (!block.isBlank()) {
          int title = block.indexOf('\n');
          int rule = block.indexOf("\n----\n");
          String source = block.substring(title + 1, rule + 1);
          String expected = block.substring(rule + "\n----\n".length()).strip();
          result.add(new Sample(file.getFileName().toString(), block.substring(0, title), source, expected));
        }
      }
    }
    return result;
  }

  /** Samples without mistakes. */
  static List<Sample> whole() {
    return samples().stream().filter(Sample::isWhole).toList();
  }

  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a sample should say: its tree and its diagnostics. */
  static String print(Sample sample) {
    Parsed parsed = Parsing.parse("sample.pw", sample.source());
    List<String> lines = new ArrayList<>(TreePrinter.items(parsed.unit()));
    parsed.diagnostics().forEach(d -> lines.add("! " + Places.of(sample.source(), d.span()) + " " + d.message()));
    return String.join("\n", lines);
  }

  static void rewrite() {
    for (Path file : files()) {
      StringBuilder text = new StringBuilder();
      for (Sample sample : samples()) {
        if (sample.file().equals(file.getFileName().toString())) {
          text.append("==== ").append(sample.title()).append('\n').append(sample.source());
          text.append("----\n").append(print(sample)).append("\n\n");
        }
      }
      try {
        Files.writeString(file, text.toString().stripTrailing() + "\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
