package dev.pagewalk.mm.accounting;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;

/**
 * The oracle {@code accounting} for anon_vmas: when all is quiet, each is referred to once by the mappings in its tree
 * together and once by each other anon_vma whose root it is, and has counted the mappings whose own anon_vma it is.
 */
public final class AnonBooks implements EndOracle {
  private final Pool anonVmas;
  private final int refcount;
  private final int active;
  private final int root;
  private final Pool links;
  private final int linkedTo;
  private final int linked;
  private final Pool vmas;
  private final int ofVma;

  /** The anon_vmas in {@code layout}. */
  public AnonBooks(Layout layout) {
    anonVmas = layout.pool("anon_vma");
    refcount = anonVmas.struct().offset("refcount");
    active = anonVmas.struct().offset("num_active_vmas");
    root = anonVmas.struct().offset("root");
    links = layout.pool("anon_vma_chain");
    linkedTo = links.struct().offset("anon_vma");
    linked = links.struct().offset("linked");
    vmas = layout.pool("vma");
    ofVma = vmas.struct().offset("anon_vma");
  }

  @Override
  public void atEnd(StepContext context) {
    State state = context.state();
    for (int slot = 0; slot < anonVmas.count() && !context.isStopped(); slot++) {
      int anonVma = anonVmas.address(slot);
      if (state.get(anonVma) == StructLayout.LIVE) {
        check(context, anonVma);
      }
    }
  }

  private void check(StepContext context, int anonVma) {
    State state = context.state();
    long self = Words.reference(anonVma);
    int tree = 0;
    for (int slot = 0; slot < links.count(); slot++) {
      int link = links.address(slot);
      if (isLive(state, link) && state.get(link + linked) != 0 && state.get(link + linkedTo) == self) {
        tree = 1;
      }
    }
    int children = count(state, anonVmas, root, self) - (state.get(anonVma + root) == self ? 1 : 0);
    int users = count(state, vmas, ofVma, self);
    if (state.get(anonVma + refcount) != tree + children) {
      wrong(context, "{" + anonVma + "} has " + state.get(anonVma + refcount) + " references, but its tree holds "
          + tree + " and its children " + children, anonVma + refcount);
    } else if (state.get(anonVma + active) != users) {
      wrong(context, "{" + anonVma + "} counts " + state.get(anonVma + active) + " mappings, but is that of " + users,
          anonVma + active);
    }
  }

  private static int count(State state, Pool pool, int field, long value) {
    int count = 0;
    for (int slot = 0; slot < pool.count(); slot++) {
      int object = pool.address(slot);
      if (isLive(state, object) && state.get(object + field) == value) {
        count++;
      }
    }
    return count;
  }

  private static boolean isLive(State state, int object) {
    return state.get(object) == StructLayout.LIVE;
  }

  private static void wrong(StepContext context, String message, int word) {
    context.report(Finding.fatal("accounting", "anon_vma", message, word, "counted"));
  }
}
