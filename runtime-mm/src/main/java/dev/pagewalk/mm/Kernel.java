package dev.pagewalk.mm;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.machine.HardwareBindings;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.FreeOracle;
import dev.pagewalk.hw.step.Naming;
import dev.pagewalk.hw.step.StateOracle;
import dev.pagewalk.hw.step.WordText;
import dev.pagewalk.mm.accounting.AnonBooks;
import dev.pagewalk.mm.accounting.Books;
import dev.pagewalk.mm.accounting.Leaks;
import dev.pagewalk.mm.folio.FolioBindings;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.oracle.BreakBeforeMake;
import dev.pagewalk.mm.oracle.DirtyPages;
import dev.pagewalk.mm.oracle.PageTableRules;
import dev.pagewalk.mm.oracle.ReverseMaps;
import dev.pagewalk.mm.pagetable.PageTablePages;
import dev.pagewalk.mm.pagetable.TableLocks;
import dev.pagewalk.mm.rcu.Rcu;
import dev.pagewalk.mm.shadow.Shadow;
import dev.pagewalk.mm.shadow.ShadowBindings;
import dev.pagewalk.mm.shadow.UserNames;
import dev.pagewalk.mm.vma.VmaBindings;
import java.util.ArrayList;
import java.util.List;

/** The kernel's objects over one layout and one machine. */
public final class Kernel {
  private final Hardware hardware;
  private final Layout layout;
  private final Rcu rcu;
  private final Folios folios;
  private final PageTablePages tables;
  private final TableLocks locks;
  private final UserAccess userAccess;
  private final Shadow shadow;

  /**
   * The kernel on a machine.
   *
   * @param layout has a pool for each struct that the library declares {@code extern}
   */
  public Kernel(Layout layout, Hardware hardware, Rcu rcu, Threads threads) {
    this(layout, hardware, rcu, threads, UserNames.NONE, true, true);
  }

  /**
   * The kernel on a machine.
   *
   * @param names what users call places in memory
   * @param judgesMemory whether what programs read is compared with what they may read
   * @param splitPtlocks whether each page table has a lock of its own; otherwise that of its mm stands for it
   */
  public Kernel(
      Layout layout,
      Hardware hardware,
      Rcu rcu,
      Threads threads,
      UserNames names,
      boolean judgesMemory,
      boolean splitPtlocks) {
    this.layout = layout;
    this.rcu = rcu;
    this.hardware = hardware;
    this.folios = new Folios(layout, hardware);
    this.locks = new TableLocks(layout, splitPtlocks);
    this.tables = new PageTablePages(layout, hardware.geometry().levels(), rcu, locks);
    this.shadow = new Shadow(layout, hardware, folios, names, judgesMemory);
    this.userAccess = new UserAccess(layout, hardware, threads, folios, shadow);
  }

  /** Every function that the library declares {@code extern}, and the parts of entries. */
  public List<Binding> bindings() {
    List<Binding> all = new ArrayList<>(HardwareBindings.bindings(hardware));
    all.addAll(VmaBindings.bindings(layout, rcu));
    all.addAll(FolioBindings.bindings(folios, hardware));
    all.addAll(tables.bindings());
    all.addAll(userAccess.bindings());
    all.addAll(ShadowBindings.bindings(shadow, hardware));
    return List.copyOf(all);
  }

  /** What looks at objects that are freed. */
  public List<FreeOracle> freeOracles() {
    return List.of(
        hardware.freeOracle(),
        tables.freeOracle(),
        new DirtyPages(layout, hardware, folios),
        ShadowBindings.freeOracle(shadow, hardware));
  }

  /** What looks at each state; for a layout to which nothing is added any more before a step. */
  public List<StateOracle> stateOracles() {
    List<StateOracle> all = new ArrayList<>();
    all.add(new PageTableRules(layout, hardware, folios, locks));
    all.add(new ReverseMaps(layout, hardware, folios, locks));
    if (BreakBeforeMake.isFor(hardware.machine().architecture())) {
      all.add(new BreakBeforeMake(hardware));
    }
    return List.copyOf(all);
  }

  /** What looks at states in which every thread has ended. */
  public List<EndOracle> endOracles() {
    return List.of(
        new Books(layout, hardware, folios),
        new AnonBooks(layout),
        new Leaks(layout),
        new DirtyPages(layout, hardware, folios),
        new ReverseMaps(layout, hardware, folios, locks),
        ShadowBindings.endOracle(shadow, hardware));
  }

  /** How people call the words that belong to no object. */
  public List<WordText> wordTexts() {
    return List.of(hardware.wordText(), userAccess.wordText(), ShadowBindings.wordText(shadow));
  }

  /** All words that say something of one agent. Beside them locks name agents, and masks of {@link Rcu}. */
  public List<Rows> wordsOfAgents() {
    List<Rows> all = new ArrayList<>(rcu.wordsOfAgents());
    all.add(userAccess.signals());
    all.add(ShadowBindings.wordsOfAgents(shadow));
    return List.copyOf(all);
  }

  /** The frames of each slot of the pool {@code folio}. */
  public Rows wordsOfFolios() {
    return folios.words();
  }

  /** The index of the word that says by which signal thread {@code agent} has ended; 0 in it means by none. */
  public int signalWord(int agent) {
    return userAccess.signalWord(agent);
  }

  /** What knows words that name objects without being references. */
  public List<Naming> namings() {
    return List.of(hardware.naming(), FolioBindings.naming(folios));
  }
}
