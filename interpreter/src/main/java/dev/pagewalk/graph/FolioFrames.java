package dev.pagewalk.graph;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which folio has which frame; one that is free belongs to the folio that had it last. */
final class FolioFrames {
  private final State state;
  private final Optional<Pool> pool;
  private final int base;
  private final int stride;
  private final Map<Integer, Integer> owners = new HashMap<>();

  FolioFrames(Program program, State state) {
    this.state = state;
    pool = program.layout().findPool("folio").filter(found -> found.struct().has("pfn") && found.struct().has("order"));
    stride = program.frameWords() + 1;
    base = program.layout().regions().stream()
        .filter(region -> region.name().equals("frames"))
        .mapToInt(region -> region.base())
        .findFirst().orElse(0);
  }

  /** Remembers whose the frames are now. */
  void look() {
    for (int slot = 0; pool.isPresent() && slot < pool.get().count(); slot++) {
      int header = pool.get().address(slot);
      if (state.peek(header) == StructLayout.LIVE) {
        for (int pfn = first(header); 0 < pfn && pfn < first(header) + pages(header); pfn++) {
          owners.put(pfn, header);
        }
      }
    }
  }

  boolean isFolio(int header) {
    return pool.isPresent() && pool.get().contains(header);
  }

  private int first(int header) {
    long pfn = state.peek(header + pool.orElseThrow().struct().offset("pfn"));
    return Words.isFrame(pfn) ? Words.pfn(pfn) : 0;
  }

  private int pages(int header) {
    return 1 << state.peek(header + pool.orElseThrow().struct().offset("order"));
  }

  /** The folio whose frame a value is, or leads to; 0 if there is none. */
  int named(long value) {
    boolean leads = Words.isFrame(value) || Words.isEntry(value) && !Entry.isMarker(value);
    return leads ? owners.getOrDefault(Words.isFrame(value) ? Words.pfn(value) : Entry.pfn(value), 0) : 0;
  }

  /** The words of a folio's frames. */
  List<Integer> contents(int header) {
    List<Integer> found = new ArrayList<>();
    for (int pfn = first(header); Frames.FIRST <= pfn && pfn < first(header) + pages(header); pfn++) {
      for (int word = 1; word < stride; word++) {
        found.add(base + (pfn - Frames.FIRST) * stride + word);
      }
    }
    return found;
  }
}
