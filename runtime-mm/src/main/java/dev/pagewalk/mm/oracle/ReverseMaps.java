package dev.pagewalk.mm.oracle;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StateOracle;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.pagetable.TableLocks;
import dev.pagewalk.mm.vma.AnonVmas;
import dev.pagewalk.mm.vma.Vmas;

/**
 * The oracle {@code rmap_incomplete}: a present leaf entry is found by the reverse-map walk of its folio, while nobody
 * holds the lock of its table, nor that of the reverse map for writing (the walk would wait). When every thread has
 * ended, its mapping is also in the tree of its address space.
 *
 * <p>After a step it looks only if the step has changed a leaf or a link of a reverse map, or released one of these
 * locks. An entry in a table that hangs in no tree is not looked at.
 */
public final class ReverseMaps implements StateOracle, EndOracle {
  private static final byte ENTRY = 1;
  private static final byte LOCK = 2;
  /** A word whose change can break a reverse map. */
  private static final byte LINK = 3;
  /** A word whose change can break one when it was not 0 before. */
  private static final byte LATER_LINK = 4;
  private static final byte WALK_LOCK = 5;

  private final Hardware hardware;
  private final Tables tables;
  private final Folios folios;
  private final Vmas vmas;
  private final AnonVmas anonVmas;
  private final TablePositions positions;
  private final TableLocks locks;
  private final byte[] kinds;
  private final int mapping;
  private final int anonVma;
  private final int anon;
  private final int index;
  private final int pfn;
  private final int fileLock;
  private final int anonLock;
  private final int anonRoot;

  /** The reverse maps of the kernel's objects in {@code layout}, to which nothing is added any more before a step. */
  public ReverseMaps(Layout layout, Hardware hardware, Folios folios, TableLocks locks) {
    this.hardware = hardware;
    this.tables = hardware.tables();
    this.folios = folios;
    vmas = new Vmas(layout);
    anonVmas = new AnonVmas(layout, vmas);
    this.locks = locks;
    positions = new TablePositions(hardware.tree());
    StructLayout folio = folios.pool().struct();
    mapping = folio.offset("mapping");
    anonVma = folio.offset("anon_vma");
    anon = folio.offset("anon");
    index = folio.offset("index");
    pfn = folio.offset("pfn");
    kinds = new byte[layout.size()];
    markTables();
    mark(folios.pool(), LINK, "mapping", "anon_vma", "anon", "index");
    mark(layout.pool("vma"), LATER_LINK, "mm", "start", "end", "pgoff", "file", "in_i_mmap");
    mark(layout.pool("anon_vma_chain"), LATER_LINK, "vma", "anon_vma", "linked");
    mark(layout.pool("file"), LATER_LINK, "mapping");
    mark(layout.pool("address_space"), WALK_LOCK, "i_mmap_rwsem");
    mark(layout.pool("anon_vma"), WALK_LOCK, "rwsem");
    if (!locks.isSplit()) {
      mark(layout.pool("mm"), WALK_LOCK, "page_table_lock");
    }
    fileLock = layout.pool("address_space").struct().offset("i_mmap_rwsem");
    anonLock = layout.pool("anon_vma").struct().offset("rwsem");
    anonRoot = layout.pool("anon_vma").struct().offset("root");
  }

  private void markTables() {
    Pool pool = tables.pool();
    for (int slot = 0; slot < pool.count(); slot++) {
      int table = pool.address(slot);
      kinds[locks.own(table)] = LOCK;
      for (int i = 0; i < tables.entries(); i++) {
        kinds[tables.place(table, i)] = ENTRY;
      }
    }
  }

  private void mark(Pool pool, byte kind, String... fields) {
    for (int slot = 0; slot < pool.count(); slot++) {
      for (String field : fields) {
        kinds[pool.address(slot) + pool.struct().offset(field)] = kind;
      }
    }
  }

  @Override
  public void afterStep(StepContext context, int mark) {
    State state = context.state();
    boolean all = false;
    for (int i = mark; i < state.mark(); i++) {
      int word = state.journalIndex(i);
      switch (word < kinds.length ? kinds[word] : 0) {
        case ENTRY -> all |= checkEntry(context, word, state.journalOld(i));
        case LOCK -> checkReleased(context, word);
        case LINK -> all = true;
        case LATER_LINK -> all |= state.journalOld(i) != 0;
        case WALK_LOCK -> all |= isExclusive(state.journalOld(i)) && !isExclusive(state.get(word));
        default -> {}
      }
      if (context.isStopped()) {
        return;
      }
    }
    if (all) {
      checkAll(context);
    }
  }

  /** Looks at an entry that has changed; true if it is one below which everything must be looked at. */
  private boolean checkEntry(StepContext context, int place, long old) {
    State state = context.state();
    long entry = state.get(place);
    int table = tables.tableOf(place);
    int level = tables.level(state, table);
    if (!Entry.isPresent(entry) || Entry.isPresent(old) && Entry.pfn(old) == Entry.pfn(entry)) {
      return false;
    }
    if (!Entry.isLeaf(entry, level)) {
      return true;
    }
    if (!locks.isLocked(state, table)) {
      long start = positions.start(state, table);
      if (start != TablePositions.DETACHED) {
        checkPlace(context, table, start, level, tables.indexOf(place));
      }
    }
    return false;
  }

  private void checkReleased(StepContext context, int lock) {
    State state = context.state();
    int table = tables.tableOf(lock);
    if (locks.isLocked(state, table) || !tables.isLive(state, table)) {
      return;
    }
    int level = tables.level(state, table);
    long start = TablePositions.DETACHED;
    for (int i = 0; i < tables.entries() && !context.isStopped(); i++) {
      long entry = state.get(tables.place(table, i));
      if (entry == Entry.NONE || !Entry.isLeaf(entry, level)) {
        continue;
      }
      if (start == TablePositions.DETACHED) {
        start = positions.start(state, table);
      }
      if (start == TablePositions.DETACHED) {
        return;
      }
      checkPlace(context, table, start, level, i);
    }
  }

  private void checkPlace(StepContext context, int table, long start, int level, int i) {
    State state = context.state();
    int place = tables.place(table, i);
    long address = start + i * hardware.geometry().span(level);
    check(context, positions.mm(state, table), address, place, Entry.pfn(state.get(place)));
  }

  private void checkAll(StepContext context) {
    State state = context.state();
    for (Mapped.Leaf leaf : Mapped.of(hardware.tree(), state).leaves()) {
      if (!context.isStopped() && !locks.isLocked(state, tables.tableOf(leaf.place()))) {
        check(context, leaf.mm(), leaf.address(), leaf.place(), leaf.pfn());
      }
    }
  }

  @Override
  public void atEnd(StepContext context) {
    State state = context.state();
    for (Mapped.Leaf leaf : Mapped.of(hardware.tree(), state).leaves()) {
      check(context, leaf.mm(), leaf.address(), leaf.place(), leaf.pfn());
      if (context.isStopped()) {
        return;
      }
      if (folios.folioOf(state, leaf.pfn()) != 0
          && vmas.covering(state, Words.reference(leaf.mm()), leaf.address()) == 0) {
        report(context, leaf.place(), "{" + leaf.place() + "} is left at 0x" + Long.toHexString(leaf.address())
            + " of {" + leaf.mm() + "}, where nothing is mapped any more");
        return;
      }
    }
  }

  private void check(StepContext context, int mm, long address, int place, int frame) {
    State state = context.state();
    int folio = folios.folioOf(state, frame);
    if (folio == 0 || Entry.has(state.get(place), Entry.SPECIAL)) {
      return;
    }
    boolean isAnon = state.get(folio + anon) != 0;
    long map = state.get(folio + (isAnon ? anonVma : mapping));
    if (isWalkWaiting(state, isAnon, Words.index(map))) {
      return;
    }
    long page = state.get(folio + index) + frame - Words.pfn(state.get(folio + pfn));
    boolean isFound = isAnon
        ? anonVmas.finds(state, map, mm, address, page)
        : vmas.finds(state, map, mm, address, page);
    if (!isFound) {
      report(context, place, "{" + place + "} maps page " + page + " of {" + folio + "} at 0x"
          + Long.toHexString(address) + " of {" + mm + "}, but "
          + "no mapping in the " + (isAnon ? "tree of the folio's anon_vma" : "reverse map of the folio's file")
          + " leads there");
    }
  }

  /** Whether somebody holds the lock of a file's or anon_vma's reverse map for writing. */
  private boolean isWalkWaiting(State state, boolean isAnon, int map) {
    if (map == 0) {
      return false;
    }
    int root = isAnon ? Words.index(state.get(map + anonRoot)) : map;
    return root != 0 && isExclusive(state.get(root + (isAnon ? anonLock : fileLock)));
  }

  private static boolean isExclusive(long lock) {
    return 0 <= LockWord.owner(lock);
  }

  private static void report(StepContext context, int place, String message) {
    context.report(Finding.fatal("rmap_incomplete", "", message, place, "mapped"));
  }
}
