package dev.pagewalk.mm;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.machine.HardwareBindings;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.FreeOracle;
import dev.pagewalk.hw.step.Naming;
import dev.pagewalk.hw.step.StateOracle;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.hw.step.WordText;
import dev.pagewalk.mm.accounting.AnonBooks;
import dev.pagewalk.mm.accounting.Books;
import dev.pagewalk.mm.accounting.Leaks;
import dev.pagewalk.mm.folio.FolioBindings;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.oracle.PageTableRules;
import dev.pagewalk.mm.oracle.ReverseMaps;
import dev.pagewalk.mm.pagetable.PageTablePages;
import dev.pagewalk.mm.rcu.Rcu;
import dev.pagewalk.mm.vma.VmaBindings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** The kernel's objects over one layout and one machine. */
public final class Kernel {
  private final Hardware hardware;
  private final Layout layout;
  private final Folios folios;
  private final PageTablePages tables;
  private final UserAccess userAccess;

  /**
   * The kernel on a machine.
   *
   * @param layout has a pool for each struct that the library declares {@code extern}
   * @param currentMm gives the index of the mm of the process in which the running thread is
   */
  public Kernel(Layout layout, Hardware hardware, Rcu rcu, ToIntFunction<StepContext> currentMm) {
    this.layout = layout;
    this.hardware = hardware;
    this.folios = new Folios(layout, hardware);
    this.tables = new PageTablePages(layout, hardware.geometry().levels(), rcu);
    this.userAccess = new UserAccess(hardware, currentMm);
  }

  /** Every function that the library declares {@code extern}, and the parts of entries. */
  public List<Binding> bindings() {
    List<Binding> all = new ArrayList<>(HardwareBindings.bindings(hardware));
    all.addAll(VmaBindings.bindings(layout));
    all.addAll(FolioBindings.bindings(folios, hardware));
    all.addAll(tables.bindings());
    all.addAll(userAccess.bindings());
    return List.copyOf(all);
  }

  /** What looks at objects that are freed. */
  public List<FreeOracle> freeOracles() {
    return List.of(hardware.freeOracle(), tables.freeOracle());
  }

  /** What looks at each state; for a layout to which nothing is added any more before a step. */
  public List<StateOracle> stateOracles() {
    return List.of(new PageTableRules(layout, hardware, folios), new ReverseMaps(layout, hardware, folios));
  }

  /** What looks at states in which every thread has ended. */
  public List<EndOracle> endOracles() {
    return List.of(
        new Books(layout, hardware, folios),
        new AnonBooks(layout),
        new Leaks(layout),
        new ReverseMaps(layout, hardware, folios));
  }

  /** How people call the words that belong to no object. */
  public List<WordText> wordTexts() {
    return List.of(hardware.wordText());
  }

  /** What knows words that name objects without being references. */
  public List<Naming> namings() {
    return List.of(hardware.naming(), FolioBindings.naming(folios));
  }
}
