package dev.pagewalk.hw.tlb;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.EntryText;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.PageTables;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;

/**
 * The part of the oracle {@code page_tables} that is judged when a system call returns: no entry of the range permits
 * any more what the call has taken away. The call still holds its lock of the address space, so whoever made such an
 * entry did it without being kept out.
 */
public final class ForbiddenEntries {
  private final PageTables tree;

  /** The oracle over these trees. */
  public ForbiddenEntries(PageTables tree) {
    this.tree = tree;
  }

  /** To be called in the step in which the call returns; with {@code writeOnly} it took away stores alone. */
  public void check(StepContext context, int mm, long start, long end, boolean writeOnly) {
    State state = context.state();
    int root = tree.spaces().root(state, mm);
    long last = Math.min(end, tree.geometry().limit());
    for (long address = start; root != 0 && address < last && !context.isStopped(); address += Geometry.PAGE_SIZE) {
      long walk = tree.end(state, root, tree.geometry().levels(), address);
      int place = PageTables.place(walk);
      long entry = state.get(place);
      if (Entry.isLeaf(entry, PageTables.level(walk))
          && Entry.has(entry, Entry.USER)
          && (!writeOnly || Entry.has(entry, Entry.WRITE))) {
        context.report(Finding.fatal("page_tables", "", "{" + place + "} still maps "
            + EntryText.pfn(Entry.pfn(entry)) + (writeOnly ? " for writing" : "")
            + ", although the call that forbids it returns now", place, "mapped"));
      }
    }
  }
}
