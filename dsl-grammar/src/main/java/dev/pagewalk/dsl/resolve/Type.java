package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;

/**
 * The type of a value. Every value is one machine word of 64 bits; the type says which words are legal and what they
 * mean.
 */
public sealed interface Type {
  /** Whole numbers {@code low..high}, both included. {@code int} is 32 bits. */
  record Int(long low, long high) implements Type {
    /** The type written {@code int}. */
    public static final Int INT = new Int(Integer.MIN_VALUE, Integer.MAX_VALUE);

    /** Every 64-bit number: literals, sizes and intermediate results before they are stored. */
    public static final Int LONG = new Int(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Whether {@code value} belongs to the type. */
    public boolean contains(long value) {
      return low <= value && value <= high;
    }
  }

  /** {@code true} is 1, {@code false} is 0. */
  record Bool() implements Type {}

  /** One of the members of an {@code enum}: the member's position, from 0. */
  record Enumeration(Decl.Enumeration decl) implements Type {}

  /** A set of the members of a {@code flags}: member {@code i} is bit {@code 1 << i}. */
  record Flags(Decl.Flags decl) implements Type {}

  /** A virtual address, in bytes ({@code vaddr}). */
  record Vaddr() implements Type {}

  /** The number of a page frame ({@code pfn}). */
  record Pfn() implements Type {}

  /** The levels of page-table entries, leaf first. */
  enum Level {
    PTE, PMD, PUD, P4D, PGD
  }

  /** The value of a page-table entry ({@code pte}, {@code pmd}, ...): one packed word; its parts are read as fields. */
  record Entry(Level level) implements Type {}

  /** A reference to an object, never null. */
  record Ref(Decl.Struct struct) implements Type {}

  /** A reference to an object, or null. */
  record NullableRef(Decl.Struct struct) implements Type {}

  /**
   * The place of a word: {@code pmd*}, {@code spinlock*}, {@code int*}. {@code nullable} when written {@code pmd*?}.
   */
  record Pointer(Type target, boolean nullable) implements Type {}

  /**
   * {@code size} elements; {@link #BY_VARIANT} where the size depends on a scenario's parameter or on the machine:
   * {@link Resolution#type(dev.pagewalk.dsl.syntax.TypeExpr, java.util.function.Function)} gives it for a variant.
   */
  record Array(Type element, int size) implements Type {
    /** The size of an array whose number of elements is not the same in every variant. */
    public static final int BY_VARIANT = -1;
  }

  /** The kinds of locks. */
  enum LockKind {
    SPINLOCK, RWLOCK, RWSEM, MUTEX, BITLOCK, SEQCOUNT
  }

  /** A lock; used as a value it stands for its own place. */
  record Lock(LockKind kind) implements Type {}

  /** Text: only as an argument of built-in functions. */
  record Text() implements Type {}

  /** No value: the result of a function without {@code ->}. */
  record Nothing() implements Type {}

  /** The type of {@code null}. */
  record Null() implements Type {}

  /** What the scenario itself declares: a process, a mapping, a page of one, a thread, a CPU, a userfaultfd. */
  enum ActorKind {
    PROCESS, MAPPING, PAGE, THREAD, CPU, UFFD, FILE, CHILD
  }

  /**
   * A thing of the scenario. A mapping has the fields {@code start}, {@code size}, {@code vma}; a process {@code mm};
   * indexing a mapping gives a page.
   */
  record Actor(ActorKind kind) implements Type {}

  /** Compatible with everything: the mistake has been reported where it was made. */
  record Error() implements Type {}
}
