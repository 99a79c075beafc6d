package dev.pagewalk.cli;

import dev.pagewalk.explore.Progress;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.report.StatisticsText;
import dev.pagewalk.report.Wording;
import java.io.PrintStream;
import java.time.Duration;

/** One line on a terminal that says how far the search is whose result comes next. Safe for several threads. */
final class ProgressLine {
  private static final Duration SHOWN_AFTER = Duration.ofSeconds(1);
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final PrintStream terminal;
  private final boolean enabled;
  private int current;
  private Duration shownAt = Duration.ZERO;
  private boolean visible;

  /**
   * A line.
   *
   * @param enabled whether anybody watches
   */
  ProgressLine(PrintStream terminal, boolean enabled) {
    this.terminal = terminal;
    this.enabled = enabled;
  }

  /** Says from now on how search {@code index} is getting on. */
  synchronized void follow(int index) {
    clear();
    current = index;
    shownAt = Duration.ZERO;
  }

  /** Told of search {@code index}, called {@code label}. */
  Reporter reporter(int index, String label) {
    return enabled ? progress -> show(index, label, progress) : Reporter.SILENT;
  }

  private synchronized void show(int index, String label, Progress progress) {
    boolean due = BETWEEN.compareTo(progress.elapsed().minus(shownAt)) <= 0;
    if (index != current || progress.elapsed().compareTo(SHOWN_AFTER) < 0 || !due) {
      return;
    }
    shownAt = progress.elapsed();
    visible = true;
    terminal.print("\r\u001b[K" + label + ": " + Wording.count(progress.states(), "state", "states")
        + StatisticsText.share(progress.states(), progress.expected()) + ", depth "
        + Wording.number(progress.depth()) + ", " + progress.elapsed().toSeconds() + " s");
    terminal.flush();
  }

  /** Takes the line away, so that something else can be printed. */
  synchronized void clear() {
    if (visible) {
      terminal.print("\r\u001b[K");
      terminal.flush();
      visible = false;
    }
  }
}
