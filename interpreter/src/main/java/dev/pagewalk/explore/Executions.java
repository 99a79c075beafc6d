package dev.pagewalk.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tree of executions that begin in the start state, one node a step, and the system standing at one of them. Going
 * from one node to another takes back and replays only what the two do not have in common.
 */
final class Executions {
  private final TransitionSystem system;
  private final Choices replayed = new Choices();
  private int[] parents = new int[1 << 12];
  private int[] agents = new int[1 << 12];
  private int[] depths = new int[1 << 12];
  private int[][] chosen = new int[1 << 12][];
  private int size;

  // Where the system stands: the nodes from the start on, and the place in the journal behind each.
  private int[] path = new int[1 << 8];
  private int[] marks = new int[1 << 8];
  private int length;
  private int[] wanted = new int[1 << 8];

  /** The executions of a system that stands in its start state. */
  Executions(TransitionSystem system) {
    this.system = system;
    add(-1, -1, null);
    marks[0] = system.mark();
    length = 1;
  }

  /** Adds the step of {@code agent} behind {@code parent}; the system stays where it is. */
  int add(int parent, int agent, int[] choices) {
    if (size == parents.length) {
      parents = Arrays.copyOf(parents, size * 2);
      agents = Arrays.copyOf(agents, size * 2);
      depths = Arrays.copyOf(depths, size * 2);
      chosen = Arrays.copyOf(chosen, size * 2);
    }
    parents[size] = parent;
    agents[size] = agent;
    depths[size] = parent < 0 ? 0 : depths[parent] + 1;
    chosen[size] = choices;
    return size++;
  }

  /** How many steps lead to a node. */
  int depth(int node) {
    return depths[node];
  }

  /** The node before it; -1 for the start. */
  int parent(int node) {
    return parents[node];
  }

  /** Who made the step to a node; -1 for the start. */
  int agent(int node) {
    return agents[node];
  }

  /** Notes that the system has just made the step to {@code node} from where it stood. */
  void entered(int node) {
    ensure(length + 1);
    path[length] = node;
    marks[length] = system.mark();
    length++;
  }

  /** Takes back what the system has done since it came to the node where it stands. */
  void back() {
    system.undo(marks[length - 1]);
  }

  /** Brings the system to a node. */
  void goTo(int node) {
    int depth = depths[node];
    ensure(depth + 1);
    for (int at = node; 0 <= at; at = parents[at]) {
      wanted[depths[at]] = at;
    }
    int common = 0;
    while (common < length && common <= depth && path[common] == wanted[common]) {
      common++;
    }
    length = common;
    system.undo(marks[length - 1]);
    for (int i = common; i <= depth; i++) {
      int next = wanted[i];
      if (chosen[next] == null) {
        replayed.clear();
      } else {
        replayed.follow(chosen[next]);
      }
      system.step(agents[next], replayed);
      entered(next);
    }
  }

  /** The steps from the start to a node. */
  List<Move> moves(int node) {
    List<Move> moves = new ArrayList<>(depths[node]);
    for (int at = node; 0 <= parents[at]; at = parents[at]) {
      moves.add(chosen[at] == null ? Move.of(agents[at]) : new Move(agents[at], chosen[at]));
    }
    return moves.reversed();
  }

  private void ensure(int room) {
    if (path.length <= room) {
      path = Arrays.copyOf(path, room * 2);
      marks = Arrays.copyOf(marks, room * 2);
    }
    if (wanted.length <= room) {
      wanted = Arrays.copyOf(wanted, room * 2);
    }
  }
}
