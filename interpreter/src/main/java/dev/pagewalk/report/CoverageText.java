package dev.pagewalk.report;

import dev.pagewalk.analysis.CoverageReport;
import dev.pagewalk.analysis.CoverageReport.FunctionCoverage;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.xtend2.lib.StringConcatenation;

/** Where the states of a search came about, most first, and which lines of the code that ran were never reached. */
public final class CoverageText {
  /** Lines and functions that are shown; what is behind them costs little. */
  private static final int SHOWN = 12;

  private final Sources sources;

  /** A renderer that takes lines from {@code sources}. */
  public CoverageText(Sources sources) {
    this.sources = sources;
  }

  private record Row(String name, String place, long states, String rest) {}

  /** A few lines, each with a line feed at its end. */
  public String render(CoverageReport coverage) {
    long all = coverage.elsewhere()
        + coverage.functions().stream().mapToLong(FunctionCoverage::states).sum();
    StringConcatenation out = new StringConcatenation("\n");
    table("new states behind the steps of threads, by line", lines(coverage), all, out);
    table("the same by function", functions(coverage), all, out);
    return out.toString();
  }

  private List<Row> lines(CoverageReport coverage) {
    Map<String, Long> states = new TreeMap<>();
    Map<String, Span> spans = new TreeMap<>();
    for (CoverageReport.Place place : coverage.bodies()) {
      String line = sources.line(place.span());
      states.merge(line, place.states(), Long::sum);
      spans.merge(line, place.span(), (one, two) -> one.start() <= two.start() ? one : two);
    }
    List<Row> rows = new ArrayList<>();
    states.forEach((line, count) -> rows.add(new Row(lineText(spans.get(line)), line, count, "")));
    if (0 < coverage.elsewhere()) {
      rows.add(new Row("interrupts, devices, threads that end", "", coverage.elsewhere(), ""));
    }
    return rows;
  }

  private String lineText(Span span) {
    return sources.start(span)
        .flatMap(at -> sources.lines(span.path()).map(lines -> Wording.printable(lines.line(at.line()).strip())))
        .orElse("");
  }

  private List<Row> functions(CoverageReport coverage) {
    List<Row> rows = new ArrayList<>();
    for (FunctionCoverage function : coverage.functions()) {
      NavigableSet<Integer> reached = numbers(function, function.reached());
      NavigableSet<Integer> unreached = numbers(function, function.unreached());
      unreached.removeAll(reached);
      String rest = unreached.isEmpty() ? "" : "not reached: " + ranges(unreached, reached);
      rows.add(new Row(function.name(), sources.line(function.declared()), function.states(), rest));
    }
    return rows;
  }

  /** The lines of the function's file on which {@code spans} begin. */
  private NavigableSet<Integer> numbers(FunctionCoverage function, List<Span> spans) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    for (Span span : spans) {
      if (span.path().equals(function.declared().path())) {
        sources.start(span).ifPresent(at -> numbers.add(at.line()));
      }
    }
    return numbers;
  }

  /** {@code 4, 7-9}: lines between which nothing was reached are told together. */
  private static String ranges(NavigableSet<Integer> lines, NavigableSet<Integer> reached) {
    List<String> ranges = new ArrayList<>();
    int first = lines.first();
    int last = first;
    for (int line : lines.tailSet(first, false)) {
      Integer between = reached.higher(last);
      if (between != null && between < line) {
        ranges.add(range(first, last));
        first = line;
      }
      last = line;
    }
    ranges.add(range(first, last));
    return String.join(", ", ranges);
  }

  private static String range(int first, int last) {
    return first == last ? String.valueOf(first) : first + "-" + last;
  }

  /** The rows with the most states; {@code all} are those of the whole search. */
  private static void table(String title, List<Row> rows, long all, StringConcatenation out) {
    if (rows.isEmpty()) {
      return;
    }
    List<Row> shown = rows.stream().sorted(Comparator.comparing(Row::states).reversed()).limit(SHOWN).toList();
    int widest = shown.stream().mapToInt(row -> row.place().length()).max().orElse(0);
    out.append(title + ":");
    out.newLine();
    for (Row row : shown) {
      String head = "%,11d  %3d %%  %-" + Math.max(1, widest) + "s  %s";
      out.append(head.formatted(row.states(), Math.round(100.0 * row.states() / Math.max(1, all)), row.place(), row.name())
          .stripTrailing());
      out.newLine();
      if (!row.rest().isEmpty()) {
        out.append(" ".repeat(20) + row.rest());
        out.newLine();
      }
    }
    if (SHOWN < rows.size()) {
      long left = rows.stream().mapToLong(Row::states).sum() - shown.stream().mapToLong(Row::states).sum();
      out.append("%,11d         in %d more".formatted(left, rows.size() - SHOWN));
      out.newLine();
    }
  }
}
