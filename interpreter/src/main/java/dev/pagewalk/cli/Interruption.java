package dev.pagewalk.cli;

import dev.pagewalk.explore.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The user's Ctrl-C: asks the searches to end, and keeps the process alive until what is known has been printed. The
 * JVM then ends with the status of the signal, 130.
 */
public final class Interruption implements Cancellation {
  /** How long a command may take to print what it knows. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private volatile boolean requested;
  private final CountDownLatch done = new CountDownLatch(1);

  @Override
  public boolean isRequested() {
    return requested;
  }

  /** Asks for the end. */
  public void request() {
    requested = true;
  }

  /** To be called when everything has been printed. */
  public void done() {
    done.countDown();
  }

  /** Makes the end of the process, by a signal or otherwise, a request that is waited for. */
  public void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::requestAndWait, "interruption"));
  }

  private void requestAndWait() {
    if (done.getCount() == 0) {
      return;
    }
    request();
    try {
      if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
