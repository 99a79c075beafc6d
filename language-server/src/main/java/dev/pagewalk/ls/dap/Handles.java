package dev.pagewalk.ls.dap;

import dev.pagewalk.explore.Move;
import dev.pagewalk.step.Frame;
import dev.pagewalk.step.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The numbers under which a client knows frames and lines of views. They are good until the next move. */
final class Handles {
  private static final int ROUND = 1 << 20;

  private final List<Known> frames = new ArrayList<>();
  private final List<Supplier<List<Item>>> items = new ArrayList<>();
  private final List<Move> targets = new ArrayList<>();
  private final List<Integer> moments = new ArrayList<>();
  private int round;

  /** A frame of an agent; empty for one that is in no function. */
  record Known(int agent, Optional<Frame> frame) {}

  /** Forgets all: numbers that were given before are told apart from new ones, for a while. */
  void clear() {
    frames.clear();
    items.clear();
    targets.clear();
    moments.clear();
    round = (round + 1) % 1_000;
  }

  int frame(int agent, Optional<Frame> frame) {
    frames.add(new Known(agent, frame));
    return round * ROUND + frames.size();
  }

  Known frame(int number) {
    return get(frames, number, "frame");
  }

  /** A number for what lies beneath a line; 0 if nothing does. */
  int item(Item item) {
    return item.hasChildren() ? view(item) : 0;
  }

  /** A number for what lies beneath a view, also if nothing does. */
  int view(Item item) {
    items.add(item.children());
    return round * ROUND + items.size();
  }

  List<Item> items(int number) {
    return get(items, number, "variables reference").get();
  }

  int target(Move move) {
    targets.add(move);
    return round * ROUND + targets.size();
  }

  Move target(int number) {
    return get(targets, number, "target");
  }

  int moment(int position) {
    moments.add(position);
    return round * ROUND + moments.size();
  }

  int position(int number) {
    return get(moments, number, "target");
  }

  private <T> T get(List<T> all, int number, String what) {
    int at = number - round * ROUND - 1;
    if (at < 0 || all.size() <= at) {
      throw new Refusal("there is no " + what + " " + number + " any more: the session has moved since");
    }
    return all.get(at);
  }
}
