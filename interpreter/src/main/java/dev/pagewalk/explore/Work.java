package dev.pagewalk.explore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What workers hand to each other: states that are seen but whose agents have not all been tried. */
final class Work {
  /**
   * A state to go on from.
   *
   * @param moves the steps that lead there from the start
   * @param agent the first agent that has not been tried there
   * @param moved whether an agent before it could move
   */
  record Piece(List<Move> moves, int agent, boolean moved) {
    Piece {
      moves = List.copyOf(moves);
    }
  }

  private final int workers;
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private int waiting;
  private boolean isOver;
  private volatile boolean isWanted;

  Work(int workers) {
    this.workers = workers;
  }

  /** Whether somebody has nothing to do. */
  boolean isWanted() {
    return isWanted;
  }

  synchronized void give(Piece piece) {
    pieces.add(piece);
    isWanted = pieces.size() < waiting;
    notify();
  }

  /** The next piece; null once all workers have nothing to do, or somebody has ended it all. */
  synchronized Piece take() {
    waiting++;
    while (pieces.isEmpty() && !isOver) {
      if (waiting == workers) {
        end();
        break;
      }
      isWanted = true;
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        end();
      }
    }
    waiting--;
    isWanted = pieces.size() < waiting;
    return isOver ? null : pieces.poll();
  }

  /** Nobody gets any more. */
  synchronized void end() {
    isOver = true;
    notifyAll();
  }

  synchronized boolean isOver() {
    return isOver;
  }
}
