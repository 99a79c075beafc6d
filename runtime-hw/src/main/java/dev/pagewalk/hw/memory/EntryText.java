package dev.pagewalk.hw.memory;

import java.util.ArrayList;
import java.util.List;

/** Page-table entries and frame numbers as people read them. */
public final class EntryText {
  private EntryText() {}

  /** {@code pfn 0x1000 write dirty}, {@code table #3}, {@code uffd-wp marker}, {@code none}. */
  public static String describe(long entry) {
    if (Entry.isNone(entry)) {
      return "none";
    }
    if (Entry.isMarker(entry)) {
      return "uffd-wp marker";
    }
    List<String> words = new ArrayList<>();
    words.add((Entry.isPresent(entry) ? "" : "not present, ") + pfn(Entry.pfn(entry)));
    if (Frames.FIRST <= Entry.pfn(entry)) {
      for (EntryPart part : EntryPart.values()) {
        if (part != EntryPart.PRESENT && part != EntryPart.PFN && part != EntryPart.USER && part.get(entry) != 0) {
          words.add(part.text());
        }
      }
    }
    return String.join(" ", words);
  }

  /** {@code pfn 0x1000}; for the frame of a page table the table, {@code table #3}. */
  public static String pfn(int pfn) {
    return Tables.FIRST <= pfn && pfn < Frames.FIRST
        ? "table #" + (pfn - Tables.FIRST + 1)
        : "pfn 0x" + Integer.toHexString(pfn);
  }
}
