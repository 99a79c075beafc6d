package dev.pagewalk.cli;

import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Verdict;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.report.CoverageText;
import dev.pagewalk.report.DiagnosticText;
import dev.pagewalk.report.JsonReport;
import dev.pagewalk.report.Judged;
import dev.pagewalk.report.Paint;
import dev.pagewalk.report.ResultText;
import dev.pagewalk.report.Sources;
import dev.pagewalk.report.StatisticsText;
import dev.pagewalk.report.Tally;
import dev.pagewalk.report.picture.TracePage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** From arguments to printed results: what {@code check} and {@code show} have in common. */
final class CheckRun {
  /** Names in the line that says where things are explained. */
  private static final int EXPLAINED = 3;

  private final Session session;
  private final Console console;
  private final Wishes wishes;
  private final long began = System.nanoTime();
  private final Set<ExitStatus> statuses = EnumSet.noneOf(ExitStatus.class);
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Judged> judged = new ArrayList<>();
  private final WitnessFolder witnesses;
  private Sources sources;

  /** Whether the last thing printed is a line, from which a block is kept apart. */
  private boolean afterLine;

  /**
   * What the user wants.
   *
   * @param targets files, folders, {@code FILE::NAME}, {@code -}
   * @param only the variants that are asked for
   * @param nothing what to say if there are none
   * @param paint colours of the result
   * @param messages colours of the messages
   * @param show columns of met violations too
   * @param quiet nothing about met expectations
   * @param failFast stop at the first expectation that is not met
   * @param page where a page with pictures of the executions goes, if one is wanted
   */
  record Wishes(
      List<String> targets,
      CheckOptions options,
      Predicate<List<String>> only,
      String nothing,
      Optional<Path> library,
      int jobs,
      boolean json,
      Paint paint,
      Paint messages,
      boolean show,
      boolean quiet,
      boolean failFast,
      String witnessFolder,
      Optional<String> page) {}

  CheckRun(Session session, Wishes wishes) {
    this.session = session;
    this.console = session.console();
    this.wishes = wishes;
    this.witnesses = new WitnessFolder(console.directory(), wishes.witnessFolder());
  }

  /** Runs it and gives the exit status. */
  int run() {
    Selection selection =
        Selection.of(session, wishes.targets(), wishes.library(), wishes.options(), wishes.only());
    Engine engine = selection.engine();
    sources = selection.sources();
    report(selection.diagnostics());
    int unchecked = judge(engine, selection.units(), selection.severalFiles());
    if (session.interruption().isRequested()) {
      statuses.add(ExitStatus.INTERRUPTED);
    }
    conclude(engine, unchecked);
    return ExitStatus.of(statuses).code();
  }

  private int judge(Engine engine, List<Engine.Unit> units, boolean severalFiles) {
    List<String> labels = units.stream()
        .map(unit -> severalFiles ? unit.file() + "::" + unit.scenario() : unit.scenario())
        .toList();
    ProgressLine progress = new ProgressLine(console.stderr(), console.messagesOnTerminal() && !wishes.quiet());
    Checks checks = new Checks(engine, session.interruption(), progress);
    return checks.run(units, labels, wishes.jobs(), new Checks.Receiver() {
      @Override
      public boolean result(int index, CheckResult result) {
        take(result, labels.get(index));
        return (result.met() || !wishes.failFast()) && !console.stdout().checkError();
      }

      @Override
      public void failed(int index, Throwable failure) {
        statuses.add(ExitStatus.OUR_FAULT);
        session.confess(failure, "checking " + labels.get(index));
      }
    });
  }

  private void take(CheckResult result, String label) {
    boolean isShown = !result.met() || wishes.show();
    WitnessFolder.Written written = isShown ? witnesses.write(result) : WitnessFolder.Written.NOTHING;
    written.warning().ifPresent(warning -> report(List.of(warning)));
    Judged each = new Judged(result, written.file(), isShown);
    judged.add(each);
    if (!result.met()) {
      statuses.add(result.verdict() == Verdict.UNKNOWN ? ExitStatus.UNKNOWN : ExitStatus.UNMET);
    }
    if (!wishes.json()) {
      print(each, label);
    }
  }

  private void print(Judged each, String label) {
    PrintStream out = console.stdout();
    ResultText text = new ResultText(sources, wishes.paint(), console.width());
    CheckResult result = each.result();
    if (!result.met() || wishes.show() && result.trace().isPresent()) {
      out.print(afterLine ? "\n" : "");
      out.print(text.block(each, label));
      out.print("\n");
      afterLine = false;
    } else if (!wishes.quiet()) {
      out.print(text.line(result, label) + "\n");
      afterLine = true;
    }
    result.coverage().ifPresent(coverage -> {
      out.print(new CoverageText(sources).render(coverage) + StatisticsText.render(result) + "\n");
      afterLine = false;
    });
    out.flush();
  }

  private void report(List<Diagnostic> several) {
    diagnostics.addAll(several);
    if (several.stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
      statuses.add(ExitStatus.BAD_INPUT);
    }
    if (!wishes.json()) {
      DiagnosticText text = new DiagnosticText(sources, wishes.messages(), console.width());
      several.forEach(each -> console.stderr().print(text.render(each) + "\n"));
      console.stderr().flush();
    }
  }

  private void conclude(Engine engine, int unchecked) {
    PrintStream out = console.stdout();
    if (wishes.json()) {
      JsonReport.Tool tool = new JsonReport.Tool(Version.number(), Optional.of(engine.library().version()));
      out.print(new JsonReport(sources, console.directory())
          .check(tool, judged, diagnostics, unchecked, session.interruption().isRequested()));
      out.print("\n");
    } else if (!judged.isEmpty() || 0 < unchecked) {
      Tally tally = Tally.of(judged.stream().map(Judged::result).toList(), unchecked);
      out.print(tally.line(wishes.paint(), Duration.ofNanos(System.nanoTime() - began)) + "\n");
    } else if (statuses.isEmpty()) {
      console.stderr().print("pagewalk: " + wishes.nothing() + "\n");
      statuses.add(ExitStatus.BAD_INPUT);
    }
    out.flush();
    wishes.page().ifPresent(this::writePage);
    if (!wishes.json() && !wishes.quiet() && console.messagesOnTerminal()) {
      console.stderr().print(furtherReading());
      console.stderr().flush();
    }
  }

  private void writePage(String file) {
    String page = new TracePage(sources).render(judged.stream().map(Judged::result).toList());
    try {
      WholeFile.put(console.directory().resolve(file), page);
    } catch (IOException | InvalidPathException failed) {
      String reason = failed instanceof NoSuchFileException ? "there is no such folder" : failed.getMessage();
      console.stderr().print("pagewalk: the page `" + file + "` cannot be written: " + reason + "\n");
      statuses.add(ExitStatus.BAD_INPUT);
    }
  }

  /** For a person who watches: where what was reported is explained, the codes first. */
  private String furtherReading() {
    List<String> names = Stream.concat(
            diagnostics.stream().map(each -> each.code().id()),
            judged.stream().map(Judged::result).filter(each -> !each.met()).map(CheckResult::oracle))
        .filter(name -> !name.isEmpty())
        .map(name -> name.contains("(") ? "'" + name + "'" : name)
        .distinct()
        .limit(EXPLAINED)
        .toList();
    return names.isEmpty() ? "" : "what it means: pagewalk explain " + String.join(" ", names) + "\n";
  }
}
