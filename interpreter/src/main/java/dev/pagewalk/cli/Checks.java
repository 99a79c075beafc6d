package dev.pagewalk.cli;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.explore.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Judges units side by side and hands the results over in the order of the units. */
final class Checks {
  private final Engine engine;
  private final Cancellation interruption;
  private final ProgressLine progress;
  private volatile boolean enough;

  Checks(Engine engine, Cancellation interruption, ProgressLine progress) {
    this.engine = engine;
    this.interruption = interruption;
    this.progress = progress;
  }

  /** Gets each result, in order. */
  interface Receiver {
    /**
     * Takes the result of unit {@code index}.
     *
     * @return whether to go on with the next one
     */
    boolean result(int index, CheckResult result);

    /** Takes note that judging unit {@code index} failed, by our own fault. */
    void failed(int index, Throwable failure);
  }

  /**
   * Judges {@code units}.
   *
   * @param labels what to call each on the progress line
   * @param jobs how many at once
   * @return how many got no result
   */
  int run(List<Engine.Unit> units, List<String> labels, int jobs, Receiver receiver) {
    ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(jobs, units.size())), task -> {
      // Deeply nested scenarios are walked recursively.
      Thread thread = new Thread(null, task, "check", 64 << 20);
      thread.setDaemon(true);
      return thread;
    });
    int received = 0;
    try {
      List<Future<Optional<CheckResult>>> futures = new ArrayList<>();
      for (int i = 0; i < units.size(); i++) {
        int index = i;
        // One that has not begun when the user ends the run has nothing to say.
        futures.add(workers.submit(() -> isToStop()
            ? Optional.empty()
            : Optional.of(engine.check(
                units.get(index), this::isToStop, progress.reporter(index, labels.get(index))))));
      }
      boolean goOn = true;
      for (int i = 0; goOn && i < units.size(); i++) {
        progress.follow(i);
        try {
          Optional<CheckResult> result = futures.get(i).get();
          progress.clear();
          if (result.isPresent()) {
            received++;
            goOn = receiver.result(i, result.get());
          }
        } catch (ExecutionException failed) {
          progress.clear();
          receiver.failed(i, failed.getCause());
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      enough = true;
      workers.shutdownNow();
    }
    return units.size() - received;
  }

  private boolean isToStop() {
    return enough || interruption.isRequested();
  }
}
