package dev.pagewalk.hw.machine;

import dev.pagewalk.hw.cpu.Contexts;
import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.ipi.Interrupts;
import dev.pagewalk.hw.memory.EntryText;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.memory.PageKey;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.PairSet;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.WordText;
import dev.pagewalk.hw.tlb.Broadcast;
import dev.pagewalk.hw.tlb.Forbidden;
import java.util.Optional;

/** The machine's words as people read them: {@code cpu1 tlb[0]: nothing -> 0x2000 of mm #1}. */
final class HardwareText implements WordText {
  private final Frames frames;
  private final Tables tables;
  private final Cpus cpus;
  private final Contexts contexts;
  private final Interrupts interrupts;
  private final PairSet leaves;
  private final PairSet structures;
  private final Broadcast broadcast;
  private final PairSet secondary;

  HardwareText(Hardware hardware) {
    this.frames = hardware.frames();
    this.tables = hardware.tables();
    this.cpus = hardware.cpus();
    this.contexts = hardware.contexts();
    this.interrupts = hardware.interrupts();
    this.leaves = hardware.translations().leaves();
    this.structures = hardware.translations().structures();
    this.broadcast = hardware.broadcast();
    this.secondary = hardware.secondary().mappings();
  }

  @Override
  public Optional<String> name(int index) {
    if (frames.containsWord(index)) {
      int pfn = frames.pfnOfWord(index);
      int word = index - frames.wordIndex(pfn, 0);
      return Optional.of(word < 0 ? "owner of " + EntryText.pfn(pfn) : EntryText.pfn(pfn) + "[" + word + "]");
    }
    if (leaves.contains(index)) {
      return Optional.of(pairName("cpu" + leaves.rowOf(index) + " tlb", leaves, index));
    }
    if (structures.contains(index)) {
      return Optional.of(pairName("cpu" + structures.rowOf(index) + " paging-structure cache", structures, index));
    }
    if (secondary.contains(index)) {
      return Optional.of(pairName("secondary mmu", secondary, index));
    }
    if (contexts.contains(index)) {
      return Optional.of("cpu" + contexts.cpuOf(index) + " translations of mm #" + (contexts.slotOf(index) + 1));
    }
    return interrupts.isPendingWord(index) ? Optional.of(interrupts.describe(index)) : cpus.describe(index);
  }

  @Override
  public Optional<String> value(int index, long value) {
    PairSet set = pairs(index);
    if (set != null) {
      return Optional.of(set.isKey(index) ? page(value) : maps(value));
    }
    if (contexts.contains(index)) {
      return Optional.of(Contexts.describe(value));
    }
    if (interrupts.isPendingWord(index)) {
      return Optional.of(value == 0 ? "taken" : "pending");
    }
    if (value == 0 && tables.isPlace(index)) {
      return Optional.of("none");
    }
    return cpus.describeValue(index, value);
  }

  @Override
  public boolean isTold(int index) {
    return !broadcast.contains(index) && (!interrupts.contains(index) || interrupts.isPendingWord(index));
  }

  private PairSet pairs(int index) {
    if (leaves.contains(index)) {
      return leaves;
    }
    if (structures.contains(index)) {
      return structures;
    }
    return secondary.contains(index) ? secondary : null;
  }

  private static String pairName(String set, PairSet pairs, int index) {
    return set + "[" + pairs.positionOf(index) + "]" + (pairs.isKey(index) ? "" : " maps");
  }

  private static String page(long key) {
    return key == 0
        ? "nothing"
        : "0x" + Long.toHexString(PageKey.start(key)) + " of mm #" + (PageKey.slot(key) + 1);
  }

  private static String maps(long value) {
    if (Words.isFrame(value)) {
      return EntryText.pfn(Words.pfn(value));
    }
    return EntryText.describe(value) + (Forbidden.isAny(value) ? ", forbidden by now" : "")
        + (Forbidden.isInvalidated(value) ? ", being invalidated" : "");
  }
}
