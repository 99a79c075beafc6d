package dev.pagewalk.explore;

import java.util.Random;

/**
 * An explicit graph drawn from a seed. Each agent has at each node a handful of alternatives, each of which leads to a
 * node, or is blocked, cut or a finding; some moves are noted on the way, and some nodes are wrong ends.
 */
final class RandomGraph {
  private static final int BLOCKED = -1;
  private static final int CUT = -2;
  private static final int FATAL = -3;
  private static final int NOTED = 1_000;

  private final int[][][] edges;
  private final boolean[] isWrongEnd;
  private final int agents;

  RandomGraph(long seed) {
    Random random = new Random(seed);
    int nodes = 2 + random.nextInt(14);
    agents = 1 + random.nextInt(3);
    edges = new int[nodes][agents][];
    isWrongEnd = new boolean[nodes];
    for (int node = 0; node < nodes; node++) {
      isWrongEnd[node] = random.nextInt(6) == 0;
      for (int agent = 0; agent < agents; agent++) {
        edges[node][agent] = new int[random.nextInt(4)];
        for (int i = 0; i < edges[node][agent].length; i++) {
          edges[node][agent][i] = target(random, nodes);
        }
      }
    }
  }

  private static int target(Random random, int nodes) {
    return switch (random.nextInt(20)) {
      case 0, 1 -> BLOCKED;
      case 2 -> CUT;
      case 3 -> FATAL;
      case 4 -> NOTED + random.nextInt(nodes);
      default -> random.nextInt(nodes);
    };
  }

  /** The graph as a system that stands at node 0. Its findings are {@code fatal}, {@code noted} and {@code end}. */
  ToySystem system() {
    return new ToySystem(agents, 0, (toy, agent, state, choices) -> {
      int[] targets = edges[(int) state][agent];
      if (targets.length == 0) {
        return Outcome.ENDED;
      }
      int target = targets[choices.choose(targets.length, "edge")];
      return switch (target) {
        case BLOCKED -> toy.block();
        case CUT -> toy.cut();
        case FATAL -> toy.fail("fatal");
        default -> target < NOTED ? toy.go(target) : toy.goAndRecord(target - NOTED, "noted");
      };
    }, (toy, state) -> isWrongEnd[(int) state] ? toy.fail("end") : Outcome.ENDED);
  }
}
