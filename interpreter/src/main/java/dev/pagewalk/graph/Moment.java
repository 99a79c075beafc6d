package dev.pagewalk.graph;

import java.util.List;

/**
 * One state as a graph. Nodes that are not there yet are left out; those that are gone stay, so that what still leads
 * to them can be seen.
 *
 * @param nodes by kind, then by number
 * @param edges in the order of the nodes and rows from which they lead
 */
public record Moment(List<Node> nodes, List<Edge> edges) {
  public Moment {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** How an object stands. */
  public enum Life {
    /** It is allocated. */
    LIVE,
    /**
     * It is allocated, but no walk or look-up comes to it: a page table to which no entry leads, a VMA outside the
     * tree.
     */
    DETACHED,
    /** It was freed. */
    FREED
  }

  /**
   * An object, a CPU, a thread, or the shared variables.
   *
   * @param id as expressions and data breakpoints know it: {@code table#3}; {@code cpu0}, {@code shared}, {@code thread fault}
   * @param type {@code cpu}, {@code thread}, {@code shared}, {@code machine}, {@code table}, or the name of a struct
   * @param title the name with what the scenario calls it: {@code mm #1 (P)}
   * @param note what kind of table it is, which addresses a VMA has
   */
  public record Node(String id, String type, String title, Life life, String note, List<Row> rows) {
    public Node {
      rows = List.copyOf(rows);
    }
  }

  /** What a row tells. */
  public enum Kind {
    /** A field, a variable, a word of a frame, a register. */
    FIELD,
    /** A lock: who holds it, and who waits for it. */
    LOCK,
    /** An entry of a page table. */
    ENTRY,
    /** What a CPU or device may still use, though memory says something else. */
    CACHED,
    /** What variables of a thread, in any function that it is in, refer to. */
    HELD
  }

  /**
   * A line of a node.
   *
   * @param id unlike that of any other row of the node
   * @param name of the field; {@code [3]} for an entry
   * @param text the value
   * @param place index of the word
   */
  public record Row(String id, Kind kind, String name, String text, int place) {}

  /** What an edge stands for. */
  public enum Link {
    /** An entry, or the root of an mm, leads to a page table. */
    TABLE,
    /** An entry maps a folio. */
    MAPS,
    /** A translation that is still cached leads to a folio or a table. */
    CACHED,
    /** A field or shared variable refers to an object. */
    REFERS,
    /** A thread has a reference in its hands, or a pointer into the object. */
    HELD
  }

  /** From a row of a node to another node. */
  public record Edge(String from, String row, String to, Link link) {}
}
