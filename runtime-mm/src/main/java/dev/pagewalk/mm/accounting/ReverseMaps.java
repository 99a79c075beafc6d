package dev.pagewalk.mm.accounting;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.vma.AnonVmas;
import dev.pagewalk.mm.vma.Vmas;

/**
 * The oracle {@code rmap_incomplete}: every present leaf entry is found by the reverse-map walk of its folio.
 *
 * <p>Model: looked at when every thread has ended, not whenever no page-table lock is held.
 */
public final class ReverseMaps implements EndOracle {
  private final Hardware hardware;
  private final Folios folios;
  private final Vmas vmas;
  private final AnonVmas anonVmas;
  private final int mapping;
  private final int anonVma;
  private final int anon;
  private final int index;
  private final int pfn;

  /** The reverse maps of the kernel's objects in {@code layout}. */
  public ReverseMaps(Layout layout, Hardware hardware, Folios folios) {
    this.hardware = hardware;
    this.folios = folios;
    vmas = new Vmas(layout);
    anonVmas = new AnonVmas(layout, vmas);
    StructLayout folio = folios.pool().struct();
    mapping = folio.offset("mapping");
    anonVma = folio.offset("anon_vma");
    anon = folio.offset("anon");
    index = folio.offset("index");
    pfn = folio.offset("pfn");
  }

  @Override
  public void atEnd(StepContext context) {
    State state = context.state();
    for (Mapped.Leaf leaf : Mapped.of(hardware.tree(), state).leaves()) {
      int folio = folios.folioOf(state, leaf.pfn());
      if (folio != 0 && !isFound(state, leaf, folio)) {
        context.report(Finding.fatal("rmap_incomplete", "folio",
            "{" + leaf.place() + "} maps {" + folio + "}, but the folio's reverse map does not lead there",
            leaf.place(), "mapped"));
        return;
      }
    }
  }

  /** Whether the mapping that covers the entry is in the folio's reverse map, with that page at that address. */
  private boolean isFound(State state, Mapped.Leaf leaf, int folio) {
    long vma = vmas.covering(state, Words.reference(leaf.mm()), leaf.address());
    if (vma == 0) {
      return false;
    }
    long page = state.get(folio + index) + leaf.pfn() - Words.pfn(state.get(folio + pfn));
    if (vmas.pageOf(state, Words.index(vma), leaf.address()) != page) {
      return false;
    }
    if (state.get(folio + anon) != 0) {
      return anonVmas.isLinked(state, vma, state.get(folio + anonVma));
    }
    return state.get(folio + mapping) != 0 && vmas.isOfFile(state, Words.index(vma), state.get(folio + mapping));
  }
}
