package dev.pagewalk.dsl.parse;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work that recurses deeper than the caller's stack may allow: it gets a thread, and so a stack, of its own. */
final class LargeStack {
  private static final long BYTES = 64L * 1024 * 1024;

  private LargeStack() {}

  /** The result of {@code work}; what it throws is thrown here. */
  static <T> T call(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable run =
        () -> {
          try {
            result.complete(work.get());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        };
    Thread thread = new Thread(null, run, "parser", BYTES);
    thread.setDaemon(true);
    thread.start();
    return result.join();
  }
}
