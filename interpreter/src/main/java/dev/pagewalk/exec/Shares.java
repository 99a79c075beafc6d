package dev.pagewalk.exec;

import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * From which slot of a pool each agent looks for a free one. Each has a share of its own, so that executions that differ
 * only in the order of allocations meet in the same state.
 */
final class Shares {
  /** Slots mean something: trees that are walked in their order, or numbers in which others keep books. */
  private static final Set<String> ORDERED = Set.of("mm", "file", "address_space", "vma", "anon_vma_chain");

  private final List<Pool> pools;
  private final int threads;
  private final Map<String, int[]> firsts = new HashMap<>();
  private final Map<String, Integer> lengths = new HashMap<>();

  /** Equal shares for all, the agent that sets up among them: its share is in front. */
  Shares(Program program) {
    pools = program.layout().pools();
    threads = program.agents().size() - 1;
    for (Pool pool : pools) {
      firsts.put(pool.struct().name(), IntStream.rangeClosed(0, threads)
          .map(agent -> (agent == program.setup() ? 0 : agent + 1) * pool.count() / (threads + 1)).toArray());
    }
  }

  /**
   * Shares out what is behind the slots that the present state uses, each share as long as the others; of pools in which
   * slots mean something the members of each family get one share together.
   */
  void shareOut(State state, List<List<Integer>> families) {
    for (Pool pool : pools) {
      String name = pool.struct().name();
      int used = IntStream.range(0, pool.count()).filter(slot -> state.peek(pool.address(slot)) != 0).map(slot -> slot + 1)
          .max().orElse(0);
      int length = (pool.count() - used) / Math.max(1, threads);
      int[] first = firsts.get(name);
      for (int agent = 0; agent < threads; agent++) {
        first[agent] = used + agent * length;
      }
      if (ORDERED.contains(name)) {
        families.forEach(family -> family.forEach(member -> first[member] = first[family.getFirst()]));
      }
      lengths.put(name, ORDERED.contains(name) ? 0 : length);
    }
  }

  /** The slot from which an agent looks. */
  int first(Pool pool, int agent) {
    return firsts.get(pool.struct().name())[agent];
  }

  /** How many slots each agent has for itself; 0 where members have one share together, or nothing was shared out. */
  int length(Pool pool) {
    return lengths.getOrDefault(pool.struct().name(), 0);
  }
}
