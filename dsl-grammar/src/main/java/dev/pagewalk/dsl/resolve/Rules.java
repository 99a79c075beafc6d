package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Binds the names in rules: of fields, of the lock order, of page tables.
 *
 * <p>Model: a lock order may name classes of locks that nothing declares, such as those of files and block devices;
 * they are for the reader.
 */
final class Rules {
  /** What can be done with an entry of a page table, in the order in which the documentation has it. */
  static final List<String> OPERATIONS =
      List.of("traverse", "read", "read plain", "install", "link", "link upper", "change", "zap", "free", "move");

  private static final int DEEPEST = 64;

  private final World world;
  private final Scope scope;
  private final Map<String, Span> seen = new HashMap<>();

  Rules(World world, Scope scope) {
    this.world = world;
    this.scope = scope;
  }

  /** Binds the rules among {@code decls}. */
  void check(List<Decl> decls) {
    for (Decl decl : decls) {
      switch (decl) {
        case Decl.Struct d -> d.fields().stream().filter(field -> !field.rules().isEmpty()).forEach(
            field -> fields(d, field.names(), field.rules()));
        case Decl.StructRules d -> structRules(d);
        case Decl.Condition d -> condition(d);
        case Decl.LockOrder d -> {
          d.chains().forEach(chain -> chain(chain, 0));
          d.nests().forEach(this::nest);
        }
        case Decl.PageTables d -> d.rules().forEach(this::operation);
        case Decl.Const d -> { }
        case Decl.Enumeration d -> { }
        case Decl.Flags d -> { }
        case Decl.Fn d -> { }
        case Decl.Patch d -> { }
        case Decl.Var d -> { }
        case Decl.Scenario d -> { }
        case Decl.Missing d -> { }
      }
    }
    Set<Decl.Condition> done = new HashSet<>();
    decls.stream().filter(Decl.Condition.class::isInstance).map(Decl.Condition.class::cast).forEach(
        condition -> findCycle(condition, new HashSet<>(), done));
  }

  private void structRules(Decl.StructRules rules) {
    Optional<Symbol> found = scope.find(Space.TYPE, rules.name().text()).filter(Symbol.StructName.class::isInstance);
    if (found.isEmpty()) {
      if (!rules.name().isMissing()) {
        world.tables.report(NameDiagnostics.unknownType(
            rules.name(), world.tables.nearest(rules.name().text(), scope.visible(Space.TYPE))));
      }
      return;
    }
    world.tables.bind(rules.name(), found.get());
    Decl.Struct struct = ((Symbol.StructName) found.get()).decl();
    rules.exempt().ifPresent(exempt -> of(struct).term(exempt));
    for (SyntaxPart.FieldRules line : rules.rules()) {
      for (Name name : line.names()) {
        Symbol.StructField field = world.fields(struct).get(name.text());
        if (field != null) {
          world.tables.bind(name, field);
        } else if (!name.isMissing()) {
          world.tables.report(NameDiagnostics.unknownField(name, "struct `" + struct.name() + "`",
              world.tables.nearest(name.text(), world.fields(struct).keySet()),
              List.copyOf(world.fields(struct).keySet())));
        }
      }
      fields(struct, line.names(), line.rules());
    }
  }

  private void fields(Decl.Struct struct, List<Name> names, List<SyntaxPart.FieldRule> rules) {
    for (SyntaxPart.FieldRule rule : rules) {
      for (Name name : names) {
        Span first = seen.putIfAbsent(
            struct.name().text() + '.' + name.text() + ' ' + rule.access().text(), rule.access().span());
        if (first != null && !name.isMissing()) {
          world.tables.report(
              RuleDiagnostics.ruleTwice(name, rule.access().text(), rule.access().span(), first));
        }
      }
      of(struct).alternatives(rule.alternatives());
    }
  }

  private RuleTerms of(Decl.Struct struct) {
    return new RuleTerms(world, scope, Optional.of(new Type.Ref(struct)), Map.of());
  }

  private void condition(Decl.Condition condition) {
    Map<String, Symbol> names = new LinkedHashMap<>();
    if (world.tables.symbols.get(condition.name()) instanceof Symbol.Condition symbol) {
      for (int i = 0; i < condition.params().size(); i++) {
        SyntaxPart.Param param = condition.params().get(i);
        Symbol local = new Symbol.Local(param.name(), symbol.parameters().get(i), param);
        world.tables.bind(param.name(), local);
        names.put(param.name().text(), local);
      }
    }
    new RuleTerms(world, scope, Optional.empty(), names).alternatives(condition.alternatives());
  }

  private void findCycle(Decl.Condition condition, Set<Decl.Condition> open, Set<Decl.Condition> done) {
    if (DEEPEST <= open.size() || !open.add(condition)) {
      world.tables.report(DEEPEST <= open.size()
          ? TypeDiagnostics.tooDeep(condition.span()) : RuleDiagnostics.conditionCycle(condition.name()));
      done.add(condition);
      return;
    }
    condition.alternatives().stream().flatMap(all -> all.terms().stream())
        .map(term -> term instanceof Expr.Unary not ? not.operand() : term)
        .filter(Expr.Call.class::isInstance)
        .map(call -> ((Expr.Call) call).callee())
        .filter(Expr.Ref.class::isInstance)
        .map(ref -> world.tables.symbols.get(((Expr.Ref) ref).name()))
        .filter(Symbol.Condition.class::isInstance)
        .map(symbol -> ((Symbol.Condition) symbol).decl())
        .filter(needed -> !done.contains(needed))
        .toList()
        .forEach(needed -> findCycle(needed, open, done));
    open.remove(condition);
    done.add(condition);
  }

  private void operation(SyntaxPart.TableRule rule) {
    String written = rule.operation().stream().map(Name::text).collect(Collectors.joining(" "));
    if (!OPERATIONS.contains(written) && rule.operation().stream().noneMatch(Name::isMissing)
        && !rule.operation().isEmpty()) {
      Span span = rule.operation().getFirst().span().to(rule.operation().getLast().span());
      world.tables.report(RuleDiagnostics.unknownOperation(span, written, OPERATIONS));
    }
    new RuleTerms(world, scope, Optional.empty(), operands()).alternatives(rule.alternatives());
  }

  /**
   * What an operation on page tables is about: the table of the entry, its mm, the mapping at its address, and the
   * table to which the entry leads.
   */
  private Map<String, Symbol> operands() {
    Map<String, Symbol> names = new LinkedHashMap<>();
    operand(names, "table", "ptdesc");
    operand(names, "mm", "mm");
    operand(names, "vma", "vma");
    operand(names, "below", "ptdesc");
    return names;
  }

  private void operand(Map<String, Symbol> names, String name, String struct) {
    world.kernelStruct(struct).ifPresent(
        type -> names.put(name, new Symbol.Local(Builtins.name(name), type, name)));
  }

  private void chain(SyntaxPart.OrderChain chain, int depth) {
    chain.lock().ifPresent(lock -> new LockPaths(world, scope).lock(lock, false));
    if (depth < 256) {
      chain.stages().forEach(stage -> stage.alternatives().forEach(inner -> chain(inner, depth + 1)));
    }
  }

  private void nest(SyntaxPart.Nest nest) {
    new LockPaths(world, scope).lock(nest.lock(), false);
    nest.functions().forEach(name -> scope.find(Space.FUNCTION, name.text()).ifPresent(
        function -> world.tables.bind(name, function)));
  }
}
