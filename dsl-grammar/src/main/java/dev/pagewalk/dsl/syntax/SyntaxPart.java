package dev.pagewalk.dsl.syntax;

import java.util.List;
import java.util.Optional;

/** Parts of declarations that are neither declarations nor statements themselves. */
public sealed interface SyntaxPart extends Node {
  /** {@code use "queue.pw";}: {@code path} as written, relative to the file it stands in. */
  record Use(String path, Span pathSpan, Span span) implements SyntaxPart {}

  /** An argument of a call; {@code name} for {@code disk: 7}. */
  record Arg(Optional<Name> name, Expr value, Span span) implements SyntaxPart {}

  /** A parameter of a function. */
  record Param(Name name, TypeExpr type, Span span) implements SyntaxPart {}

  /** A parameter of a scenario: {@code R: 1..8 = 2}. */
  record ScenarioParam(Name name, TypeExpr type, Expr value, Span span) implements SyntaxPart {}

  /** A field of a struct with its rules: {@code start, end: vaddr write needs mm.mmap_lock(w);} */
  record FieldDecl(Optional<String> doc, List<Name> names, TypeExpr type, List<FieldRule> rules, Span span)
      implements SyntaxPart {
    public FieldDecl {
      names = List.copyOf(names);
      rules = List.copyOf(rules);
    }
  }

  /**
   * {@code write needs a, b or c}: {@code alternatives} are joined by {@code or}, each is a list joined by commas.
   *
   * @param access {@code read}, {@code write}, {@code set} or {@code clear}
   */
  record FieldRule(Name access, List<Conjunction> alternatives, Span span) implements SyntaxPart {
    public FieldRule {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** {@code start, end write needs mm.mmap_lock(w);}: the rules of fields, outside of their struct. */
  record FieldRules(Optional<String> doc, List<Name> names, List<FieldRule> rules, Span span) implements SyntaxPart {
    public FieldRules {
      names = List.copyOf(names);
      rules = List.copyOf(rules);
    }
  }

  /**
   * Conditions that must all hold: lock uses such as {@code mm.mmap_lock(w)} or predicate calls such as
   * {@code stable(vma)}, each perhaps with {@code !} in front.
   *
   * @param since the release from which they suffice, as in {@code (pml, ptl) since "6.6"}; only in table rules
   */
  record Conjunction(List<Expr> terms, Optional<Expr.StringLit> since, Span span) implements SyntaxPart {
    public Conjunction {
      terms = List.copyOf(terms);
    }
  }

  /** {@code a -> { b, c -> d } -> e}: stages in order; each stage is a set of chains. */
  record OrderStage(List<OrderChain> alternatives, Span span) implements SyntaxPart {
    public OrderStage {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** Stages of a lock order; {@code lock} is set for a stage that is one lock, such as {@code vma.lock(w)}. */
  record OrderChain(Optional<Expr> lock, List<OrderStage> stages, Span span) implements SyntaxPart {
    public OrderChain {
      stages = List.copyOf(stages);
    }
  }

  /** {@code nest ptl in dup_mmap, mremap;} */
  record Nest(Expr lock, List<Name> functions, Span span) implements SyntaxPart {
    public Nest {
      functions = List.copyOf(functions);
    }
  }

  /** A line of {@code page tables { ... }}: {@code operation} is one or two words such as {@code read pte}. */
  record TableRule(List<Name> operation, List<Conjunction> alternatives, Span span)
      implements SyntaxPart {
    public TableRule {
      operation = List.copyOf(operation);
      alternatives = List.copyOf(alternatives);
    }
  }

  /**
   * {@code in do_swap_page at recheck { ... }}; {@code position} is {@code before}, {@code at} (replace) or
   * {@code after}.
   */
  record PatchEdit(Name function, Name position, Name label, Stmt.Block body, Span span) implements SyntaxPart {}

  /**
   * One {@code key value...} of a clause list: {@code at 2M}, {@code size 4K}, {@code prot rw}, {@code cpus 2},
   * {@code swap disk { slots 1; }}.
   *
   * @param value what follows the key; absent for a flag such as {@code shared}
   * @param nested the attributes in a block, if one follows
   */
  record Attr(Name key, Optional<Expr> value, List<Attr> nested, Span span) implements SyntaxPart {
    public Attr {
      nested = List.copyOf(nested);
    }
  }

  /**
   * One clause of {@code expect}: {@code key} is {@code with}, {@code without}, {@code kernel}, {@code arch} or
   * {@code machine}.
   *
   * @param names patches or parameters for {@code with}/{@code without}, architectures for {@code arch}
   * @param value the parameter's value, or the release for {@code kernel}
   * @param upTo the last release of {@code kernel "a".."b"}
   * @param attrs those of {@code machine { ... }}
   */
  record ExpectClause(
      Name key, List<Name> names, Optional<Expr> value, Optional<Expr> upTo, List<Attr> attrs, Span span)
      implements SyntaxPart {
    public ExpectClause {
      names = List.copyOf(names);
      attrs = List.copyOf(attrs);
    }
  }
}
