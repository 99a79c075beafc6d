package dev.pagewalk.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at every reachable state once, with several workers that share what they have seen. It only decides whether
 * anything is found: all that it counts is the same for any number of workers, but which execution is found first is not,
 * so that whoever wants to see one searches again with one worker.
 */
public final class ParallelSearch {
  private final List<? extends TransitionSystem> systems;
  private final Budget budget;
  private final Cancellation cancellation;
  private final Reporter reporter;
  private final SharedSet visited;
  private final Work work;
  private final long start = System.nanoTime();
  private volatile String stopped;
  private volatile boolean hasFound;

  /**
   * A search that can be run once.
   *
   * @param systems one for each worker: equal ones, which share nothing that changes, in their start states
   */
  public ParallelSearch(
      List<? extends TransitionSystem> systems, Budget budget, Cancellation cancellation, Reporter reporter) {
    this.systems = List.copyOf(systems);
    this.budget = budget;
    this.cancellation = cancellation;
    this.reporter = reporter;
    visited = new SharedSet(budget.maxStates(), systems.size());
    work = new Work(systems.size());
  }

  /**
   * Runs the search; leaves the systems in their start states. Empty if anything was found, whatever it is: then there is
   * more to tell than a search with several workers can tell in the same way each time. The depth is not known: 0.
   */
  public Optional<SearchResult> run() {
    List<Worker> workers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (TransitionSystem system : systems) {
      workers.add(new Worker(system, this, visited.new Door(), work));
    }
    SharedSet.Door door = visited.new Door();
    door.enter();
    door.add(systems.getFirst().key());
    door.leave();
    work.give(new Work.Piece(List.of(), 0, false));
    for (int i = 1; i < workers.size(); i++) {
      Worker worker = workers.get(i);
      threads.add(Thread.ofPlatform().name("search " + i).daemon().start(() -> run(worker)));
    }
    run(workers.getFirst());
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        stop("it was cancelled");
        Thread.currentThread().interrupt();
      }
    }
    if (hasFound) {
      return Optional.empty();
    }
    return Optional.of(new SearchResult(
        stopped == null,
        Optional.ofNullable(stopped),
        visited.size(),
        workers.stream().mapToLong(worker -> worker.transitions).sum(),
        0,
        workers.stream().mapToLong(worker -> worker.finished).sum(),
        workers.stream().mapToLong(worker -> worker.cut).sum(),
        workers.stream().mapToLong(worker -> worker.witnessed).reduce(0, (one, other) -> one | other),
        List.of(),
        elapsed()));
  }

  private void run(Worker worker) {
    try {
      worker.run();
    } finally {
      // Whatever ended it: nobody must wait for what this worker would have given.
      work.end();
    }
  }

  /** Ends the search: it has found something. */
  void found() {
    hasFound = true;
    work.end();
  }

  /** Ends the search before it is complete. */
  void stop(String why) {
    stopped = why;
    work.end();
  }

  /** Whether a worker at some depth may go on. */
  boolean mayGoOn(int depth) {
    if (cancellation.isRequested()) {
      stop("it was cancelled");
    } else if (!visited.hasRoom()) {
      stop("the limit of " + budget.maxStates() + " states was reached");
    } else if (budget.maxDepth() < depth) {
      stop("the limit of " + budget.maxDepth() + " steps in one execution was reached");
    } else if (budget.timeout().compareTo(elapsed()) < 0) {
      stop("the time limit of " + budget.timeout().toSeconds() + " s was reached");
    }
    return stopped == null && !hasFound;
  }

  void report(long transitions, int depth) {
    reporter.report(new Progress(visited.size(), transitions * systems.size(), depth, elapsed()));
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
