package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Judges the scenarios of open files on threads of their own: one for the first look, one for complete searches. What
 * was known stays, marked stale, until something newer is; an edit ends the check that it makes worthless within a
 * moment.
 *
 * <p>All methods may be called from any thread.
 */
public final class BackgroundChecks implements AutoCloseable {
  private final Listener listener;
  private final Map<String, FileChecks> files = new HashMap<>();
  private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
    // Deeply nested scenarios are walked recursively.
    Thread thread = new Thread(null, task, "check", 64 << 20);
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  });
  private final Longer longer = new Longer();
  private Settings settings = Settings.DEFAULT;

  /** Checks that tell {@code listener} what they find. */
  public BackgroundChecks(Listener listener) {
    this.listener = listener;
  }

  /** Is told of what happens, from the checking thread or the caller's. */
  public interface Listener {
    /** What is known about a file has changed. */
    void changed(String path);

    /** The checks of a file begin. */
    void started(String path);

    /** A check goes on: {@code text} says which. */
    void at(String path, String text);

    /** The checks of a file have ended, or were cancelled. */
    void ended(String path);

    /** A check broke down, by our own fault. */
    void failed(String path, Throwable failure);
  }

  /** Changes the settings; they hold from the next check on. */
  public synchronized void configure(Settings next) {
    settings = next;
  }

  /** The settings in use. */
  public synchronized Settings settings() {
    return settings;
  }

  /** The text of an open file has changed: ends its check and moves what is known. */
  public synchronized void edited(String path, Edit edit) {
    FileChecks file = files.get(path);
    if (file != null) {
      file.cancel();
      file.edited = edit.start();
      file.verdicts.replaceAll(verdict -> verdict.after(edit).with(true, false, verdict.broken()));
    }
  }

  /**
   * Something that an open file depends on has changed, or it was opened: what is not known any more will be checked.
   *
   * @param start when to begin; empty for only taking note
   */
  public void update(Analysis analysis, String path, Optional<Settings.When> start) {
    Job job = null;
    synchronized (this) {
      FileChecks file = files.computeIfAbsent(path, each -> new FileChecks());
      file.cancel();
      reconcile(file, analysis, path);
      boolean isWanted = start.isPresent() && settings.when() != Settings.When.NEVER
          && start.get().compareTo(settings.when()) <= 0;
      if (isWanted && file.verdicts.stream().anyMatch(verdict -> needsCheck(file, verdict))) {
        job = new Job(analysis, path);
        file.job = Optional.of(job);
      }
    }
    listener.changed(path);
    schedule(job, start);
  }

  private void schedule(Job job, Optional<Settings.When> start) {
    if (job != null) {
      long delay = start.get() == Settings.When.ON_TYPE ? settings().delay().toMillis() : 0;
      submit(job, delay);
    }
  }

  /** Checks a scenario now, whatever the settings say and whatever is known. */
  public void check(Analysis analysis, String path, String scenario) {
    Job job = new Job(analysis, path);
    synchronized (this) {
      FileChecks file = files.computeIfAbsent(path, each -> new FileChecks());
      file.cancel();
      reconcile(file, analysis, path);
      file.keys.remove(scenario);
      file.job = Optional.of(job);
    }
    submit(job, 0);
  }

  private void submit(Job job, long delay) {
    try {
      worker.schedule(() -> run(job), delay, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      job.cancelled = true;
    }
  }

  /** A file was closed: nothing is known about it any more. */
  public void forget(String path) {
    synchronized (this) {
      FileChecks file = files.remove(path);
      if (file != null) {
        file.cancel();
      }
    }
    listener.changed(path);
  }

  /** What is known about the scenarios of a file. */
  public synchronized List<ScenarioVerdict> verdicts(String path) {
    FileChecks file = files.get(path);
    return file == null ? List.of() : List.copyOf(file.verdicts);
  }

  @Override
  public void close() {
    synchronized (this) {
      files.values().forEach(FileChecks::cancel);
    }
    worker.shutdown();
    longer.interrupt();
  }

  /** What is known about one file. */
  private static final class FileChecks {
    private final List<ScenarioVerdict> verdicts = new ArrayList<>();
    /** What the results of each scenario were made from. */
    private final Map<String, String> keys = new HashMap<>();
    private Optional<Job> job = Optional.empty();

    /** Where the text was changed last. */
    private int edited;

    /** Whether the last change was made within {@code span}: what it says is waited for. */
    boolean isEdited(Span span) {
      return span.start() <= edited && edited <= span.end();
    }

    void cancel() {
      job.ifPresent(each -> each.cancelled = true);
      job = Optional.empty();
    }
  }

  /** One round of checks of one file. */
  private static final class Job {
    private final Analysis analysis;
    private final String path;
    private volatile boolean cancelled;
    /** Whether something newer wants the thread; only for the second round. */
    private volatile boolean preempted;
    private volatile Optional<Rounds> rounds = Optional.empty();

    Job(Analysis analysis, String path) {
      this.analysis = analysis;
      this.path = path;
    }
  }

  /** The second rounds, the newest first: whoever is edited last is waited for. */
  private final class Longer extends Thread {
    private final Deque<Job> waiting = new ArrayDeque<>();
    private Optional<Job> running = Optional.empty();

    Longer() {
      super(null, null, "complete", 64 << 20);
      setDaemon(true);
      setPriority(MIN_PRIORITY);
      start();
    }

    /** Makes {@code job} the next; always true. */
    synchronized boolean submit(Job job) {
      waiting.addFirst(job);
      running.ifPresent(other -> other.preempted = true);
      notifyAll();
      return true;
    }

    /** Puts {@code job} behind the others; always true. */
    synchronized boolean resubmit(Job job) {
      waiting.addLast(job);
      return true;
    }

    private synchronized Job next() throws InterruptedException {
      running = Optional.empty();
      while (waiting.isEmpty()) {
        wait();
      }
      Job job = waiting.removeFirst();
      job.preempted = false;
      running = Optional.of(job);
      return job;
    }

    @Override
    public void run() {
      try {
        while (true) {
          Job job = next();
          if (job.cancelled) {
            listener.ended(job.path);
          } else {
            goOn(job);
          }
        }
      } catch (InterruptedException closed) {
        interrupt();
      }
    }
  }

  private static boolean needsCheck(FileChecks file, ScenarioVerdict verdict) {
    return !verdict.broken() && !file.keys.containsKey(verdict.name());
  }

  /** Brings what is known into line with the text: a scenario whose text came back is not stale any more. */
  private static void reconcile(FileChecks file, Analysis analysis, String path) {
    FileAnalysis found = analysis.file(path);
    Keys keys = Keys.in(analysis, found);
    Map<String, ScenarioVerdict> old = new LinkedHashMap<>();
    file.verdicts.forEach(verdict -> old.putIfAbsent(verdict.name(), verdict));
    file.verdicts.clear();
    for (Decl.Scenario scenario : found.resolution().scenarios()) {
      String name = scenario.name().text();
      if (name.isEmpty()) {
        continue;
      }
      Optional<ScenarioVerdict> known = Optional.ofNullable(old.remove(name));
      ScenarioVerdict verdict = known.orElse(ScenarioVerdict.unchecked(name, scenario.name().span(), scenario.span()));
      boolean isBroken = found.isBroken(scenario);
      boolean isSame = !isBroken && known.isPresent() && keys.of(scenario).equals(file.keys.get(name))
          && marksAreWhole(verdict);
      if (!isSame) {
        file.keys.remove(name);
      }
      file.verdicts.add(verdict.at(scenario.name().span(), scenario.span())
          .with(!isSame, false, isBroken));
    }
    boolean isBroken = found.diagnostics().stream().anyMatch(each -> each.severity() == Severity.ERROR);
    String text = analysis.text(path).orElse("");
    for (ScenarioVerdict left : old.values()) {
      file.keys.remove(left.name());
      if (isBroken && stands(left.nameSpan(), left.name(), text)) {
        file.verdicts.add(left.with(true, false, true));
      }
    }
  }

  /** Whether no mark was lost to an edit that was then taken back. */
  private static boolean marksAreWhole(ScenarioVerdict verdict) {
    return verdict.marks().size() == Marks.of(verdict.results()).size();
  }

  private static boolean stands(Span span, String name, String text) {
    return span.end() <= text.length() && text.substring(span.start(), span.end()).equals(name);
  }

  private void run(Job job) {
    guarded(job, () -> {
      if (job.cancelled) {
        return false;
      }
      listener.started(job.path);
      FileAnalysis file = job.analysis.file(job.path);
      List<Decl.Scenario> scenarios = wanted(job, file);
      scenarios.forEach(scenario -> change(job, scenario, verdict -> verdict.with(verdict.stale(), true, false)));
      listener.changed(job.path);
      Rounds rounds = new Rounds(job.analysis, file, scenarios, scenario -> found(job, scenario), settings(),
          new Results(job, file));
      job.rounds = Optional.of(rounds);
      return rounds.bounded(() -> job.cancelled) && longer.submit(job);
    });
  }

  private void goOn(Job job) {
    guarded(job, () -> {
      job.rounds.ifPresent(rounds -> rounds.complete(() -> job.cancelled || job.preempted));
      return job.preempted && !job.cancelled && longer.resubmit(job);
    });
  }

  /** Does a part of a job; what breaks down is told. */
  private void guarded(Job job, BooleanSupplier part) {
    boolean goesOn = false;
    try {
      goesOn = part.getAsBoolean();
    } catch (RuntimeException | Error failure) {
      listener.failed(job.path, failure);
      job.analysis.file(job.path).resolution().scenarios()
          .forEach(scenario -> change(job, scenario, verdict -> verdict.with(verdict.stale(), false, verdict.broken())));
    } finally {
      if (!goesOn) {
        listener.ended(job.path);
      }
    }
  }

  /** Takes what the rounds of a job find. */
  private final class Results implements Rounds.Receiver {
    private final Job job;
    private final Keys keys;

    Results(Job job, FileAnalysis file) {
      this.job = job;
      keys = Keys.in(job.analysis, file);
    }

    @Override
    public void at(String text) {
      listener.at(job.path, text);
    }

    @Override
    public void take(
        Decl.Scenario scenario, int variants, SortedMap<Integer, CheckResult> results, boolean isLast) {
      deliver(job, keys, scenario, variants, results, isLast);
    }
  }

  private synchronized List<Decl.Scenario> wanted(Job job, FileAnalysis file) {
    FileChecks known = files.get(job.path);
    return known == null ? List.of() : file.scenarios().stream()
        .filter(scenario -> !known.keys.containsKey(scenario.name().text()))
        .sorted(Comparator.comparing(scenario -> !known.isEdited(scenario.span())))
        .toList();
  }

  private synchronized Map<Integer, CheckResult> found(Job job, Decl.Scenario scenario) {
    return verdicts(job.path).stream()
        .filter(verdict -> verdict.name().equals(scenario.name().text()))
        .findFirst().map(ScenarioVerdict::found).orElse(Collections.emptySortedMap());
  }

  private void deliver(
      Job job, Keys keys, Decl.Scenario scenario, int variants, SortedMap<Integer, CheckResult> results,
      boolean isLast) {
    change(job, scenario, verdict -> {
      if (isLast) {
        files.get(job.path).keys.put(scenario.name().text(), keys.of(scenario));
      }
      return verdict.with(variants, results, Marks.of(List.copyOf(results.values())), !isLast);
    });
    if (!job.cancelled) {
      listener.changed(job.path);
    }
  }

  private synchronized void change(
      Job job, Decl.Scenario scenario, UnaryOperator<ScenarioVerdict> change) {
    FileChecks file = files.get(job.path);
    if (file != null && !job.cancelled) {
      file.verdicts.replaceAll(
          verdict -> verdict.name().equals(scenario.name().text()) ? change.apply(verdict) : verdict);
    }
  }
}
