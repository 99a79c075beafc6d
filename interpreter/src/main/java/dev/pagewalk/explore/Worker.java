package dev.pagewalk.explore;

/** One of several that search together, depth first from the states that it is given. */
final class Worker extends Walk {
  private static final int POLL = 255;

  private final ParallelSearch search;
  private final SharedSet.Door visited;
  private final Work work;

  Worker(TransitionSystem system, ParallelSearch search, SharedSet.Door visited, Work work) {
    super(system, visited, POLL);
    this.search = search;
    this.visited = visited;
    this.work = work;
  }

  void run() {
    for (Work.Piece piece = work.take(); piece != null && !isOver(); piece = work.take()) {
      visited.enter();
      try {
        go(piece.moves(), piece.agent(), piece.moved());
      } finally {
        visited.leave();
      }
    }
  }

  @Override
  void entered(int steps, int agent) {}

  @Override
  void left(int steps) {}

  @Override
  void found() {
    search.found();
    end();
  }

  @Override
  void ended() {}

  @Override
  void exhausted(String why) {
    search.stop(why);
    end();
  }

  @Override
  void poll(boolean reports) {
    visited.pause();
    if (work.isOver() || !search.mayGoOn(depth() + 1)) {
      end();
    }
    if (reports) {
      search.report(transitions, depth());
    }
    if (work.isWanted()) {
      give().ifPresent(work::give);
    }
  }
}
