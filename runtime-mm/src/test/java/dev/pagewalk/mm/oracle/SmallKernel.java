package dev.pagewalk.mm.oracle;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.machine.Machine;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StateOracle;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.accounting.AnonBooks;
import dev.pagewalk.mm.accounting.Books;
import dev.pagewalk.mm.accounting.Leaks;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.pagetable.TableLocks;
import java.util.ArrayList;
import java.util.List;

/**
 * One process that maps the one page of a file at address 0x1000, with two levels of tables of two entries, and all
 * counts right. Tests then spoil something.
 */
final class SmallKernel implements StepContext {
  static final long ADDRESS = 0x1000;

  private final Layout layout = new Layout();
  private final State state;
  private final List<Finding> findings = new ArrayList<>();
  private final Hardware hardware;
  private final Folios folios;
  private final Frames frames;

  SmallKernel() {
    Machine machine = Machine.x86(2).withTableEntries(2).withLevels(2).withMemory(8, 1);
    pool("mm", 0, "pgd", "nr_ptes", "page_table_lock");
    pool("ptdesc", machine.extraWords("ptdesc"), "level", "mm", "ptl");
    pool("vma", 0, "mm", "start", "end", "pgoff", "file", "anon_vma", "in_mm_tree", "in_i_mmap");
    pool("file", 0, "mapping");
    pool("address_space", 0, "i_mmap_rwsem", "shmem");
    pool("anon_vma", 0, "root", "rwsem", "refcount", "num_active_vmas");
    pool("mmu_gather", 0, "next");
    pool("anon_vma_chain", 0, "vma", "anon_vma", "linked");
    pool("folio", 0, "refcount", "mapcount", "mapping", "anon_vma", "anon", "index", "order", "pfn", "in_page_cache",
        "held", "dirty", "modified", "anon_exclusive");
    hardware = new Hardware(machine, layout);
    folios = new Folios(layout, hardware);
    frames = hardware.frames();
    state = new State(layout.size());
    build();
  }

  private void pool(String name, int extra, String... fields) {
    StructLayout struct = new StructLayout(name);
    for (String field : fields) {
      struct.add(field, 1);
    }
    layout.pool(struct, extra, 4);
  }

  private void build() {
    int mm = live("mm", 0);
    int root = table(0, mm, 2);
    int table = table(1, mm, 1);
    set("mm", "pgd", Words.reference(root));
    set("mm", "nr_ptes", 1);
    var tables = hardware.tree().tables();
    state.set(tables.place(root, 0), Entry.table(tables.pfn(table)));
    state.set(tables.place(table, 1), Entry.leaf(Frames.FIRST, Entry.PRESENT | Entry.USER | Entry.ACCESSED));
    int mapping = live("address_space", 0);
    live("file", 0);
    set("file", "mapping", Words.reference(mapping));
    live("vma", 0);
    set("vma", "mm", Words.reference(mm));
    set("vma", "start", ADDRESS);
    set("vma", "end", ADDRESS + 0x1000);
    set("vma", "pgoff", 7);
    set("vma", "file", Words.reference(layout.pool("file").address(0)));
    set("vma", "in_mm_tree", 1);
    set("vma", "in_i_mmap", 1);
    int folio = live("folio", 0);
    set("folio", "refcount", 2);
    set("folio", "mapcount", 1);
    set("folio", "mapping", Words.reference(mapping));
    set("folio", "index", 7);
    set("folio", "pfn", Words.frame(Frames.FIRST));
    set("folio", "in_page_cache", 1);
    frames.give(state, Frames.FIRST, 1, Words.reference(folio));
  }

  private int table(int slot, int mm, int level) {
    int table = live("ptdesc", slot);
    set("ptdesc", slot, "mm", Words.reference(mm));
    set("ptdesc", slot, "level", level);
    return table;
  }

  private int live(String pool, int slot) {
    int header = layout.pool(pool).address(slot);
    state.set(header, StructLayout.LIVE);
    return header;
  }

  /** Changes a field of the first object of its kind. */
  void set(String pool, String field, long value) {
    set(pool, 0, field, value);
  }

  /** Changes a field of the object in a slot. */
  void set(String pool, int slot, String field, long value) {
    Pool found = layout.pool(pool);
    state.set(found.address(slot) + found.struct().offset(field), value);
  }

  /** Changes the header of the object in a slot. */
  void setLife(String pool, int slot, long life) {
    state.set(layout.pool(pool).address(slot), life);
  }

  /** The object in a slot, as a reference. */
  long reference(String pool, int slot) {
    return Words.reference(layout.pool(pool).address(slot));
  }

  /** Changes an entry; table 0 is the top table, table 1 the PTE table. */
  void setEntry(int table, int index, long entry) {
    state.set(entryPlace(table, index), entry);
  }

  /** The entry as it is. */
  long entry(int table, int index) {
    return state.get(entryPlace(table, index));
  }

  private int entryPlace(int table, int index) {
    return hardware.tables().place(layout.pool("ptdesc").address(table), index);
  }

  /** An entry that points to a table. */
  long pointerTo(int table) {
    return Entry.table(hardware.tables().pfn(layout.pool("ptdesc").address(table)));
  }

  /** Takes the lock of a table, as the agent that the oracles see, or gives it back. */
  void lock(int table, boolean held) {
    set("ptdesc", table, "ptl", held ? LockWord.own(0, agent()) : 0);
  }

  /** Gives the top table of a second process a second PTE table that maps the page as well. */
  void addProcess(long flags) {
    int mm = live("mm", 1);
    int root = table(2, mm, 2);
    table(3, mm, 1);
    set("mm", 1, "pgd", Words.reference(root));
    set("mm", 1, "nr_ptes", 1);
    setEntry(2, 0, pointerTo(3));
    setEntry(3, 1, Entry.leaf(Frames.FIRST, Entry.USER | Entry.ACCESSED | flags));
  }

  /** Empties the entry that maps the page. */
  void clearEntry() {
    state.set(hardware.tree().place(state, layout.pool("mm").address(0), ADDRESS, 1), Entry.NONE);
  }

  /** Empties the entry that leads to the PTE table. */
  void detachTable() {
    state.set(hardware.tree().place(state, layout.pool("mm").address(0), ADDRESS, 2), Entry.NONE);
  }

  /** Makes the page anonymous, in the tree of an anon_vma that the mapping is in only if {@code linked}. */
  void makeAnonymous(boolean linked) {
    int anonVma = live("anon_vma", 0);
    live("anon_vma_chain", 0);
    set("anon_vma_chain", "vma", Words.reference(layout.pool("vma").address(0)));
    set("anon_vma_chain", "anon_vma", Words.reference(anonVma));
    set("anon_vma_chain", "linked", linked ? 1 : 0);
    set("folio", "mapping", 0);
    set("folio", "in_page_cache", 0);
    set("folio", "refcount", 1);
    set("folio", "anon", 1);
    set("folio", "anon_vma", Words.reference(anonVma));
    set("anon_vma", "root", Words.reference(anonVma));
    set("anon_vma", "refcount", linked ? 1 : 0);
    set("anon_vma", "num_active_vmas", 1);
    set("vma", "anon_vma", Words.reference(anonVma));
  }

  /** What the oracle {@code accounting} says: subjects of its findings. */
  List<String> books() {
    return run(new Books(layout, hardware, folios));
  }

  /** What it says of anon_vmas. */
  List<String> anonBooks() {
    return run(new AnonBooks(layout));
  }

  /** What it says of objects that nobody counts. */
  List<String> leaks() {
    return run(new Leaks(layout));
  }

  /** Lets a program store to the page. */
  void store() {
    folios.modified(state, Frames.FIRST);
  }

  /** What the oracle {@code dirty} says at the end. */
  List<String> dirtyPages() {
    return run(new DirtyPages(layout, hardware, folios));
  }

  /** What it says when the page is freed. */
  List<String> dirtyPagesFreed() {
    findings.clear();
    new DirtyPages(layout, hardware, folios).beforeFree(this, folios.pool(), layout.pool("folio").address(0));
    return findings.stream().map(f -> (f.oracle() + " " + f.subject()).strip()).toList();
  }

  /** What the oracle {@code rmap_incomplete} says at the end. */
  List<String> reverseMapsAtEnd() {
    return run(new ReverseMaps(layout, hardware, folios, new TableLocks(layout, true)));
  }

  /** What the oracle {@code rmap_incomplete} says after a step. */
  List<String> reverseMaps(Runnable step) {
    return after(step, new ReverseMaps(layout, hardware, folios, new TableLocks(layout, true)));
  }

  /** What the oracle {@code page_tables} says after a step. */
  List<String> pageTables(Runnable step) {
    return after(step, new PageTableRules(layout, hardware, folios, new TableLocks(layout, true)));
  }

  private List<String> after(Runnable step, StateOracle oracle) {
    findings.clear();
    int mark = state.mark();
    step.run();
    oracle.afterStep(this, mark);
    return findings.stream().map(f -> (f.oracle() + " " + f.subject()).strip()).toList();
  }

  private List<String> run(EndOracle oracle) {
    findings.clear();
    oracle.atEnd(this);
    return findings.stream().map(f -> (f.oracle() + " " + f.subject()).strip()).toList();
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public int agent() {
    return 0;
  }

  @Override
  public int cpu() {
    return 0;
  }

  @Override
  public int choose(int alternatives, String what) {
    return 0;
  }

  @Override
  public void block() {
    throw new AssertionError("an end oracle never waits");
  }

  @Override
  public void report(Finding finding) {
    findings.add(finding);
  }

  @Override
  public void exhausted(String why) {
    throw new AssertionError(why);
  }

  @Override
  public boolean isStopped() {
    return !findings.isEmpty();
  }

  @Override
  public boolean touch(int index) {
    return true;
  }

  @Override
  public int allocate(Pool pool) {
    throw new AssertionError("an end oracle allocates nothing");
  }

  @Override
  public void endThread() {
    throw new AssertionError("no thread runs here");
  }

  @Override
  public void free(int header) {
    throw new AssertionError("an end oracle frees nothing");
  }
}
