package dev.pagewalk.explain;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.resolve.Spelling;
import dev.pagewalk.dsl.resolve.Verdicts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pages: one for each {@link Code}, one for each of {@link Verdicts}, one for each lock rule. */
public final class Pages {
  /** The verdict whose subjects are rules, each with a page of its own. */
  private static final String RULES = "lock_rule";

  private static final Pattern WORDS = Pattern.compile("[a-z_]+(\\([a-z_]+\\))?");

  private Pages() {}

  /** The codes of diagnostics, in the order of their numbers. */
  public static List<String> codes() {
    return Arrays.stream(Code.values()).map(Code::id).sorted().toList();
  }

  /** What can stand behind {@code expect}, with the lock rules behind {@code lock_rule}. */
  public static List<String> verdicts() {
    List<String> names = new ArrayList<>();
    for (String verdict : Verdicts.names()) {
      names.add(verdict);
      if (verdict.equals(RULES)) {
        Verdicts.subjects(verdict).stream().sorted().forEach(rule -> names.add(RULES + "(" + rule + ")"));
      }
    }
    return names;
  }

  /**
   * The page that somebody asks for: by a code in any case, with or without {@code PW}, by a verdict, or by a lock rule
   * alone. A verdict with what else it speaks of, such as {@code use_after_free(folio)}, has the verdict's page. Empty
   * if there is none.
   */
  public static Optional<Page> find(String asked) {
    String code = asked.toUpperCase(Locale.ROOT);
    for (String name : List.of(code, "PW" + code)) {
      if (codes().contains(name)) {
        return Optional.of(page(name));
      }
    }
    List<String> names = verdicts();
    String verdict = WORDS.matcher(asked).matches() ? asked : "";
    int subject = verdict.indexOf('(');
    String plain = subject < 0 ? verdict : verdict.substring(0, subject);
    boolean known = subject < 0 || Verdicts.subjects(plain).contains(verdict.substring(subject + 1, verdict.length() - 1));
    for (String name : List.of(verdict, RULES + "(" + verdict + ")", known ? plain : "")) {
      if (names.contains(name)) {
        return Optional.of(page(name));
      }
    }
    return Optional.empty();
  }

  /** The name that is nearest to one that there is no page for. */
  public static Optional<String> nearest(String asked) {
    List<String> names = new ArrayList<>(verdicts());
    Verdicts.subjects(RULES).stream().sorted().forEach(names::add);
    names.addAll(codes());
    return Spelling.nearest(asked, names);
  }

  /**
   * The page of a name that {@link #codes()} or {@link #verdicts()} has.
   *
   * @throws IllegalStateException if it was never written, which a test excludes
   */
  public static Page page(String name) {
    String file = file(name);
    try (InputStream in = Pages.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no page " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String heading = text.lines().findFirst().orElse("");
      return new Page(name, heading.substring(heading.indexOf(": ") + 2), text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The file of a page, beside this class: {@code PW0201.md}, {@code lock_rule.order.md}. */
  static String file(String name) {
    return name.replace('(', '.').replace(")", "") + ".md";
  }
}
