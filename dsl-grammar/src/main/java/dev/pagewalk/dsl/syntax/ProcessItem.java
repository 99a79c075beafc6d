package dev.pagewalk.dsl.syntax;

import java.util.List;

/** What stands in a process: mappings, the state they are in, and statements that run during set-up. */
public sealed interface ProcessItem extends Node {
  /** {@code map A at 2M size 2M shared file F prot rw;}: attributes in any order. */
  record Map(Name name, List<SyntaxPart.Attr> attrs, Span span) implements ProcessItem {
    public Map {
      attrs = List.copyOf(attrs);
    }
  }

  /** {@code A by pte;}, {@code A[0] by pmd;}: {@code how} is {@code pte} or {@code pmd}. */
  record By(Expr what, Name how, Span span) implements ProcessItem {}

  /** {@code swapped A[0];}, {@code migrating A[0];}, {@code hold get(A[0]);}: {@code key} is the first word. */
  record State(Name key, Expr what, Span span) implements ProcessItem {}

  /** {@code cpu1 lazy;} */
  record CpuState(Name cpu, Name state, Span span) implements ProcessItem {}

  /** {@code cached cpu1 A.pmd;} */
  record Cached(Name cpu, Expr what, Span span) implements ProcessItem {}

  /** {@code uffd U { register A wp; }}. */
  record Uffd(Name name, List<Registration> registrations, Span span) implements ProcessItem {
    public Uffd {
      registrations = List.copyOf(registrations);
    }
  }

  /** {@code register A wp missing;} */
  record Registration(Name mapping, List<Name> modes, Span span) implements ProcessItem {
    public Registration {
      modes = List.copyOf(modes);
    }
  }

  /** A statement that runs during set-up: {@code touch A[0];}, {@code A[0][0] = 1;}. */
  record Setup(Stmt statement, Span span) implements ProcessItem {}

  /** A hole, already reported. */
  record Missing(Span span) implements ProcessItem {}
}
