package dev.pagewalk.witness;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Witnesses as plain text: a header of lines {@code name value}, an empty line, then a line for each step, with the
 * agent, the choices in brackets if it makes any, and what it does.
 *
 * <pre>
 * pagewalk witness 1
 * file ../scenarios/retract.pw
 * scenario retract_vs_truncate
 * variant --kernel 6.1 --without khugepaged_rmap_locks
 * expected use_after_free(page_table)
 * hash 3fa9c0de41b2a7f0
 *
 * trunc i_mmap_lock_read(F.mapping)
 * khugepaged [translation 1] pmdp_collapse_flush(vma, addr, pmdp)
 * </pre>
 *
 * <p>Empty lines between steps, lines that start with {@code #}, blanks at either end of a line, and header lines of a
 * name that this version does not know are skipped. In a name, a label or a value, {@code \n}, {@code \r}, {@code \\}
 * and, in the name of an agent, {@code \_} for a blank stand for what would otherwise end it.
 */
public final class WitnessFile {
  private static final String MAGIC = "pagewalk witness ";
  private static final int VERSION = 1;

  private WitnessFile() {}

  /** What came of reading: a witness, or what is wrong with the text. */
  public record Read(Optional<Witness> witness, List<Diagnostic> diagnostics) {
    public Read {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** The text of {@code witness}. */
  public static String write(Witness witness) {
    StringBuilder out = new StringBuilder(MAGIC).append(VERSION).append('\n');
    header("file", witness.file(), out);
    header("scenario", witness.scenario(), out);
    header("variant", String.join(" ", witness.variant()), out);
    header("expected", witness.expected(), out);
    header("hash", witness.hash(), out);
    out.append('\n');
    for (Witness.Step step : witness.steps()) {
      out.append(escape(step.agent()).replace(" ", "\\_"));
      if (!step.choices().isEmpty()) {
        List<String> choices = step.choices().stream()
            .map(choice -> escape(choice.kind()).replace(" ", "\\_") + " " + choice.value())
            .toList();
        out.append(" [").append(String.join(", ", choices)).append(']');
      }
      // A label that starts with a bracket would read as a choice.
      String label = escape(step.label()).strip();
      boolean ambiguous = step.choices().isEmpty() && label.startsWith("[");
      out.append(ambiguous ? " [] " : label.isEmpty() ? "" : " ").append(label).append('\n');
    }
    return out.toString();
  }

  private static void header(String name, String value, StringBuilder out) {
    out.append((name + " " + escape(value)).strip()).append('\n');
  }

  /**
   * Reads the text of a witness file; never throws.
   *
   * @param path under which diagnostics speak of it
   */
  public static Read read(String path, String text) {
    return new Reading(path, text).read();
  }

  /** Goes through the lines of one text. */
  private static final class Reading {
    private final String path;
    private final String text;
    private final Map<String, String> header = new HashMap<>();
    private final List<Witness.Step> steps = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private boolean inSteps;

    Reading(String path, String text) {
      this.path = path;
      this.text = text;
    }

    Read read() {
      int end = lineEnd(0);
      String first = text.substring(0, end).strip();
      if (!first.startsWith(MAGIC)) {
        return failed(WitnessDiagnostics.notAWitness(new Span(path, 0, end)));
      }
      String version = first.substring(MAGIC.length()).strip();
      if (!version.equals(String.valueOf(VERSION))) {
        return failed(WitnessDiagnostics.version(new Span(path, 0, end), version));
      }
      for (int start = end + 1; start < text.length(); start = end + 1) {
        end = lineEnd(start);
        line(text.substring(start, end).strip(), new Span(path, start, end));
      }
      for (String needed : List.of("file", "scenario", "expected")) {
        if (header.getOrDefault(needed, "").isEmpty()) {
          diagnostics.add(WitnessDiagnostics.incomplete(new Span(path, 0, lineEnd(0)), needed));
        }
      }
      return new Read(diagnostics.isEmpty() ? Optional.of(witness()) : Optional.empty(), diagnostics);
    }

    private Read failed(Diagnostic diagnostic) {
      return new Read(Optional.empty(), List.of(diagnostic));
    }

    private int lineEnd(int start) {
      int end = text.indexOf('\n', start);
      return end < 0 ? text.length() : end;
    }

    private Witness witness() {
      String variant = header.getOrDefault("variant", "");
      return new Witness(header.get("file"), header.get("scenario"),
          variant.isEmpty() ? List.of() : List.of(variant.split(" +")), header.get("expected"),
          header.getOrDefault("hash", ""), steps);
    }

    private void line(String line, Span span) {
      if (line.startsWith("#")) {
        return;
      }
      if (line.isEmpty()) {
        inSteps |= !header.isEmpty();
        return;
      }
      int blank = line.indexOf(' ');
      String word = blank < 0 ? line : line.substring(0, blank);
      String rest = blank < 0 ? "" : line.substring(blank).strip();
      if (!inSteps) {
        header.put(word, unescape(rest));
        return;
      }
      step(word, rest, span);
    }

    private void step(String agent, String rest, Span span) {
      List<Witness.Choice> choices = new ArrayList<>();
      String label = rest;
      if (rest.startsWith("[")) {
        int close = rest.indexOf(']');
        if (close < 0 || !choices(rest.substring(1, close), choices)) {
          diagnostics.add(WitnessDiagnostics.line(span));
          return;
        }
        label = rest.substring(close + 1).strip();
      }
      steps.add(new Witness.Step(unescape(agent), unescape(label), choices));
    }

    private static boolean choices(String text, List<Witness.Choice> choices) {
      if (text.isBlank()) {
        return true;
      }
      for (String part : text.split(",")) {
        String[] words = part.strip().split(" +");
        if (words.length != 2 || !words[1].matches("[0-9]{1,9}")) {
          return false;
        }
        choices.add(new Witness.Choice(unescape(words[0]), Integer.parseInt(words[1])));
      }
      return true;
    }
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char next = text.charAt(++i);
      out.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next == '_' ? ' ' : next);
    }
    return out.toString();
  }
}
