package dev.pagewalk.report;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Statistics;
import java.util.Locale;
import java.util.OptionalLong;
import org.eclipse.xtend2.lib.StringConcatenation;

/** What a search rests on and what it saved, in words. */
public final class StatisticsText {
  /** By which factor a guess may well be wrong; {@code docs/exploration.md} says how often it is. */
  private static final long OFF = 3;

  /** Of more than so many in a hundred no guess is certain. */
  private static final long MOST = 90;

  private StatisticsText() {}

  /** What follows the extent of a search: how many states there may be in all, how likely one was missed. */
  static String clauses(CheckResult result) {
    Statistics statistics = result.statistics();
    StringBuilder out = new StringBuilder();
    statistics.expected().ifPresent(expected -> out.append("; there may be ")
        .append(rounded(Math.max(result.states(), expected / OFF))).append(" to ").append(rounded(OFF * expected))
        .append(" in all"));
    if (result.search().isExact()) {
      out.append("; states kept as a whole, none missed");
    } else {
      statistics.missed().ifPresent(missed -> out.append("; a state missed by chance: ").append(chance(missed)));
    }
    return out.toString();
  }

  /** A small probability: {@code 3e-12}. */
  static String chance(double probability) {
    return String.format(Locale.ROOT, "%.0e", probability);
  }

  /** {@code ", perhaps 40 %"}: which part of all states {@code states} are; nothing where nobody can guess. */
  public static String share(long states, OptionalLong expected) {
    if (expected.isEmpty()) {
      return "";
    }
    long share = Math.round(100.0 * states / expected.getAsLong());
    return share < MOST ? ", perhaps " + share + " %" : ", perhaps " + MOST + " % or more";
  }

  /** Two digits of a number that is not known better. */
  static String rounded(long number) {
    long unit = 1;
    while (100 <= number / unit) {
      unit *= 10;
    }
    return Wording.number((number + unit / 2) / unit * unit);
  }

  /** What reductions saved, and what hindered them; each line with a line feed at its end. */
  public static String render(CheckResult result) {
    Statistics statistics = result.statistics();
    StringConcatenation out = new StringConcatenation("\n");
    if (statistics.withoutSymmetry().isPresent()) {
      long all = statistics.withoutSymmetry().getAsLong();
      out.append("symmetry: " + Wording.count(result.states(), "state stands", "states stand") + " for "
          + Wording.number(all) + String.format(Locale.ROOT, ", %.1f times as many", (double) all / result.states()));
      out.newLine();
    }
    for (String each : statistics.unreduced()) {
      out.append("symmetry: " + Wording.printable(each));
      out.newLine();
    }
    if (result.search().isExact()) {
      out.append("states kept as a whole: none missed by chance");
      out.newLine();
    } else {
      statistics.missed().ifPresent(missed -> {
        out.append("a state missed by chance: " + chance(missed));
        out.newLine();
      });
    }
    return out.toString();
  }
}
