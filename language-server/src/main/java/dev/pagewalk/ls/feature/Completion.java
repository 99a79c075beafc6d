package dev.pagewalk.ls.feature;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.resolve.TypeNames;
import dev.pagewalk.dsl.resolve.Verdicts;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.ProcessItem;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.dsl.syntax.TypeExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be written at a place. The text is parsed with a marker at the cursor: where the marker comes to stand in
 * the tree says what is wanted, and the resolver says what there is.
 */
public final class Completion {
  /** A word that nobody writes, and that ends a half-written name, field or call. */
  private static final String MARKER = "pagewalk_cursor";

  private final FileView view;
  private final Span word;
  private final int at;
  private final List<Proposal> proposals = new ArrayList<>();

  private Completion(FileView view, Span word) {
    this.view = view;
    this.word = word;
    this.at = word.start();
  }

  /** What a proposal is. */
  public enum Kind {
    FUNCTION, BUILTIN, VARIABLE, FIELD, TYPE, CONSTANT, PATCH, KEYWORD, SNIPPET, ACTOR
  }

  /**
   * One proposal.
   *
   * @param label what the list shows
   * @param detail behind it
   * @param insert the text to insert; with {@code snippet}, in the notation of LSP, tab stops as <code>$1</code>
   * @param replaces what it takes the place of
   * @param doc in Markdown; empty for none
   */
  public record Proposal(
      Kind kind, String label, String detail, String insert, boolean snippet, Span replaces, String doc) {}

  /**
   * The proposals at {@code offset}, best first in their groups; editors filter by what is typed.
   *
   * @param analysis whose text is looked at; it is not changed
   */
  public static List<Proposal> of(Analysis analysis, String path, String text, int offset) {
    int start = offset;
    while (0 < start && isPartOfName(text.charAt(start - 1))) {
      start--;
    }
    int end = offset;
    while (end < text.length() && isPartOfName(text.charAt(end))) {
      end++;
    }
    if (start < offset && Character.isDigit(text.charAt(start))) {
      return List.of();
    }
    String marked = text.substring(0, start) + MARKER + text.substring(end);
    Optional<FileView> view = FileView.of(analysis.with(path, marked), path);
    Span word = new Span(path, start, offset);
    return view.filter(found -> !found.isInComment(offset))
        .map(found -> new Completion(found, word).propose())
        .orElse(List.of());
  }

  private static boolean isPartOfName(char each) {
    return each == '_' || Character.isLetterOrDigit(each);
  }

  private List<Proposal> propose() {
    Optional<Expr.Field> field = view.innermost(at, Expr.Field.class).filter(each -> isMarker(each.name().text()));
    Optional<SyntaxPart.ExpectClause> clause = view.innermost(at, SyntaxPart.ExpectClause.class);
    Optional<ScenarioItem.Expect> expect = view.innermost(at, ScenarioItem.Expect.class);
    Optional<Stmt.When> when = view.innermost(at, Stmt.When.class).filter(each -> isMarker(each.patch().text()));
    if (labels()) {
      return proposals;
    }
    if (field.isPresent()) {
      fields(view.resolution().type(field.get().target()));
    } else if (when.isPresent()) {
      patches();
    } else if (clause.isPresent()) {
      patches();
      parameters();
    } else if (expect.isPresent()) {
      expectation(expect.get());
    } else if (view.innermost(at, TypeExpr.class).isPresent()) {
      types();
    } else if (view.innermost(at, Stmt.Block.class).isPresent() || view.innermost(at, Expr.class).isPresent()) {
      code();
    } else if (view.innermost(at, ScenarioItem.Process.class).isPresent()) {
      processItems();
    } else if (isInScenario()) {
      Snippets.inScenario().forEach(this::snippet);
    } else {
      Snippets.atTop().forEach(this::snippet);
    }
    return proposals;
  }

  /** Proposes labels, or threads that have some, where one is named; whether that is the case. */
  private boolean labels() {
    Optional<Stmt.After> after = view.innermost(at, Stmt.After.class);
    Optional<SyntaxPart.PatchEdit> edit = view.innermost(at, SyntaxPart.PatchEdit.class);
    if (after.filter(each -> isMarker(each.label().text())).isPresent()) {
      Labels.of(view, after.get()).forEach(label -> word(Kind.CONSTANT, label, "label"));
    } else if (after.isPresent()) {
      VisibleNames.at(view, at).values().stream()
          .filter(Symbol.Thread.class::isInstance)
          .forEach(thread -> add(Kind.ACTOR, thread));
    } else if (edit.filter(each -> isMarker(each.label().text())).isPresent()) {
      Labels.of(view, edit.get()).forEach(label -> word(Kind.CONSTANT, label, "label"));
    } else {
      return false;
    }
    return true;
  }

  private boolean isInScenario() {
    return view.innermost(at, Decl.Scenario.class).filter(each -> each.name().span().end() < at).isPresent();
  }

  private static boolean isMarker(String text) {
    return text.equals(MARKER);
  }

  private void fields(Type target) {
    if (target instanceof Type.Ref ref) {
      view.resolution().fields(ref.struct()).forEach(field -> add(Kind.FIELD, field));
    } else if (target instanceof Type.NullableRef ref) {
      view.resolution().fields(ref.struct()).forEach(field -> add(Kind.FIELD, field));
    } else if (target instanceof Type.Entry) {
      List.of("present", "write", "dirty", "young", "user", "huge", "uffd_wp", "soft_dirty", "special", "pfn")
          .forEach(part -> word(Kind.FIELD, part, "part of the entry"));
    } else if (target instanceof Type.Actor actor) {
      actorParts(actor).forEach(part -> word(Kind.FIELD, part, "of the " + TypeNames.of(actor)));
    }
  }

  private static List<String> actorParts(Type.Actor actor) {
    return switch (actor.kind()) {
      case PROCESS -> List.of("mm");
      case MAPPING -> List.of("start", "end", "size", "vma");
      case FILE -> List.of("mapping", "size");
      case PAGE, THREAD, CPU, UFFD, CHILD -> List.of();
    };
  }

  private void expectation(ScenarioItem.Expect expect) {
    if (expect.subject().filter(subject -> isMarker(subject.text())).isPresent()) {
      Verdicts.subjects(expect.verdict().text()).forEach(subject -> word(Kind.CONSTANT, subject, "subject"));
    } else if (isMarker(expect.verdict().text())) {
      Verdicts.names().forEach(verdict -> word(Kind.CONSTANT, verdict, "verdict"));
    } else {
      List.of("kernel", "with", "without", "machine").forEach(key -> word(Kind.KEYWORD, key, "clause"));
    }
  }

  private void processItems() {
    Optional<ProcessItem.Map> map = view.innermost(at, ProcessItem.Map.class);
    if (map.isPresent()) {
      List.of("at", "size", "private", "shared", "anon", "file", "offset", "prot")
          .forEach(key -> word(Kind.KEYWORD, key, "attribute of a mapping"));
    } else {
      Snippets.inProcess().forEach(this::snippet);
    }
    code();
  }

  private void code() {
    VisibleNames names = VisibleNames.at(view, at);
    names.values().forEach(symbol -> add(kind(symbol), symbol));
    names.functions().forEach(this::function);
    names.types().forEach(symbol -> add(Kind.TYPE, symbol));
    for (Builtin builtin : Builtin.values()) {
      BuiltinNotes.Note note = BuiltinNotes.of(builtin);
      boolean hasParameters = !note.signature().contains("()");
      proposals.add(new Proposal(Kind.BUILTIN, builtin.text(), note.signature(),
          builtin.text() + (hasParameters ? "($1)$0" : "()$0"), true, word, note.text()));
    }
    Snippets.statements().forEach(this::snippet);
  }

  private void types() {
    VisibleNames.at(view, at).types().forEach(symbol -> add(Kind.TYPE, symbol));
    List.of("int", "bool", "vaddr", "pfn", "pte", "pmd", "pud", "p4d", "pgd")
        .forEach(type -> word(Kind.TYPE, type, "type"));
    for (Type.LockKind kind : Type.LockKind.values()) {
      word(Kind.TYPE, kind.name().toLowerCase(Locale.ROOT), "lock");
    }
  }

  private void patches() {
    VisibleNames.at(view, at).patches().forEach(symbol -> add(Kind.PATCH, symbol));
  }

  private void parameters() {
    view.innermost(at, Decl.Scenario.class).ifPresent(scenario -> scenario.params()
        .forEach(param -> word(Kind.VARIABLE, param.name().text(), "parameter")));
  }

  private void function(Symbol symbol) {
    if (symbol instanceof Symbol.Function function) {
      boolean hasParameters = !function.decl().params().isEmpty();
      String name = function.decl().name().text();
      proposals.add(new Proposal(Kind.FUNCTION, name, Signatures.of(view, symbol),
          name + (hasParameters ? "($1)$0" : "()$0"), true, word, Docs.of(symbol).orElse("")));
    }
  }

  private static Kind kind(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Thread s -> Kind.ACTOR;
      case Symbol.Process s -> Kind.ACTOR;
      case Symbol.FileObject s -> Kind.ACTOR;
      case Symbol.Mapping s -> Kind.ACTOR;
      case Symbol.Uffd s -> Kind.ACTOR;
      case Symbol.Cpu s -> Kind.ACTOR;
      case Symbol.Constant s -> Kind.CONSTANT;
      case Symbol.MachineConstant s -> Kind.CONSTANT;
      case Symbol.VariantConstant s -> Kind.CONSTANT;
      case Symbol.ScenarioParameter s -> Kind.CONSTANT;
      case Symbol.Global s -> Kind.VARIABLE;
      case Symbol.Local s -> Kind.VARIABLE;
      case Symbol.Self s -> Kind.VARIABLE;
      case Symbol.StructField s -> Kind.FIELD;
      case Symbol.EntryPart s -> Kind.FIELD;
      case Symbol.ActorPart s -> Kind.FIELD;
      case Symbol.Function s -> Kind.FUNCTION;
      case Symbol.BuiltinFunction s -> Kind.BUILTIN;
      case Symbol.StructName s -> Kind.TYPE;
      case Symbol.TypeName s -> Kind.TYPE;
      case Symbol.Condition s -> Kind.FUNCTION;
      case Symbol.Patch s -> Kind.PATCH;
    };
  }

  private void add(Kind kind, Symbol symbol) {
    String name = symbol.declared().text();
    if (!isMarker(name)) {
      proposals.add(new Proposal(
          kind, name, Signatures.of(view, symbol), name, false, word, Docs.of(symbol).orElse("")));
    }
  }

  private void word(Kind kind, String text, String detail) {
    proposals.add(new Proposal(kind, text, detail, text, false, word, ""));
  }

  private void snippet(Snippets.Snippet snippet) {
    proposals.add(new Proposal(Kind.SNIPPET, snippet.label(), snippet.detail(), snippet.body(), true, word, ""));
  }
}
