package dev.pagewalk.dsl.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A declaration, at the top of a file or in a scenario. {@code doc} is the text of the {@code ///} lines in front of
 * it, without the slashes.
 */
public sealed interface Decl extends Node {
  /** The name that it declares; empty text for declarations without one. */
  Name name();

  /** {@code const N = 4;} */
  record Const(Optional<String> doc, Name name, Optional<TypeExpr> type, Expr value, Span span) implements Decl {}

  /** {@code enum state { NONE, PT }}. */
  record Enumeration(Optional<String> doc, Name name, List<Name> members, Span span) implements Decl {
    public Enumeration {
      members = List.copyOf(members);
    }
  }

  /** {@code flags vm_flags { VM_READ, VM_WRITE }}: a value is a set of members. */
  record Flags(Optional<String> doc, Name name, List<Name> members, Span span) implements Decl {
    public Flags {
      members = List.copyOf(members);
    }
  }

  /** {@code struct folio { ... }}; {@code external} when Java relies on its fields ({@code extern struct}). */
  record Struct(
      Optional<String> doc, boolean external, Name name, List<SyntaxPart.FieldDecl> fields, Span span)
      implements Decl {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** How a function is given. */
  enum FnKind {
    /** With a body in the language. */
    DEFINED,
    /** Bound by name to Java; no body. */
    EXTERN,
    /** Takes the place of a library function of the same name. */
    REPLACE
  }

  /** {@code fn name(params) -> result { ... }}. */
  record Fn(
      Optional<String> doc,
      FnKind kind,
      Name name,
      List<SyntaxPart.Param> params,
      Optional<TypeExpr> result,
      Optional<Stmt.Block> body,
      Span span)
      implements Decl {
    public Fn {
      params = List.copyOf(params);
    }
  }

  /** {@code patch name since "6.1" until "6.6" needs a, b "title" { edits }}. */
  record Patch(
      Optional<String> doc,
      Name name,
      Optional<Expr.StringLit> since,
      Optional<Expr.StringLit> until,
      List<Name> needs,
      Optional<Expr.StringLit> title,
      List<SyntaxPart.PatchEdit> edits,
      Span span)
      implements Decl {
    public Patch {
      needs = List.copyOf(needs);
      edits = List.copyOf(edits);
    }
  }

  /** {@code lock order { ... }}. */
  record LockOrder(
      Optional<String> doc, Name name, List<SyntaxPart.OrderChain> chains, List<SyntaxPart.Nest> nests, Span span)
      implements Decl {
    public LockOrder {
      chains = List.copyOf(chains);
      nests = List.copyOf(nests);
    }
  }

  /** {@code page tables { ... }}. */
  record PageTables(Optional<String> doc, Name name, List<SyntaxPart.TableRule> rules, Span span) implements Decl {
    public PageTables {
      rules = List.copyOf(rules);
    }
  }

  /**
   * {@code rules for vma unless unlinked(this) { flags write needs mm.mmap_lock(w); }}: rules of a struct's fields that
   * stand outside of it. {@code name} is the struct's.
   *
   * @param exempt objects for which it holds are subject to no rule: nobody else can reach them yet, or any more
   */
  record StructRules(
      Optional<String> doc, Name name, Optional<Expr> exempt, List<SyntaxPart.FieldRules> rules, Span span)
      implements Decl {
    public StructRules {
      rules = List.copyOf(rules);
    }
  }

  /** {@code condition stable(v: vma) = v.mm.mmap_lock(r) or rmap(v)(r);}: a name for what rules need. */
  record Condition(
      Optional<String> doc,
      Name name,
      List<SyntaxPart.Param> params,
      List<SyntaxPart.Conjunction> alternatives,
      Span span)
      implements Decl {
    public Condition {
      params = List.copyOf(params);
      alternatives = List.copyOf(alternatives);
    }
  }

  /** A shared variable, {@code var pmd: 0..2 = 1;}, or lock, {@code lock ptl: spinlock[2];}. */
  record Var(Optional<String> doc, Name name, TypeExpr type, Optional<Expr> value, Span span) implements Decl {}

  /** {@code scenario name(params) { items }}. */
  record Scenario(
      Optional<String> doc, Name name, List<SyntaxPart.ScenarioParam> params, List<ScenarioItem> items, Span span)
      implements Decl {
    public Scenario {
      params = List.copyOf(params);
      items = List.copyOf(items);
    }
  }

  /** A hole, already reported. */
  record Missing(Name name, Span span) implements Decl {}
}
