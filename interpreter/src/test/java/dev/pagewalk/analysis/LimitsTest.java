package dev.pagewalk.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Collects every simplification from where it is made, a comment that begins with {@code Model:}, into
 * {@code docs/limits.md}. {@code UPDATE_EXPECT=1} writes the document.
 */
class LimitsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path DOCUMENT = ROOT.resolve("docs/limits.md");
  private static final Pattern LIBRARY_NAME =
      Pattern.compile("^(?:extern )?(?:fn|struct|const|enum|flags|patch) (\\w+)");

  private record Limit(String where, String text) {}

  @Test
  void documentHoldsEveryLimitOfTheSources() throws IOException {
    String collected = document();
    if (System.getenv("UPDATE_EXPECT") != null) {
      Files.writeString(DOCUMENT, collected);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(collected);
  }

  private static String document() throws IOException {
    StringBuilder out = new StringBuilder("""
        # Limits of the model

        Where the model is simpler than the real thing, the source says so in a comment that begins with `Model:`.
        This page is the collection of those comments, made by a test; change the comments, not the page.
        What is left out is not tried: a verdict says nothing about it.
        """);
    section(out, "The machine", java("runtime-hw"));
    section(out, "The kernel's objects and books", java("runtime-mm"));
    section(out, "The kernel's functions", library());
    List<Limit> engine = new ArrayList<>(java("dsl-grammar"));
    engine.addAll(java("interpreter"));
    section(out, "Language and engine", engine);
    return out.toString();
  }

  private static void section(StringBuilder out, String title, List<Limit> limits) {
    out.append("\n## ").append(title).append("\n\n| where | model |\n|---|---|\n");
    for (Limit limit : limits) {
      out.append("| `").append(limit.where()).append("` | ").append(limit.text().replace("|", "\\|")).append(" |\n");
    }
  }

  private static List<Limit> java(String module) throws IOException {
    List<Limit> limits = new ArrayList<>();
    for (Path file : files(ROOT.resolve(module).resolve("src/main/java"), ".java")) {
      String name = file.getFileName().toString().replace(".java", "");
      StringBuilder open = null;
      for (String line : Files.readAllLines(file)) {
        String text = line.strip().replaceFirst("^/?\\*+/? ?|^// ?", "").replace("*/", "").strip();
        boolean isComment = line.strip().startsWith("*") || line.strip().startsWith("/");
        if (open != null && (!isComment || text.isEmpty() || text.startsWith("<p>") || text.startsWith("@"))) {
          limits.add(new Limit(name, plain(open)));
          open = null;
        }
        if (isComment && text.replace("<p>", "").startsWith("Model:")) {
          open = new StringBuilder(text.replace("<p>", "").substring("Model:".length()).strip());
        } else if (open != null) {
          open.append(' ').append(text);
        }
      }
    }
    return limits;
  }

  private static List<Limit> library() throws IOException {
    List<Limit> limits = new ArrayList<>();
    for (Path file : files(ROOT.resolve("runtime-mm/src/main/resources/mm"), ".pw")) {
      List<StringBuilder> waiting = new ArrayList<>();
      boolean open = false;
      for (String line : Files.readAllLines(file)) {
        String text = line.strip().replaceFirst("^///? ?|^//! ?", "").strip();
        boolean isDoc = line.strip().startsWith("///") || line.strip().startsWith("//!");
        Matcher named = LIBRARY_NAME.matcher(line);
        if (isDoc && text.startsWith("Model:")) {
          waiting.add(new StringBuilder(text.substring("Model:".length()).strip()));
          open = true;
        } else if (isDoc && (text.isEmpty() || text.startsWith("source:") || text.startsWith("Oracle"))) {
          open = false;
        } else if (isDoc && open) {
          waiting.getLast().append(' ').append(text);
        } else if (!isDoc) {
          String where = named.find() ? named.group(1) : "mm/" + file.getFileName();
          waiting.forEach(limit -> limits.add(new Limit(where, plain(limit))));
          waiting.clear();
          open = false;
        }
      }
    }
    return limits;
  }

  private static String plain(StringBuilder text) {
    return text.toString().replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`").replaceAll("\\s+", " ").strip();
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
