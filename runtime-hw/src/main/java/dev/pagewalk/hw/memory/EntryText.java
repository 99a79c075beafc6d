package dev.pagewalk.hw.memory;

import java.util.ArrayList;
import java.util.List;

/** Page-table entries as people read them. */
public final class EntryText {
  private EntryText() {}

  /** {@code pfn 1048576 write dirty}, {@code table pfn 3}, {@code uffd-wp marker}, {@code none}. */
  public static String describe(long entry) {
    if (Entry.isNone(entry)) {
      return "none";
    }
    if (Entry.isMarker(entry)) {
      return "uffd-wp marker";
    }
    if (Entry.isTable(entry)) {
      return "table pfn " + Entry.pfn(entry);
    }
    List<String> words = new ArrayList<>();
    words.add((Entry.isPresent(entry) ? "" : "not present, ") + "pfn " + Entry.pfn(entry));
    for (EntryPart part : EntryPart.values()) {
      if (part != EntryPart.PRESENT && part != EntryPart.PFN && part != EntryPart.USER && part.get(entry) != 0) {
        words.add(part.text());
      }
    }
    return String.join(" ", words);
  }
}
