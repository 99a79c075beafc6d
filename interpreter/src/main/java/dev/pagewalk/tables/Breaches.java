package dev.pagewalk.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Which scenario breaks which rule of the library, so that it is told: a line for each rule of a field, each operation
 * on page tables, and each pair of locks that the order names and something that is modelled takes.
 *
 * @param all in the order of their names
 */
public record Breaches(List<Breach> all) {
  private static final String RESOURCE = "breaches.txt";

  public Breaches {
    all = List.copyOf(all);
  }

  /**
   * A rule and who breaks it.
   *
   * @param rule {@code vma.start: write}, {@code page tables: zap} or {@code lock order: pml -> ptl}
   * @param scenario its file, its name, and in parentheses the variant
   */
  public record Breach(String rule, String scenario) {}

  /** Those that come with the tool: a test compares them with what all scenarios have found. */
  public static Breaches shipped() {
    try (InputStream in = Breaches.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the tool lacks its own " + RESOURCE);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Reads lines of {@code rule | scenario}. */
  static Breaches parse(String text) {
    List<Breach> found = new ArrayList<>();
    for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList()) {
      String[] parts = line.split(" \\| ", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException("no `rule | scenario`: " + line);
      }
      found.add(new Breach(parts[0], parts[1]));
    }
    return new Breaches(found);
  }

  /** For people. */
  public String text() {
    int width = all.stream().mapToInt(each -> each.rule().length()).max().orElse(0);
    StringBuilder out = new StringBuilder("breaches: which scenario breaks which rule, and is told\n\n");
    all.forEach(each -> out.append("  ").append(each.rule()).append(" ".repeat(width - each.rule().length() + 2))
        .append(each.scenario()).append('\n'));
    return out.toString();
  }
}
