package dev.pagewalk.ls.lsp;

import dev.pagewalk.ls.check.BackgroundChecks;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Passes on what happens in the background: news about documents, progress of long checks. */
final class CheckNews implements BackgroundChecks.Listener {
  /** Shorter checks are over before anybody could read what they are. */
  private static final long PATIENCE = 700_000_000;

  /** Between two reports. */
  private static final long PAUSE = 300_000_000;

  private final Workbench bench;
  private final Map<String, Long> began = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private int made;
  private long told = System.nanoTime();

  CheckNews(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void changed(String path) {
    bench.publisher().news(path);
  }

  @Override
  public synchronized void started(String path) {
    began.put(path, System.nanoTime());
  }

  @Override
  public synchronized void at(String path, String text) {
    if (!bench.wishes().progress() || System.nanoTime() - began.getOrDefault(path, 0L) < PATIENCE) {
      return;
    }
    if (tokens.containsKey(path)) {
      if (System.nanoTime() - told < PAUSE) {
        return;
      }
      told = System.nanoTime();
      WorkDoneProgressReport report = new WorkDoneProgressReport();
      report.setMessage(text);
      tell(tokens.get(path), report);
    } else {
      String token = "check-" + made++;
      tokens.put(path, token);
      bench.client().createProgress(new WorkDoneProgressCreateParams(Either.forLeft(token)));
      WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
      begin.setTitle("Checking");
      begin.setMessage(text);
      tell(token, begin);
    }
  }

  @Override
  public synchronized void ended(String path) {
    String token = tokens.remove(path);
    if (token != null) {
      tell(token, new WorkDoneProgressEnd());
    }
    bench.publisher().news(path);
  }

  @Override
  public void failed(String path, Throwable failure) {
    bench.log(MessageType.Error, "checking " + path + " failed: " + failure + " at " + Workbench.place(failure));
  }

  private void tell(String token, WorkDoneProgressNotification news) {
    bench.client().notifyProgress(new ProgressParams(Either.forLeft(token), Either.forLeft(news)));
  }
}
