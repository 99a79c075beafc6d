package dev.pagewalk.lower;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.step.Binding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What all functions of one variant share while they are compiled. */
final class LoweringContext {
  final Resolution resolution;
  final Variant variant;
  final Constants constants;
  final Types types;
  final Structs structs;
  final Layout layout;
  final ProgramBuilder program = new ProgramBuilder();
  final List<Diagnostic> diagnostics = new ArrayList<>();

  /** The index of the first word of each shared variable. */
  final Map<Symbol.Global, Integer> globals = new IdentityHashMap<>();

  /** What the scenario declares, as values. */
  final Actors actors = new Actors();

  /** Numbers of the labels for which some thread waits, by name. */
  final Map<String, Integer> awaitedLabels = new LinkedHashMap<>();

  /** What makes the CPU of a member of a forked thread load the address space that is its argument. */
  private BiFunction<ScenarioItem.Thread, Integer, Binding> starts = (thread, member) -> {
    throw new IllegalStateException("only processes fork");
  };

  /**
   * Who looks at memory in a property: the word that says in which address space, and the word that holds it, unless it
   * is that of the mapping which the property names.
   */
  record Judge(int mmWord, OptionalInt owner) {}

  /** While the condition of a property is compiled. */
  Optional<Judge> judge = Optional.empty();

  /** Position among the agents of each thread's first member, by declaration. */
  final Map<Object, Integer> agents = new IdentityHashMap<>();

  /** How many members each thread has, by declaration. */
  final Map<Object, Integer> members = new IdentityHashMap<>();

  /**
   * The words in which threads leave what properties read of them ({@code t.r}), by the declaration of the variable.
   */
  final Map<Object, Integer> results = new IdentityHashMap<>();

  /** Names of structs whose allocation may fail. */
  final Set<String> mayFail;

  private final Map<String, Decl.Fn> replacements;
  private final List<SyntaxPart.PatchEdit> edits;
  private final Function<Span, String> text;
  private final Map<Decl.Fn, Integer> numbers = new IdentityHashMap<>();
  private final Deque<Decl.Fn> waiting = new ArrayDeque<>();
  private Map<String, Binding> bindings = Map.of();
  private Map<String, Binding> checkedBindings = Map.of();
  private FieldRules fieldRules;
  private final CompilerBarriers barriers = new CompilerBarriers(this);

  LoweringContext(
      Resolution resolution,
      Variant variant,
      Constants constants,
      Types types,
      Structs structs,
      Layout layout,
      Map<String, Decl.Fn> replacements,
      Set<String> mayFail,
      List<SyntaxPart.PatchEdit> edits,
      Function<Span, String> text) {
    this.edits = List.copyOf(edits);
    this.resolution = resolution;
    this.variant = variant;
    this.constants = constants;
    this.types = types;
    this.structs = structs;
    this.layout = layout;
    this.replacements = replacements;
    this.mayFail = mayFail;
    this.text = text;
  }

  /** The edits of the patches that are in, for a label of a function. */
  List<SyntaxPart.PatchEdit> edits(String function, String label) {
    return edits.stream()
        .filter(edit -> edit.function().text().equals(function) && edit.label().text().equals(label))
        .toList();
  }

  void bind(Map<String, Binding> available) {
    bindings = available;
  }

  void startBy(BiFunction<ScenarioItem.Thread, Integer, Binding> found) {
    starts = found;
  }

  /** @param checked bindings that look at rules first, by name */
  void rule(FieldRules found, Map<String, Binding> checked) {
    fieldRules = found;
    checkedBindings = checked;
  }

  /** What keeps compilers from reading again. */
  CompilerBarriers barriers() {
    return barriers;
  }

  /** What accesses to fields need. */
  FieldRules fieldRules() {
    return fieldRules;
  }

  /** What makes the CPU of a member of a forked thread load the address space that is its argument. */
  Binding startOf(ScenarioItem.Thread child, int member) {
    return starts.apply(child, member);
  }

  /** What a name of the library is bound to, as it is. */
  Binding unchecked(String name) {
    return bindings.get(name);
  }

  /** What a name of the library is bound to, with a look at the rules that apply where it is called. */
  Binding binding(String name) {
    Binding plain = bindings.get(name);
    return fieldRules.isRelaxed() ? plain : checkedBindings.getOrDefault(name, plain);
  }

  /** The function that runs where {@code fn} is called: itself, or what replaces it. */
  Decl.Fn chosen(Decl.Fn fn) {
    return replacements.getOrDefault(fn.name().text(), fn);
  }

  /** The number of a function; it is compiled when its turn comes. */
  int number(Decl.Fn fn) {
    Decl.Fn chosen = chosen(fn);
    Integer number = numbers.get(chosen);
    if (number == null) {
      number = program.declare();
      numbers.put(chosen, number);
      waiting.add(chosen);
    }
    return number;
  }

  /** The next function to compile, or null. */
  Decl.Fn nextFunction() {
    return waiting.poll();
  }

  /** A function that is called by name, without a call in the text. */
  Decl.Fn function(String name) {
    Decl.Fn replaced = replacements.get(name);
    if (replaced != null) {
      return replaced;
    }
    return resolution.library().stream()
        .flatMap(unit -> unit.decls().stream())
        .filter(Decl.Fn.class::isInstance)
        .map(Decl.Fn.class::cast)
        .filter(fn -> fn.name().text().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** The source text of a piece, in one line. */
  String text(Span span) {
    return text.apply(span).replaceAll("\\s+", " ");
  }
}
