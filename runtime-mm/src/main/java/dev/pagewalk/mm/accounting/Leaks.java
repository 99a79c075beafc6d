package dev.pagewalk.mm.accounting;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The oracle {@code accounting}, as far as objects are concerned that nobody counts: when all is quiet, every object
 * can be reached by references from a shared word or from an object that a tree of the kernel holds; and a mapping or a
 * link between mapping and anon_vma that is left is in its trees.
 *
 * <p>Model: in scenarios that have the kernel only; a model without it may drop what it has allocated.
 */
public final class Leaks implements EndOracle {
  /** Kinds of objects that trees, counts or the scenario hold. They are judged by what holds them. */
  private static final List<String> ROOTS =
      List.of("mm", "file", "address_space", "vma", "anon_vma", "anon_vma_chain", "folio", "ptdesc");

  private final Layout layout;
  private final Pool vmas;
  private final int inMmTree;
  private final int inFileTree;
  private final Pool links;
  private final int linked;

  /** The leaks among the objects of {@code layout}. */
  public Leaks(Layout layout) {
    this.layout = layout;
    vmas = layout.pool("vma");
    inMmTree = vmas.struct().offset("in_mm_tree");
    inFileTree = vmas.struct().offset("in_i_mmap");
    links = layout.pool("anon_vma_chain");
    linked = links.struct().offset("linked");
  }

  @Override
  public void atEnd(StepContext context) {
    State state = context.state();
    for (int vma : live(state, vmas)) {
      if (state.get(vma + inMmTree) == 0 && state.get(vma + inFileTree) == 0) {
        leaked(context, vmas, vma, "{" + vma + "} is left, but no tree holds it");
        return;
      }
    }
    for (int link : live(state, links)) {
      if (state.get(link + linked) == 0) {
        leaked(context, links, link, "{" + link + "} is left, but links nothing");
        return;
      }
    }
    BitSet reached = reached(state);
    for (Pool pool : layout.pools()) {
      for (int object : live(state, pool)) {
        if (!reached.get(object)) {
          leaked(context, pool, object, "{" + object + "} is left, but nothing refers to it");
          return;
        }
      }
    }
  }

  private static int[] live(State state, Pool pool) {
    return java.util.stream.IntStream.range(0, pool.count()).map(pool::address)
        .filter(object -> state.get(object) == StructLayout.LIVE).toArray();
  }

  private BitSet reached(State state) {
    BitSet reached = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    for (Layout.Region region : layout.regions()) {
      follow(state, region.base(), region.length(), reached, open);
    }
    for (String root : ROOTS) {
      for (int object : live(state, layout.pool(root))) {
        reach(object, reached, open);
      }
    }
    while (!open.isEmpty()) {
      int object = open.remove();
      follow(state, object, layout.poolOf(object).orElseThrow().stride(), reached, open);
    }
    return reached;
  }

  private void follow(State state, int base, int length, BitSet reached, Deque<Integer> open) {
    for (int i = base; i < base + length; i++) {
      long word = state.get(i);
      if (Words.isReference(word)) {
        int header = layout.header(Words.index(word));
        if (header != 0 && state.get(header) == StructLayout.LIVE) {
          reach(header, reached, open);
        }
      }
    }
  }

  private static void reach(int object, BitSet reached, Deque<Integer> open) {
    if (!reached.get(object)) {
      reached.set(object);
      open.add(object);
    }
  }

  private static void leaked(StepContext context, Pool pool, int object, String message) {
    context.report(Finding.fatal("accounting", pool.struct().name(), message, object, "allocated"));
  }
}
