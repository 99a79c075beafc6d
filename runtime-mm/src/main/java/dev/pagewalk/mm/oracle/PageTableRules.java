package dev.pagewalk.mm.oracle;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.EntryText;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StateOracle;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.pagetable.TableLocks;

/**
 * The oracle {@code page_tables}: an entry points to a live table of the level below, no entry points to a table that
 * is freed, nothing is mapped through a table that hangs in no tree any more, an entry for userfaultfd's write
 * protection permits no stores, and a folio is mapped either as anonymous memory, writable in one place at most, or as
 * a file's. The kernel checks the same with CONFIG_PAGE_TABLE_CHECK (mm/page_table_check.c, 6.6).
 *
 * <p>A folio that is marked as belonging to one process alone is mapped in one place ({@code anon_exclusive};
 * include/linux/page-flags.h, PG_anon_exclusive, 5.19).
 *
 * <p>After a step it looks only at entries, tables and folios that the step has changed.
 *
 * <p>Model: a table without a place in the tree counts as detached, not as new, while the one who maps through it holds
 * its lock: a table that is filled before it is linked is nobody else's yet and is not locked.
 */
public final class PageTableRules implements StateOracle {
  private static final byte ENTRY = 1;
  private static final byte TABLE = 2;
  private static final byte FOLIO = 3;

  private final Hardware hardware;
  private final Tables tables;
  private final Folios folios;
  private final TablePositions positions;
  private final TableLocks locks;
  private final byte[] kinds;
  private final int mapping;
  private final int anon;
  private final int exclusive;
  private final int inPageCache;

  /** The page tables and folios in {@code layout}, to which nothing is added any more before a step. */
  public PageTableRules(Layout layout, Hardware hardware, Folios folios, TableLocks locks) {
    this.hardware = hardware;
    this.tables = hardware.tables();
    this.folios = folios;
    this.locks = locks;
    positions = new TablePositions(hardware.tree());
    StructLayout folio = folios.pool().struct();
    mapping = folio.offset("mapping");
    anon = folio.offset("anon");
    exclusive = folio.offset("anon_exclusive");
    inPageCache = folio.offset("in_page_cache");
    kinds = new byte[layout.size()];
    mark();
  }

  private void mark() {
    Pool pool = tables.pool();
    for (int slot = 0; slot < pool.count(); slot++) {
      int table = pool.address(slot);
      kinds[table] = TABLE;
      for (int i = 0; i < tables.entries(); i++) {
        kinds[tables.place(table, i)] = ENTRY;
      }
    }
    for (int slot = 0; slot < folios.pool().count(); slot++) {
      int folio = folios.pool().address(slot);
      kinds[folio + mapping] = FOLIO;
      kinds[folio + anon] = FOLIO;
      kinds[folio + exclusive] = FOLIO;
      kinds[folio + inPageCache] = FOLIO;
    }
  }

  @Override
  public void afterStep(StepContext context, int mark) {
    State state = context.state();
    for (int i = mark; i < state.mark() && !context.isStopped(); i++) {
      int word = state.journalIndex(i);
      switch (word < kinds.length ? kinds[word] : 0) {
        case ENTRY -> entryChanged(context, word, state.journalOld(i));
        case TABLE -> tableChanged(context, word);
        case FOLIO -> folioChanged(context, word, state.journalOld(i));
        default -> {}
      }
    }
  }

  private void entryChanged(StepContext context, int place, long old) {
    State state = context.state();
    long entry = state.get(place);
    int table = tables.tableOf(place);
    if (!Entry.isPresent(entry) || !tables.isLive(state, table)) {
      return;
    }
    int level = tables.level(state, table);
    if (!Entry.isLeaf(entry, level)) {
      checkPointer(context, place, entry, level);
      return;
    }
    if (Entry.has(entry, Entry.UFFD_WP) && Entry.has(entry, Entry.WRITE)) {
      report(context, "{" + place + "} permits stores although userfaultfd write-protects it", place, "written");
      return;
    }
    boolean isNew = !Entry.isPresent(old) || Entry.pfn(old) != Entry.pfn(entry);
    if (isNew
        && LockWord.isHeld(state.get(locks.of(state, table)), context.agent())
        && positions.start(state, table) == TablePositions.DETACHED) {
      report(context, "{" + place + "} is mapped in {" + table + "}, which no longer hangs in the page tables of {"
          + positions.mm(state, table) + "}", locks.of(state, table), "locked");
      return;
    }
    int folio = folios.folioOf(state, Entry.pfn(entry));
    if (folio != 0 && (isNew || Entry.has(entry & ~old, Entry.WRITE))) {
      checkFolio(context, folio, place);
    }
  }

  private void checkPointer(StepContext context, int place, long entry, int level) {
    State state = context.state();
    int below = tables.contains(Entry.pfn(entry)) ? tables.table(Entry.pfn(entry)) : 0;
    if (below == 0) {
      report(context, "{" + place + "} is made to point to " + EntryText.pfn(Entry.pfn(entry)) + ", which is no page table",
          place, "written");
    } else if (!tables.isLive(state, below)) {
      report(context, "{" + place + "} is made to point to {" + below + "}, which is free", below, "freed");
    } else if (tables.level(state, below) != level - 1) {
      report(context, "{" + below + "} is a table of level " + tables.level(state, below)
          + " and is linked below an entry of level " + level, below, "allocated");
    }
  }

  private void tableChanged(StepContext context, int table) {
    State state = context.state();
    if (tables.isLive(state, table)) {
      return;
    }
    for (int i = 0; i < tables.count() && !context.isStopped(); i++) {
      int above = tables.table(Tables.FIRST + i);
      if (tables.isLive(state, above) && 1 < tables.level(state, above)) {
        int place = positions.placeIn(state, above, table);
        if (place != 0) {
          report(context, "{" + table + "} is freed while {" + place + "} still points to it", place, "linked");
        }
      }
    }
  }

  private void folioChanged(StepContext context, int word, long old) {
    State state = context.state();
    int folio = folios.pool().address(folios.pool().slot(word));
    boolean wasAnon = word == folio + anon && old != 0;
    if (state.get(folio) == StructLayout.LIVE && (wasAnon || state.get(folio + anon) != 0)) {
      for (Mapped.Leaf leaf : Mapped.of(hardware.tree(), state).leaves()) {
        if (!context.isStopped() && folios.folioOf(state, leaf.pfn()) == folio) {
          if (word == folio + anon) {
            report(context, "{" + folio + "} turns from " + (wasAnon ? "anonymous memory into a file's page"
                : "a file's page into anonymous memory") + " while {" + leaf.place() + "} maps it",
                leaf.place(), "mapped");
          } else {
            checkFolio(context, folio, leaf.place());
          }
        }
      }
    }
  }

  /** Looks at a folio that {@code place} maps. */
  private void checkFolio(StepContext context, int folio, int place) {
    State state = context.state();
    if (state.get(folio + anon) == 0) {
      return;
    }
    if (state.get(folio + inPageCache) != 0 || state.get(folio + mapping) != 0) {
      report(context, "{" + place + "} maps {" + folio + "}, which is anonymous memory and a file's page at once",
          folio + anon, "anonymous");
      return;
    }
    long entry = state.get(place);
    boolean isExclusive = state.get(folio + exclusive) != 0;
    boolean isWritable = Entry.has(entry, Entry.WRITE);
    if (!isExclusive && !isWritable) {
      return;
    }
    for (Mapped.Leaf leaf : Mapped.of(hardware.tree(), state).leaves()) {
      if (leaf.place() == place || leaf.pfn() != Entry.pfn(entry) || context.isStopped()) {
        continue;
      }
      if (isWritable && Entry.has(state.get(leaf.place()), Entry.WRITE)) {
        report(context, "{" + place + "} and {" + leaf.place() + "} both permit stores to anonymous {" + folio + "}",
            leaf.place(), "mapped");
      } else if (isExclusive) {
        context.report(Finding.fatal("anon_exclusive", "", "{" + place + "} and {" + leaf.place() + "} both map {"
            + folio + "}, which is marked as belonging to one of them alone", folio + exclusive, "marked"));
      }
    }
  }

  private static void report(StepContext context, String message, int word, String role) {
    context.report(Finding.fatal("page_tables", "", message, word, role));
  }
}
