package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.util.List;

/** A finding and the execution that leads to it: its last move is the step that made it, if a step did. */
public record Found(Finding finding, List<Move> moves) {
  public Found {
    moves = List.copyOf(moves);
  }
}
