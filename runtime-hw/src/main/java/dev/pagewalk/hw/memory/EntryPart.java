package dev.pagewalk.hw.memory;

import dev.pagewalk.hw.state.Words;
import java.util.Optional;

/** The parts of an entry that a program reads as fields. */
public enum EntryPart {
  /** Whether the CPU may translate through it. */
  PRESENT(Entry.PRESENT),
  /** Whether stores are permitted. */
  WRITE(Entry.WRITE),
  /** The D bit. */
  DIRTY(Entry.DIRTY),
  /** The A bit. */
  YOUNG(Entry.ACCESSED),
  /** Whether user mode is permitted. */
  USER(Entry.USER),
  /** Whether it maps memory above level 1. */
  HUGE(Entry.HUGE),
  /** Whether userfaultfd write-protects it. */
  UFFD_WP(Entry.UFFD_WP),
  /** Whether it counts as written since references were cleared. */
  SOFT_DIRTY(Entry.SOFT_DIRTY),
  /** Whether its frame has no folio to be counted. */
  SPECIAL(Entry.SPECIAL),
  /** The frame. */
  PFN(0);

  private final long flag;

  EntryPart(long flag) {
    this.flag = flag;
  }

  /** The field's name in the language. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The part with that name. */
  public static Optional<EntryPart> named(String text) {
    for (EntryPart part : values()) {
      if (part.text().equals(text)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  /** Its value as a word: 0 or 1, or a page frame number. */
  public long get(long entry) {
    if (this == PFN) {
      return Words.frame(Entry.pfn(entry));
    }
    return Entry.has(entry, flag) ? 1 : 0;
  }
}
