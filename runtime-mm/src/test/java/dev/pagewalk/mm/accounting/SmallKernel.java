package dev.pagewalk.mm.accounting;

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
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.folio.Folios;
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
    Machine machine = Machine.x86(2).withTableEntries(2).withLevels(2).withMemory(4, 1);
    pool("mm", 0, "pgd", "nr_ptes");
    pool("ptdesc", machine.extraWords("ptdesc"), "level", "mm", "ptl");
    pool("vma", 0, "mm", "start", "end", "pgoff", "file", "in_mm_tree", "in_i_mmap");
    pool("file", 0, "mapping");
    pool("address_space", 0, "i_mmap_rwsem");
    pool("anon_vma", 0, "root", "rwsem");
    pool("anon_vma_chain", 0, "vma", "anon_vma", "linked");
    pool("folio", 0, "refcount", "mapcount", "mapping", "anon_vma", "anon", "index", "order", "pfn", "in_page_cache");
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
    layout.pool(struct, extra, 2);
  }

  private void build() {
    int mm = live("mm", 0);
    int root = live("ptdesc", 0);
    int table = live("ptdesc", 1);
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

  private int live(String pool, int slot) {
    int header = layout.pool(pool).address(slot);
    state.set(header, StructLayout.LIVE);
    return header;
  }

  /** Changes a field of the first object of its kind. */
  void set(String pool, String field, long value) {
    Pool found = layout.pool(pool);
    state.set(found.address(0) + found.struct().offset(field), value);
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
  }

  /** What the oracle {@code accounting} says: subjects of its findings. */
  List<String> books() {
    return run(new Books(layout, hardware, folios));
  }

  /** What the oracle {@code rmap_incomplete} says. */
  List<String> reverseMaps() {
    return run(new ReverseMaps(layout, hardware, folios));
  }

  private List<String> run(EndOracle oracle) {
    findings.clear();
    oracle.atEnd(this);
    return findings.stream().map(f -> f.oracle() + " " + f.subject()).toList();
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
  public void free(int header) {
    throw new AssertionError("an end oracle frees nothing");
  }
}
