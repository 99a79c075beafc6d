package dev.pagewalk.step;

import dev.pagewalk.explore.Move;
import java.util.List;

/**
 * A step that could be made now.
 *
 * @param number under which it can be taken, from 1
 * @param who would make it
 * @param text what it would do, with what it chooses
 * @param effects what it would change and find
 */
public record Choice(int number, Move move, String who, String text, List<String> effects) {
  public Choice {
    effects = List.copyOf(effects);
  }
}
