package dev.pagewalk.hw.machine;

import dev.pagewalk.hw.cpu.Architecture;
import dev.pagewalk.hw.ipi.FlushKind;

/**
 * What a machine is made of.
 *
 * @param architecture what its manual says of page tables and TLBs
 * @param levels levels of page tables in memory, 2 to 5
 * @param tableEntries entries of a table, a power of two up to 512
 * @param cpus how many CPUs
 * @param flush how flushes reach other CPUs
 * @param pcid whether a CPU keeps translations of an address space that it leaves
 * @param setsAccessed whether hardware sets A and D
 * @param frames data frames
 * @param frameWords words of contents of each frame
 * @param translations old translations that a CPU can be modelled to hold at once, of each of the two kinds
 * @param secondaryPages pages that the secondary MMU can map at once; 0 if there is none
 * @param bbml2 arm64: whether an entry may change its size without being invalid in between (FEAT_BBM level 2)
 */
public record Machine(
    Architecture architecture,
    int levels,
    int tableEntries,
    int cpus,
    FlushKind flush,
    boolean pcid,
    boolean setsAccessed,
    int frames,
    int frameWords,
    int translations,
    int secondaryPages,
    boolean bbml2) {

  /** An x86_64 machine with four levels of real tables and as many CPUs as asked for. */
  public static Machine x86(int cpus) {
    return new Machine(Architecture.X86_64, 4, 512, cpus, FlushKind.IPI, true, true, 2048, 4, 16, 0, false);
  }

  /** The same machine with smaller or larger tables. */
  public Machine withTableEntries(int entries) {
    return new Machine(
        architecture, levels, entries, cpus, flush, pcid, setsAccessed, frames, frameWords, translations,
        secondaryPages, bbml2);
  }

  /** The same machine with another number of levels. */
  public Machine withLevels(int count) {
    return new Machine(
        architecture, count, tableEntries, cpus, flush, pcid, setsAccessed, frames, frameWords, translations,
        secondaryPages, bbml2);
  }

  /** The same machine with another way to flush. */
  public Machine withFlush(FlushKind kind) {
    return new Machine(
        architecture, levels, tableEntries, cpus, kind, pcid, setsAccessed, frames, frameWords, translations,
        secondaryPages, bbml2);
  }

  /** The same machine with or without PCIDs. */
  public Machine withPcid(boolean kept) {
    return new Machine(
        architecture, levels, tableEntries, cpus, flush, kept, setsAccessed, frames, frameWords, translations,
        secondaryPages, bbml2);
  }

  /** The same machine with hardware that sets A and D, or that faults instead. */
  public Machine withAccessedByHardware(boolean sets) {
    return new Machine(
        architecture, levels, tableEntries, cpus, flush, pcid, sets, frames, frameWords, translations,
        secondaryPages, bbml2);
  }

  /** A machine of another architecture, with its way to flush. */
  public Machine withArchitecture(Architecture other, FlushKind kind) {
    return new Machine(
        other, levels, tableEntries, cpus, kind, pcid, setsAccessed, frames, frameWords, translations,
        secondaryPages, bbml2);
  }

  /** The same machine with or without FEAT_BBM level 2. */
  public Machine withBbml2(boolean has) {
    return new Machine(
        architecture, levels, tableEntries, cpus, flush, pcid, setsAccessed, frames, frameWords, translations,
        secondaryPages, has);
  }

  /** The same machine with another amount of memory. */
  public Machine withMemory(int dataFrames, int words) {
    return new Machine(
        architecture, levels, tableEntries, cpus, flush, pcid, setsAccessed, dataFrames, words, translations,
        secondaryPages, bbml2);
  }

  /** The same machine with a secondary MMU that can map so many pages. */
  public Machine withSecondaryMmu(int pages) {
    return new Machine(
        architecture, levels, tableEntries, cpus, flush, pcid, setsAccessed, frames, frameWords, translations, pages,
        bbml2);
  }

  /** The words that a slot of a struct's pool has behind its fields: a page table's entries. */
  public int extraWords(String struct) {
    return struct.equals("ptdesc") ? tableEntries : 0;
  }
}
