package dev.pagewalk.dsl.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The nodes directly below a node, so that whoever looks for a place need not know every kind of node. */
public final class Children {
  private final List<Node> found = new ArrayList<>();

  private Children() {}

  /** The children of {@code node}, names included, in the order in which the tree holds them. */
  public static List<Node> of(Node node) {
    Children children = new Children();
    switch (node) {
      case Name name -> {}
      case SourceUnit unit -> children.all(unit.uses()).all(unit.decls());
      case Decl decl -> children.decl(decl);
      case Stmt stmt -> children.stmt(stmt);
      case Expr expr -> children.expr(expr);
      case TypeExpr type -> children.type(type);
      case ScenarioItem item -> children.item(item);
      case ProcessItem item -> children.processItem(item);
      case SyntaxPart part -> children.part(part);
    }
    return children.found;
  }

  private Children one(Node node) {
    found.add(node);
    return this;
  }

  private Children all(List<? extends Node> nodes) {
    found.addAll(nodes);
    return this;
  }

  private Children maybe(Optional<? extends Node> node) {
    node.ifPresent(found::add);
    return this;
  }

  private void decl(Decl decl) {
    switch (decl) {
      case Decl.Const d -> one(d.name()).maybe(d.type()).one(d.value());
      case Decl.Enumeration d -> one(d.name()).all(d.members());
      case Decl.Flags d -> one(d.name()).all(d.members());
      case Decl.Struct d -> one(d.name()).all(d.fields());
      case Decl.Fn d -> one(d.name()).all(d.params()).maybe(d.result()).maybe(d.body());
      case Decl.Patch d -> one(d.name()).maybe(d.since()).maybe(d.until()).all(d.needs()).maybe(d.title()).all(d.edits());
      case Decl.LockOrder d -> one(d.name()).all(d.chains()).all(d.nests());
      case Decl.PageTables d -> one(d.name()).all(d.rules());
      case Decl.StructRules d -> one(d.name()).maybe(d.exempt()).all(d.rules());
      case Decl.Condition d -> one(d.name()).all(d.params()).all(d.alternatives());
      case Decl.Var d -> one(d.name()).one(d.type()).maybe(d.value());
      case Decl.Scenario d -> one(d.name()).all(d.params()).all(d.items());
      case Decl.Missing d -> one(d.name());
    }
  }

  private void stmt(Stmt stmt) {
    switch (stmt) {
      case Stmt.Block s -> all(s.statements());
      case Stmt.Let s -> one(s.name()).maybe(s.type()).maybe(s.value());
      case Stmt.Assign s -> one(s.target()).one(s.value());
      case Stmt.If s -> one(s.cond()).one(s.then()).maybe(s.otherwise());
      case Stmt.When s -> one(s.patch()).one(s.then()).maybe(s.otherwise());
      case Stmt.While s -> one(s.cond()).one(s.body());
      case Stmt.For s -> one(s.name()).one(s.low()).one(s.high()).one(s.body());
      case Stmt.Return s -> maybe(s.value());
      case Stmt.Expression s -> one(s.expr());
      case Stmt.Defer s -> one(s.body());
      case Stmt.Lock s -> one(s.lock()).maybe(s.mode()).one(s.body());
      case Stmt.Atomic s -> one(s.body());
      case Stmt.Relax s -> one(s.reason()).one(s.body());
      case Stmt.Choose s -> all(s.arms());
      case Stmt.ChooseValue s -> one(s.name()).one(s.low()).one(s.high());
      case Stmt.Await s -> one(s.cond());
      case Stmt.After s -> one(s.thread()).one(s.label());
      case Stmt.Label s -> one(s.name());
      case Stmt.Break s -> {}
      case Stmt.Continue s -> {}
      case Stmt.Empty s -> {}
      case Stmt.Missing s -> {}
    }
  }

  private void expr(Expr expr) {
    switch (expr) {
      case Expr.Ref e -> one(e.name());
      case Expr.Field e -> one(e.target()).one(e.name());
      case Expr.Index e -> one(e.target()).one(e.index());
      case Expr.Call e -> one(e.callee()).all(e.args()).maybe(e.block());
      case Expr.Unary e -> one(e.operand());
      case Expr.Binary e -> one(e.left()).one(e.right());
      case Expr.Conditional e -> one(e.cond()).one(e.then()).one(e.otherwise());
      case Expr.Paren e -> one(e.inner());
      case Expr.IntLit e -> {}
      case Expr.BoolLit e -> {}
      case Expr.NullLit e -> {}
      case Expr.StringLit e -> {}
      case Expr.Missing e -> {}
    }
  }

  private void type(TypeExpr type) {
    switch (type) {
      case TypeExpr.Named t -> one(t.name());
      case TypeExpr.Range t -> one(t.low()).one(t.high());
      case TypeExpr.Nullable t -> one(t.inner());
      case TypeExpr.Pointer t -> one(t.target());
      case TypeExpr.Array t -> one(t.element()).one(t.size());
      case TypeExpr.Missing t -> {}
    }
  }

  private void item(ScenarioItem item) {
    switch (item) {
      case ScenarioItem.Declaration i -> one(i.decl());
      case ScenarioItem.Machine i -> maybe(i.arch()).all(i.attrs());
      case ScenarioItem.FileObject i -> one(i.name()).all(i.attrs());
      case ScenarioItem.Process i -> one(i.name()).all(i.items());
      case ScenarioItem.Thread i -> one(i.name()).maybe(i.count()).maybe(i.process()).maybe(i.cpu()).one(i.body());
      case ScenarioItem.Setup i -> one(i.body());
      case ScenarioItem.MayFail i -> one(i.call());
      case ScenarioItem.Property i -> maybe(i.process()).one(i.condition());
      case ScenarioItem.Expect i -> one(i.verdict()).maybe(i.subject()).all(i.clauses());
      case ScenarioItem.Missing i -> {}
    }
  }

  private void processItem(ProcessItem item) {
    switch (item) {
      case ProcessItem.Map i -> one(i.name()).all(i.attrs());
      case ProcessItem.By i -> one(i.what()).one(i.how());
      case ProcessItem.State i -> one(i.key()).one(i.what());
      case ProcessItem.CpuState i -> one(i.cpu()).one(i.state());
      case ProcessItem.Cached i -> one(i.cpu()).one(i.what());
      case ProcessItem.Uffd i -> one(i.name()).all(i.registrations());
      case ProcessItem.Registration i -> one(i.mapping()).all(i.modes());
      case ProcessItem.Setup i -> one(i.statement());
      case ProcessItem.Missing i -> {}
    }
  }

  private void part(SyntaxPart part) {
    switch (part) {
      case SyntaxPart.Use p -> {}
      case SyntaxPart.Arg p -> maybe(p.name()).one(p.value());
      case SyntaxPart.Param p -> one(p.name()).one(p.type());
      case SyntaxPart.ScenarioParam p -> one(p.name()).one(p.type()).one(p.value());
      case SyntaxPart.FieldDecl p -> all(p.names()).one(p.type()).all(p.rules());
      case SyntaxPart.FieldRules p -> all(p.names()).all(p.rules());
      case SyntaxPart.FieldRule p -> one(p.access()).all(p.alternatives());
      case SyntaxPart.Conjunction p -> all(p.terms()).maybe(p.since());
      case SyntaxPart.OrderStage p -> all(p.alternatives());
      case SyntaxPart.OrderChain p -> maybe(p.lock()).all(p.stages());
      case SyntaxPart.Nest p -> one(p.lock()).all(p.functions());
      case SyntaxPart.TableRule p -> all(p.operation()).all(p.alternatives());
      case SyntaxPart.PatchEdit p -> one(p.function()).one(p.position()).one(p.label()).one(p.body());
      case SyntaxPart.Attr p -> one(p.key()).maybe(p.value()).all(p.nested());
      case SyntaxPart.ExpectClause p -> one(p.key()).all(p.names()).maybe(p.value()).maybe(p.upTo()).all(p.attrs());
    }
  }
}
