package dev.pagewalk.mm.pagetable;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.FreeOracle;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.rcu.Rcu;
import java.util.ArrayList;
import java.util.List;

/** Page tables as objects with a level, an owner and a lock. */
public final class PageTablePages {
  private static final int PMD = 2;

  private final Pool pool;
  private final int level;
  private final int mm;
  private final int lock;
  private final TableLocks locks;
  private final int rootLevel;
  private final Rcu rcu;

  /**
   * The tables in the pool {@code ptdesc} of a layout.
   *
   * @param rootLevel the level of top tables
   * @param locks which lock is that of a table
   */
  public PageTablePages(Layout layout, int rootLevel, Rcu rcu, TableLocks locks) {
    this.pool = layout.pool("ptdesc");
    this.level = pool.struct().offset("level");
    this.mm = pool.struct().offset("mm");
    this.lock = pool.struct().offset("ptl");
    this.rootLevel = rootLevel;
    this.rcu = rcu;
    this.locks = locks;
  }

  /** Allocating, freeing and filling them, under their names in the library. */
  public List<Binding> bindings() {
    List<Binding> all = new ArrayList<>(locks.bindings());
    all.addAll(List.of(
        Binding.step("pagetable_alloc", 2, (context, args) -> allocate(context, args[0], args[1])),
        Binding.step("pgd_alloc", 1, (context, args) -> allocate(context, args[0], rootLevel)),
        Binding.step("pagetable_free", 1, (context, args) -> {
          context.free(Words.index(args[0]));
          return 0;
        }),
        Binding.step("pagetable_free_rcu", 1, (context, args) -> {
          rcu.free(context, Words.index(args[0]));
          return 0;
        }),
        Binding.local("pfn_pte", 2, (context, args) -> Protection.leaf(Words.pfn(args[0]), args[1])),
        Binding.local("pte_modify", 2, (context, args) -> Protection.modify(args[0], args[1])),
        Binding.local("pmd_modify", 2, (context, args) -> Protection.modifyHuge(args[0], args[1])),
        Binding.local("pfn_pmd", 2, (context, args) -> Protection.hugeLeaf(Words.pfn(args[0]), args[1]))));
    return List.copyOf(all);
  }

  /** Reports a table that is freed with its lock held. */
  public FreeOracle freeOracle() {
    return (context, freed, header) -> {
      if (freed.equals(pool) && !LockWord.isFree(context.state().get(header + lock))) {
        context.report(Finding.fatal("lock_rule", "",
            "{" + header + "} is freed while its lock is held", header + lock, "locked"));
      }
    };
  }

  private long allocate(StepContext context, long owner, long wantedLevel) {
    int table = context.allocate(pool);
    if (context.isStopped() || table == 0) {
      return 0;
    }
    State state = context.state();
    state.set(table + level, wantedLevel);
    state.set(table + mm, owner);
    if (PMD < wantedLevel || wantedLevel == rootLevel) {
      // Nobody initialises the locks of these, nor takes them; where levels are folded the top table has one.
      state.set(table + lock, 0);
    }
    return Words.reference(table);
  }
}
