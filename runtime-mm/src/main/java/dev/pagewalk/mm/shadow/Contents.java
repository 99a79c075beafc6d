package dev.pagewalk.mm.shadow;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.oracle.Mapped;
import java.util.OptionalLong;

/** Compares what memory holds with the abstract memory: at the end of an execution, and of a process. */
final class Contents implements EndOracle {
  private final Shadow shadow;
  private final Hardware hardware;

  Contents(Shadow shadow, Hardware hardware) {
    this.shadow = shadow;
    this.hardware = hardware;
  }

  @Override
  public void atEnd(StepContext context) {
    if (!shadow.isOn()) {
      return;
    }
    State state = context.state();
    compare(context, 0, "at the end");
    for (long key : shadow.cells().keys(state)) {
      if (context.isStopped()) {
        return;
      }
      if (WordKey.isFile(key)) {
        long real = shadow.backing().real(state, key);
        if (!shadow.allows(state, key, 0, 0, real)) {
          shadow.judgement().end(context, key, 0, 0, real, "at the end");
        }
      }
    }
  }

  /** Compares the private memory of one address space; 0 for all. */
  void compare(StepContext context, int only, String when) {
    State state = context.state();
    for (Mapped.Leaf leaf : Mapped.of(hardware.tree(), state).leaves()) {
      if ((only == 0 || leaf.mm() == only) && !context.isStopped()) {
        leaf(context, leaf, when);
      }
    }
    for (long key : shadow.cells().keys(state)) {
      int mm = WordKey.isUser(key) ? shadow.backing().mm(WordKey.slot(key)) : 0;
      if (mm == 0 || only != 0 && mm != only || context.isStopped()) {
        continue;
      }
      OptionalLong real = shadow.backing().real(state, mm, WordKey.address(key));
      if (real.isPresent() && !shadow.allows(state, key, mm, WordKey.address(key), real.getAsLong())) {
        shadow.judgement().end(context, key, mm, WordKey.address(key), real.getAsLong(), when);
      }
    }
  }

  private void leaf(StepContext context, Mapped.Leaf leaf, String when) {
    State state = context.state();
    int level = hardware.tables().level(state, hardware.tables().tableOf(leaf.place()));
    long pages = hardware.geometry().span(level) >> Geometry.PAGE_SHIFT;
    for (int page = 0; page < pages; page++) {
      long start = leaf.address() + page * Geometry.PAGE_SIZE;
      int pfn = leaf.pfn() + page;
      if (!hardware.frames().contains(pfn)) {
        continue;
      }
      for (int word = 0; word < shadow.backing().words() && !context.isStopped(); word++) {
        long address = start + (long) word * Long.BYTES;
        long key = shadow.key(state, leaf.mm(), address);
        long real = state.get(hardware.frames().wordIndex(pfn, word));
        if (key != Backing.NOTHING && !shadow.allows(state, key, leaf.mm(), address, real)) {
          shadow.judgement().end(context, key, leaf.mm(), address, real, when);
        }
      }
    }
  }
}
