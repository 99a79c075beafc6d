package dev.pagewalk.mm.rule;

import java.util.Optional;
import java.util.stream.Stream;

/** What can be done with an entry of a page table. */
public enum TableOperation {
  /** An entry that leads to a table is read on the way down. */
  TRAVERSE("traverse", "is read"),
  /** An entry of a PTE table is read. */
  READ("read", "is read"),
  /** An entry of any level is read by a plain access, which a compiler may make again. */
  READ_PLAIN("read plain", "is read by a plain access"),
  /** A leaf becomes what it was not: another page, or something where nothing was. */
  INSTALL("install", "is installed"),
  /** A PTE table is hung into the tree. */
  LINK("link", "is made to point to a table"),
  /** A table of an upper level is hung into the tree. */
  LINK_UPPER("link upper", "is made to point to a table"),
  /** A leaf stays what it is: permissions, accessed and dirty bits, entries that stand for it meanwhile. */
  CHANGE("change", "is changed"),
  /** A leaf goes. */
  ZAP("zap", "is cleared"),
  /** A table is taken out of the tree. */
  FREE("free", "is cleared, which takes a table out"),
  /** A table that has entries is hung into the tree. */
  MOVE("move", "is made to point to a table that has entries");

  private final String text;
  private final String done;

  TableOperation(String text, String done) {
    this.text = text;
    this.done = done;
  }

  /** The operation that rules call so. */
  public static Optional<TableOperation> of(String text) {
    return Stream.of(values()).filter(operation -> operation.text.equals(text)).findFirst();
  }

  /** What rules call it. */
  public String text() {
    return text;
  }

  /** What has happened to an entry. */
  String done() {
    return done;
  }
}
