package dev.pagewalk.ls.lsp;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.ls.check.LineStatus;
import dev.pagewalk.ls.check.Mark;
import dev.pagewalk.ls.check.ScenarioVerdict;
import dev.pagewalk.ls.feature.Mistakes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;

/**
 * Tells the client what is known about its documents. A client that pulls diagnostics is only told to ask again; any
 * other is sent them. News about a document that come faster than they can be told are told once; of one with very many
 * scenarios they come with pauses, in which the client can ask for what it was told of: it asks for all of it each
 * time.
 */
final class Publisher implements AutoCloseable {
  /** Scenarios of a document of which all news are told at once. */
  private static final int FEW = 50;

  /** Between two news of a document with more of them: for each one. */
  private static final Duration PAUSE = Duration.ofMillis(3);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** For a client that does not ask for lenses, such as those of a document that is not in sight. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Workbench bench;
  private final Set<String> waiting = new LinkedHashSet<>();
  /** When each document may be told of again, as {@link System#nanoTime} counts. */
  private final Map<String, Long> turns = new ConcurrentHashMap<>();
  /** Documents whose lenses were given since they were last said to be new; those in {@code owed} are new again. */
  private final Set<String> lensesGiven = ConcurrentHashMap.newKeySet();
  private final Set<String> owed = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> refreshed = new ConcurrentHashMap<>();
  /** What was last said about each document: the same is not said twice. Touched by the publishing thread alone. */
  private final Map<String, PublishDiagnosticsParams> told = new HashMap<>();
  private final Map<String, Client.Status> statuses = new HashMap<>();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread made = new Thread(null, task, "publish", 64 << 20);
    made.setDaemon(true);
    return made;
  });

  Publisher(Workbench bench) {
    this.bench = bench;
  }

  /** Something is new about the document of {@code path}. */
  void news(String path) {
    synchronized (waiting) {
      if (!waiting.add(path)) {
        return;
      }
    }
    long now = System.nanoTime();
    execute(() -> tell(path), Math.max(0, turns.getOrDefault(path, now) - now));
  }

  private void execute(Runnable work, long delay) {
    try {
      thread.schedule(work, delay, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      synchronized (waiting) {
        waiting.clear();
      }
    }
  }

  private void tell(String path) {
    synchronized (waiting) {
      waiting.remove(path);
    }
    try {
      Documents documents = bench.documents();
      Optional<Documents.Document> document = documents.at(path);
      document.ifPresent(open -> tell(open, documents.analysis()));
      turns.put(path, System.nanoTime() + pause(bench.checks().verdicts(path).size()).toNanos());
    } catch (RuntimeException | StackOverflowError failure) {
      bench.log(MessageType.Error, "diagnostics of " + path + " failed: " + failure + " at " + Workbench.place(failure));
    }
  }

  private static Duration pause(int scenarios) {
    Duration pause = scenarios <= FEW ? Duration.ZERO : PAUSE.multipliedBy(scenarios);
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void tell(Documents.Document document, Analysis analysis) {
    if (bench.wishes().pulls()) {
      if (bench.wishes().refreshesDiagnostics()) {
        bench.client().refreshDiagnostics();
      }
    } else {
      PublishDiagnosticsParams found = new PublishDiagnosticsParams(
          document.uri(), diagnostics(analysis, document.path()), document.version());
      if (isCurrent(document) && !found.equals(told.put(document.uri(), found))) {
        bench.client().publishDiagnostics(found);
      }
    }
    if (bench.wishes().refreshesLenses()) {
      refreshLenses(document.path());
    }
    Client.Status status = status(analysis, document);
    if (bench.wishes().status() && !status.equals(statuses.put(document.uri(), status))) {
      bench.client().status(status);
    }
  }

  /**
   * Has the client ask for lenses again; about a document with many only once it has got those of the time before: a
   * client that is told too soon throws away what it has asked for, and never shows any.
   */
  private void refreshLenses(String path) {
    long now = System.nanoTime();
    Duration pause = pause(bench.checks().verdicts(path).size());
    boolean isTime = pause.isZero() || lensesGiven.remove(path)
        || LONGEST_WAIT.toNanos() < now - refreshed.getOrDefault(path, now - Long.MAX_VALUE / 2);
    if (isTime) {
      refreshed.put(path, now);
      bench.client().refreshCodeLenses();
    } else if (owed.add(path)) {
      execute(() -> {
        owed.remove(path);
        refreshLenses(path);
      }, pause.toNanos());
    }
  }

  /** The client has got the lenses of a document. */
  void lensesGiven(String path) {
    lensesGiven.add(path);
  }

  /** What comes after will be told too: of a text that is no longer there nobody wants to know. */
  private boolean isCurrent(Documents.Document document) {
    return bench.documents().at(document.path()).filter(now -> now.version() == document.version()).isPresent();
  }

  /** A document is gone: nothing stays behind. */
  void clear(String uri) {
    String path = Uris.path(uri);
    turns.remove(path);
    lensesGiven.remove(path);
    refreshed.remove(path);
    if (!bench.wishes().pulls()) {
      execute(() -> {
        if (bench.documents().at(Uris.path(uri)).isEmpty()) {
          told.remove(uri);
          statuses.remove(uri);
          bench.client().publishDiagnostics(new PublishDiagnosticsParams(uri, List.of()));
        }
      }, 0);
    }
  }

  /** The mistakes of a text, and what checks have found. */
  List<Diagnostic> diagnostics(Analysis analysis, String path) {
    ToLsp to = bench.toLsp(analysis);
    List<Diagnostic> all = new ArrayList<>();
    Mistakes.of(analysis, path).forEach(mistake -> all.add(to.diagnostic(mistake)));
    int end = analysis.text(path).map(String::length).orElse(0);
    for (ScenarioVerdict verdict : bench.checks().verdicts(path)) {
      for (Mark mark : verdict.marks()) {
        if (mark.span().end() <= end) {
          all.add(to.diagnostic(mark, verdict.stale()));
        }
      }
    }
    return all;
  }

  private Client.Status status(Analysis analysis, Documents.Document document) {
    Lines lines = bench.toLsp(analysis).lines(document.path());
    List<ScenarioVerdict> verdicts = bench.checks().verdicts(document.path());
    return new Client.Status(
        document.uri(),
        document.version(),
        verdicts.stream().map(verdict -> new Client.Scenario(
            verdict.name(),
            new Range(lines.position(verdict.nameSpan().start()), lines.position(verdict.nameSpan().end())),
            verdict.line(), verdict.isMet(), verdict.stale(), verdict.checking())).toList(),
        LineStatus.of(verdicts, analysis.text(document.path()).orElse("")).stream().map(status -> new Client.Line(
            new Range(lines.position(status.start()), lines.position(status.end())), status.status(), status.stale()))
            .toList());
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
