package dev.pagewalk.mm.shadow;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.FreeOracle;
import dev.pagewalk.hw.step.Intrinsic;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.hw.step.WordText;
import dev.pagewalk.mm.shadow.Windows.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * How the library tells the abstract memory what its calls are meant to do. All of them are local: they belong to the
 * step in front of them.
 */
public final class ShadowBindings {
  private final Shadow shadow;
  private final Hardware hardware;
  private final List<Binding> bindings = new ArrayList<>();

  private ShadowBindings(Shadow shadow, Hardware hardware) {
    this.shadow = shadow;
    this.hardware = hardware;
  }

  /** All of them; they do nothing while the abstract memory is off. */
  public static List<Binding> bindings(Shadow shadow, Hardware hardware) {
    ShadowBindings all = new ShadowBindings(shadow, hardware);
    all.calls();
    all.contents();
    return List.copyOf(all.bindings);
  }

  /** What compares memory with the abstract memory at the end. */
  public static EndOracle endOracle(Shadow shadow, Hardware hardware) {
    return new Contents(shadow, hardware);
  }

  /** Forgets address spaces that are freed. */
  public static FreeOracle freeOracle(Shadow shadow, Hardware hardware) {
    return (context, pool, header) -> {
      if (pool.equals(hardware.tree().spaces().pool())) {
        shadow.forget(context.state(), header, 0, Long.MAX_VALUE);
      }
    };
  }

  /** The words of each agent: the call that it is in. */
  public static Rows wordsOfAgents(Shadow shadow) {
    return shadow.windows().words();
  }

  /** Keeps the abstract memory out of traces. */
  public static WordText wordText(Shadow shadow) {
    return new CellText(shadow.cells(), shadow.windows());
  }

  private void add(String name, int arity, Intrinsic intrinsic) {
    bindings.add(Binding.local(name, arity, (context, args) -> shadow.isOn() ? intrinsic.call(context, args) : 0));
  }

  private void calls() {
    Windows windows = shadow.windows();
    add("shadow_fork_begin", 2, (context, args) -> {
      forkBegin(context, Words.index(args[0]), Words.index(args[1]));
      return 0;
    });
    add("shadow_fork_end", 2, (context, args) -> {
      windows.close(context);
      settle(context, Words.index(args[1]), 0, Long.MAX_VALUE);
      return 0;
    });
    add("shadow_dontneed_begin", 3, (context, args) -> {
      windows.open(context, Kind.REPLACE, slot(args[0]), args[1], args[2], 0);
      return 0;
    });
    add("shadow_dontneed_end", 3, (context, args) -> {
      windows.close(context);
      replaced(context, Words.index(args[0]), args[1], args[2], 0);
      return 0;
    });
    add("shadow_move_begin", 4, (context, args) -> {
      windows.open(context, Kind.MOVE, slot(args[0]), args[1], args[1] + args[3], args[2]);
      return 0;
    });
    add("shadow_move_end", 4, (context, args) -> {
      windows.close(context);
      moved(context, Words.index(args[0]), args[1], args[2], args[3]);
      return 0;
    });
    add("shadow_unmap", 3, (context, args) -> {
      shadow.forget(context.state(), Words.index(args[0]), args[1], args[2]);
      return 0;
    });
    add("shadow_exit", 1, (context, args) -> {
      int mm = Words.index(args[0]);
      new Contents(shadow, hardware).compare(context, mm, "when its process exits");
      if (!context.isStopped()) {
        shadow.forget(context.state(), mm, 0, Long.MAX_VALUE);
      }
      return 0;
    });
    add("shadow_truncate_begin", 3, (context, args) -> {
      int file = shadow.backing().fileSlot(Words.index(args[0]));
      windows.open(context, Kind.REPLACE_FILE, file, args[1], args[2] + 1, 0);
      eachCopy(context.state(), file, args[1], args[2], (key, isCell) -> {
        if (isCell) {
          long value = shadow.cells().value(context.state(), key);
          shadow.cells().remove(context.state(), key);
          shadow.allow(context, key, value);
        }
      });
      return 0;
    });
    add("shadow_truncate_end", 3, (context, args) -> {
      windows.close(context);
      truncated(context, Words.index(args[0]), args[1], args[2]);
      return 0;
    });
  }

  private void contents() {
    add("shadow_store", 4, (context, args) -> {
      shadow.stored(context, Words.index(args[0]), address(args[1], args[2]), args[3], -1);
      return 0;
    });
    add("shadow_load", 4, (context, args) -> {
      shadow.loaded(context, Words.index(args[0]), address(args[1], args[2]), args[3]);
      return 0;
    });
    add("shadow_store_page", 3, (context, args) -> {
      int pfn = Words.pfn(args[2]);
      for (int word = 0; word < shadow.backing().words(); word++) {
        long value = context.state().get(hardware.frames().wordIndex(pfn, word));
        shadow.stored(context, Words.index(args[0]), address(args[1], word), value, -1);
      }
      return 0;
    });
    add("shadow_file_store", 4, (context, args) -> {
      int file = shadow.backing().fileSlot(Words.index(args[0]));
      shadow.storeFile(context, WordKey.file(file, args[1], (int) args[2]), args[3]);
      return 0;
    });
    add("shadow_pin", 2, (context, args) -> {
      shadow.pin(context, Words.index(args[0]), args[1]);
      return 0;
    });
    add("shadow_pinned_load", 4, (context, args) -> {
      shadow.pinnedLoaded(context, Words.index(args[0]), address(args[1], args[2]), args[3]);
      return 0;
    });
    add("shadow_unpin", 2, (context, args) -> {
      shadow.unpin(context.state(), Words.index(args[0]), args[1]);
      return 0;
    });
    add("shadow_dma_begin", 4, (context, args) -> {
      long at = address(args[1], args[2]);
      shadow.windows().open(context, Kind.REPLACE, slot(args[0]), at, at + Long.BYTES, args[3]);
      return 0;
    });
    add("shadow_dma_end", 4, (context, args) -> {
      long at = address(args[1], args[2]);
      shadow.windows().close(context);
      replaced(context, Words.index(args[0]), at, at + Long.BYTES, args[3]);
      return 0;
    });
  }

  private static long address(long page, long word) {
    return (page & -Geometry.PAGE_SIZE) + word * Long.BYTES;
  }

  private int slot(long mm) {
    return shadow.backing().slot(Words.index(mm));
  }

  private void forkBegin(StepContext context, int parent, int child) {
    State state = context.state();
    int from = shadow.backing().slot(parent);
    int to = shadow.backing().slot(child);
    shadow.windows().open(context, Kind.FORK, from, 0, 0, to);
    for (long key : shadow.cells().keys(state)) {
      if (Shadow.isIn(key, from, 0, Long.MAX_VALUE)) {
        shadow.put(context, WordKey.inSpace(key, to), shadow.cells().value(state, key));
      }
    }
    for (long key : shadow.cells().keysWithMore(state)) {
      if (Shadow.isIn(key, from, 0, Long.MAX_VALUE)) {
        shadow.cells().more(state, key).forEach(value ->
            shadow.allow(context, WordKey.inSpace(key, to), value));
      }
    }
  }

  /** The words between two addresses have become {@code value}, or what was stored meanwhile. */
  private void replaced(StepContext context, int mm, long start, long end, long value) {
    State state = context.state();
    int slot = shadow.backing().slot(mm);
    Cells cells = shadow.cells();
    for (long key : cells.keys(state)) {
      if (Shadow.isIn(key, slot, start, end)) {
        List<Long> more = cells.more(state, key);
        cells.remove(state, key);
        more.forEach(stored -> shadow.allow(context, key, stored));
      }
    }
    if (value != 0) {
      long key = shadow.key(state, mm, start);
      if (WordKey.isUser(key)) {
        shadow.put(context, key, value);
      }
    }
    settle(context, mm, start, end);
  }

  private void settle(StepContext context, int mm, long start, long end) {
    int slot = shadow.backing().slot(mm);
    for (long key : shadow.cells().keysWithMore(context.state())) {
      if (Shadow.isIn(key, slot, start, end) && !shadow.isReplaced(context.state(), key)) {
        shadow.settleByMemory(context, key);
      }
    }
  }

  private void moved(StepContext context, int mm, long from, long to, long length) {
    State state = context.state();
    int slot = shadow.backing().slot(mm);
    Cells cells = shadow.cells();
    shadow.forget(state, mm, to, to + length);
    for (long key : cells.keysWithMore(state)) {
      if (Shadow.isIn(key, slot, from, from + length)) {
        List<Long> more = cells.more(state, key);
        cells.clearMore(state, key);
        more.forEach(value -> shadow.allow(context, WordKey.moved(key, to - from), value));
      }
    }
    for (long key : cells.keys(state)) {
      if (Shadow.isIn(key, slot, from, from + length)) {
        long value = cells.value(state, key);
        cells.remove(state, key);
        shadow.put(context, WordKey.moved(key, to - from), value);
      }
    }
  }

  /** Model: what a folio holds stays if it begins before the new end and so is not removed. */
  private void truncated(StepContext context, int mapping, long first, long last) {
    State state = context.state();
    int file = shadow.backing().fileSlot(mapping);
    Cells cells = shadow.cells();
    for (long key : cells.keys(state)) {
      if (WordKey.isFile(key) && WordKey.slot(key) == file && first <= WordKey.page(key) && WordKey.page(key) <= last
          && cells.value(state, key) != shadow.backing().real(state, key)) {
        List<Long> more = cells.more(state, key);
        cells.remove(state, key);
        more.forEach(stored -> shadow.allow(context, key, stored));
      }
    }
    for (long key : cells.keysWithMore(state)) {
      if (WordKey.isFile(key) && WordKey.slot(key) == file && first <= WordKey.page(key) && WordKey.page(key) <= last
          && !shadow.isReplacedFile(state, key)) {
        long real = shadow.backing().real(state, key);
        if (shadow.allows(state, key, 0, 0, real)) {
          shadow.assign(context, key, real);
        }
      }
    }
    eachCopy(state, file, first, last, (key, isCell) -> {
      if (!isCell) {
        cells.clearMore(state, key);
      }
    });
  }

  @FunctionalInterface
  private interface Copies {
    void take(long key, boolean isCell);
  }

  /** The words of private memory that stand for pages of a file: first those with a value, then those with several. */
  private void eachCopy(State state, int file, long first, long last, Copies copies) {
    for (long key : shadow.cells().keys(state)) {
      if (isCopy(state, key, file, first, last)) {
        copies.take(key, true);
      }
    }
    for (long key : shadow.cells().keysWithMore(state)) {
      if (isCopy(state, key, file, first, last)) {
        copies.take(key, false);
      }
    }
  }

  private boolean isCopy(State state, long key, int file, long first, long last) {
    if (!WordKey.isUser(key)) {
      return false;
    }
    long of = shadow.backing().fileBehind(state, shadow.backing().mm(WordKey.slot(key)), WordKey.address(key));
    return of != Backing.NOTHING && WordKey.slot(of) == file
        && first <= WordKey.page(of) && WordKey.page(of) <= last;
  }
}
