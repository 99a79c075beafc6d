package dev.pagewalk.mm.accounting;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.oracle.Mapped;
import java.util.HashMap;
import java.util.Map;

/**
 * The oracle {@code accounting}: when all is quiet, each folio has as many references as the page cache and the page
 * tables hold and a map count of the entries that map it, each address space has counted its PTE tables, and no page
 * table is left that nothing leads to.
 *
 * <p>Model: whoever else takes a reference to a folio drops it before its thread ends, unless the start state says that
 * it is held to the end ({@code hold}), and a daemon holds none while it waits. Rss counters are not modelled.
 */
public final class Books implements EndOracle {
  private final Hardware hardware;
  private final Folios folios;
  private final Pool mms;
  private final int nrPtes;
  private final int refcount;
  private final int mapcount;
  private final int order;
  private final int inPageCache;
  private final int held;

  /** The books of the kernel's objects in {@code layout}. */
  public Books(Layout layout, Hardware hardware, Folios folios) {
    this.hardware = hardware;
    this.folios = folios;
    mms = layout.pool("mm");
    nrPtes = mms.struct().offset("nr_ptes");
    StructLayout folio = folios.pool().struct();
    refcount = folio.offset("refcount");
    mapcount = folio.offset("mapcount");
    order = folio.offset("order");
    inPageCache = folio.offset("in_page_cache");
    held = folio.offset("held");
  }

  @Override
  public void atEnd(StepContext context) {
    State state = context.state();
    Mapped mapped = Mapped.of(hardware.tree(), state);
    Map<Integer, Integer> entries = new HashMap<>();
    for (Mapped.Leaf leaf : mapped.leaves()) {
      if (!Entry.has(state.get(leaf.place()), Entry.SPECIAL)) {
        entries.merge(folios.folioOf(state, leaf.pfn()), 1, Integer::sum);
      }
    }
    Pool pool = folios.pool();
    for (int slot = 0; slot < pool.count() && !context.isStopped(); slot++) {
      int folio = pool.address(slot);
      if (state.get(folio) == StructLayout.LIVE) {
        checkFolio(context, folio, entries.getOrDefault(folio, 0));
      }
    }
    for (int slot = 0; slot < mms.count() && !context.isStopped(); slot++) {
      int mm = mms.address(slot);
      if (state.get(mm) == StructLayout.LIVE && state.get(mm + nrPtes) != mapped.pteTables(mm)) {
        wrong(context, "mm", "{" + mm + "} counts " + state.get(mm + nrPtes) + " PTE tables, but has "
            + mapped.pteTables(mm), mm + nrPtes, "counted");
      }
    }
    Tables tables = hardware.tree().tables();
    for (int slot = 0; slot < tables.count() && !context.isStopped(); slot++) {
      int table = tables.pool().address(slot);
      if (tables.isLive(state, table) && mapped.paths(table) == 0) {
        wrong(context, "page_table", "{" + table + "} is left, but nothing leads to it", table, "allocated");
      }
    }
  }

  private void checkFolio(StepContext context, int folio, int entries) {
    State state = context.state();
    long maps = state.get(folio + mapcount);
    if (maps != entries) {
      wrong(context, "folio", "{" + folio + "} has a map count of " + maps + ", but " + entries
          + (entries == 1 ? " entry maps it" : " entries map it"), folio + mapcount, "counted");
      return;
    }
    long cache = state.get(folio + inPageCache) == 0 ? 0 : 1L << state.get(folio + order);
    long references = state.get(folio + refcount);
    long others = state.get(folio + held);
    if (references != cache + entries + others || references == 0) {
      wrong(context, "folio", "{" + folio + "} has " + references + " references, but the page cache holds " + cache
          + (others == 0 ? "" : ", outsiders " + others) + " and page tables " + entries, folio + refcount, "counted");
    }
  }

  private static void wrong(StepContext context, String subject, String message, int word, String role) {
    context.report(Finding.fatal("accounting", subject, message, word, role));
  }
}
