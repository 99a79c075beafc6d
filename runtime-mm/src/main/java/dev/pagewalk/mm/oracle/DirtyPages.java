package dev.pagewalk.mm.oracle;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.FreeOracle;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.folio.Folios;

/**
 * The oracle {@code dirty}: what programs have stored to a file's page is written out before the page goes. When a
 * folio is reclaimed, or every thread has ended, a store that came after the last write-out must be known to the folio
 * ({@code PG_dirty}) or, at the end, to an entry that maps it.
 *
 * <p>Model: stores of programs only; whatever else changes a page says so itself. Pages of tmpfs
 * count as dirty always: they are never written back, only swapped. Nothing is judged in between, since a
 * path may have taken the dirty bit out of an entry and not yet passed it on.
 */
public final class DirtyPages implements EndOracle, FreeOracle {
  private final Hardware hardware;
  private final Folios folios;
  private final int inPageCache;
  private final int dirty;
  private final int modified;

  /** The folios in {@code layout}. */
  public DirtyPages(Layout layout, Hardware hardware, Folios folios) {
    this.hardware = hardware;
    this.folios = folios;
    StructLayout folio = layout.pool("folio").struct();
    inPageCache = folio.offset("in_page_cache");
    dirty = folio.offset("dirty");
    modified = folio.offset("modified");
  }

  @Override
  public void beforeFree(StepContext context, Pool pool, int header) {
    if (pool.equals(folios.pool()) && isUnknown(context.state(), header)) {
      report(context, header, "is freed as clean, but was stored to after it was last written out");
    }
  }

  @Override
  public void atEnd(StepContext context) {
    State state = context.state();
    Pool pool = folios.pool();
    for (int slot = 0; slot < pool.count() && !context.isStopped(); slot++) {
      int folio = pool.address(slot);
      if (state.get(folio) == StructLayout.LIVE
          && state.get(folio + inPageCache) != 0
          && isUnknown(state, folio)
          && !hasDirtyEntry(state, folio)) {
        report(context, folio, "was stored to after it was last written out, but neither it nor an entry says so");
      }
    }
  }

  private boolean isUnknown(State state, int folio) {
    return state.get(folio + modified) != 0 && state.get(folio + dirty) == 0;
  }

  private boolean hasDirtyEntry(State state, int folio) {
    return Mapped.of(hardware.tree(), state).leaves().stream()
        .anyMatch(leaf -> Entry.has(state.get(leaf.place()), Entry.DIRTY)
            && folios.folioOf(state, leaf.pfn()) == folio);
  }

  private void report(StepContext context, int folio, String what) {
    context.report(Finding.fatal("dirty", "folio", "{" + folio + "} " + what, folio + modified, "stored"));
  }
}
