package dev.pagewalk.ls.dap;

import dev.pagewalk.explore.Cancellation;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one thread that looks at the session and moves it, in the order of the requests. The reader of the connection
 * never waits for it, so that {@code pause} and {@code cancel} are heard at once.
 */
final class Worker implements AutoCloseable, Cancellation {
  private final ExecutorService thread = Executors.newSingleThreadExecutor(run -> {
    Thread made = new Thread(run, "debugging");
    made.setDaemon(true);
    return made;
  });
  private final ReentrantLock dispatching = new ReentrantLock();
  private final AtomicInteger moving = new AtomicInteger();
  /** Requests that are answered when what they have set going has ended. */
  private final Set<String> moves = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;
  /** The request that is being handed over. */
  private String current = "";

  /** Hands a request over; what it sets going begins afterwards. */
  void dispatch(String id, Runnable request) {
    dispatching.lock();
    try {
      current = id;
      request.run();
    } finally {
      dispatching.unlock();
    }
  }

  /** Answers a request that takes no time worth speaking of. */
  <T> CompletableFuture<T> answer(Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    execute(() -> complete(answer, work), answer);
    return answer;
  }

  /** Does something that may take long, and that {@link #interrupt} ends early. */
  <T> CompletableFuture<T> move(Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    stopping = false;
    moving.incrementAndGet();
    String id = current;
    moves.add(id);
    execute(() -> {
      try {
        complete(answer, work);
      } finally {
        moves.remove(id);
        moving.decrementAndGet();
      }
    }, answer);
    return answer;
  }

  /**
   * Does something that may take long for a request that is answered before it begins.
   *
   * @param check throws if the request makes no sense: then that is the answer, and nothing is done
   */
  <T> CompletableFuture<Void> start(Supplier<T> check, java.util.function.Consumer<T> work) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    stopping = false;
    moving.incrementAndGet();
    execute(() -> {
      try {
        T checked = check.get();
        answer.complete(null);
        work.accept(checked);
      } catch (RuntimeException refused) {
        answer.completeExceptionally(refused);
      } finally {
        moving.decrementAndGet();
      }
    }, answer);
    return answer;
  }

  private <T> void complete(CompletableFuture<T> answer, Supplier<T> work) {
    try {
      answer.complete(work.get());
    } catch (RuntimeException refused) {
      answer.completeExceptionally(refused);
    }
  }

  private void execute(Runnable work, CompletableFuture<?> answer) {
    try {
      thread.execute(() -> {
        dispatching.lock();
        dispatching.unlock();
        work.run();
      });
    } catch (RejectedExecutionException closed) {
      answer.completeExceptionally(new Refusal("the session is over"));
    }
  }

  /**
   * Ends what a request has set going. One that only looks is soon over, and what moves meanwhile is no business of its:
   * a client that goes on gives up what it has asked about the stop before.
   */
  void cancel(String id) {
    if (moves.contains(id)) {
      interrupt();
    }
  }

  /** Ends what is running, if anything is; false if nothing was. */
  boolean interrupt() {
    boolean isMoving = 0 < moving.get();
    stopping = isMoving;
    return isMoving;
  }

  @Override
  public boolean isRequested() {
    return stopping;
  }

  @Override
  public void close() {
    stopping = true;
    thread.shutdownNow();
  }
}
