package dev.pagewalk.dsl.syntax;

import java.util.List;
import java.util.Optional;

/** What stands in a scenario. */
public sealed interface ScenarioItem extends Node {
  /** A variable, lock, function, struct, constant, patch or rule of the scenario's own. */
  record Declaration(Decl decl, Span span) implements ScenarioItem {}

  /** {@code machine x86_64 { cpus 2; table_entries 4; }}. */
  record Machine(Optional<Name> arch, List<SyntaxPart.Attr> attrs, Span span) implements ScenarioItem {
    public Machine {
      attrs = List.copyOf(attrs);
    }
  }

  /**
   * {@code file F { size 2M; huge folio at 0; }}. {@code huge folio at 0} is the attribute {@code huge_folio} with
   * value 0.
   */
  record FileObject(Optional<String> doc, Name name, List<SyntaxPart.Attr> attrs, Span span) implements ScenarioItem {
    public FileObject {
      attrs = List.copyOf(attrs);
    }
  }

  /** {@code process P { ... }}. */
  record Process(Optional<String> doc, Name name, List<ProcessItem> items, Span span) implements ScenarioItem {
    public Process {
      items = List.copyOf(items);
    }
  }

  /**
   * {@code thread name[n] symmetric in P on cpu0 { ... }}.
   *
   * @param kernel written {@code kthread}
   * @param daemon may wait for ever
   * @param count of a family of threads
   */
  record Thread(
      Optional<String> doc,
      boolean kernel,
      boolean daemon,
      Name name,
      Optional<Expr> count,
      boolean symmetric,
      Optional<Name> process,
      Optional<Name> cpu,
      Stmt.Block body,
      Span span)
      implements ScenarioItem {}

  /** {@code setup { ... }}: runs once, alone, before any thread. */
  record Setup(Stmt.Block body, Span span) implements ScenarioItem {}

  /** {@code may_fail alloc(tlb_batch);} */
  record MayFail(Expr call, Span span) implements ScenarioItem {}

  /** How a property speaks about end states. */
  enum Quantifier {
    FINAL, EXISTS, FORALL, NEVER
  }

  /** {@code final A[0] == 1;}, {@code final c: A[0][0] == 1;}, {@code exists (...);}. */
  record Property(Quantifier quantifier, Optional<Name> process, Expr condition, Span span) implements ScenarioItem {}

  /**
   * {@code expect use_after_free(page_table) kernel "6.1" without p;}.
   *
   * @param verdict {@code safe} or an oracle's name
   * @param subject what the oracle speaks of, in parentheses
   */
  record Expect(Name verdict, Optional<Name> subject, List<SyntaxPart.ExpectClause> clauses, Span span)
      implements ScenarioItem {
    public Expect {
      clauses = List.copyOf(clauses);
    }
  }

  /** A hole, already reported. */
  record Missing(Span span) implements ScenarioItem {}
}
