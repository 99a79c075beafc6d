package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks the attributes of machines, files and mappings against what can be said about them. */
final class Attributes {
  /** What stands behind an attribute's name. */
  sealed interface Value {
    /** A number from {@code low} to {@code high} that is known before the run. */
    record Number(long low, long high) implements Value {}

    /** A power of two from {@code low} to {@code high} that is known before the run. */
    record PowerOfTwo(long low, long high) implements Value {}

    /** One of some words. */
    record Word(List<String> words) implements Value {}

    /** Letters for permissions: {@code rw}. */
    record Permissions() implements Value {}

    /** A file of the scenario. */
    record FileName() implements Value {}

    /** Nothing. */
    record Flag() implements Value {}

    /** Anything: this version does not model it. */
    record Later(NotYet what) implements Value {}
  }

  private static final Value SIZE = new Value.Number(1, Long.MAX_VALUE);
  private static final Value OFFSET = new Value.Number(0, Long.MAX_VALUE);

  /** Of {@code machine}. */
  static final Map<String, Value> MACHINE = machine();

  /** Of {@code file}. */
  static final Map<String, Value> FILE = file();

  /** Of {@code map}. */
  static final Map<String, Value> MAP = map();

  private final World world;
  private final Scope scope;

  Attributes(World world, Scope scope) {
    this.world = world;
    this.scope = scope;
  }

  /**
   * Checks {@code attrs}.
   *
   * @param owner what they speak of, in messages
   * @return the attributes by name, the first of each
   */
  Map<String, SyntaxPart.Attr> check(List<SyntaxPart.Attr> attrs, Map<String, Value> known, String owner) {
    Map<String, SyntaxPart.Attr> found = new LinkedHashMap<>();
    for (SyntaxPart.Attr attr : attrs) {
      Name key = attr.key();
      Value value = known.get(key.text());
      if (key.isMissing()) {
        continue;
      }
      if (value == null) {
        world.tables.report(ScenarioDiagnostics.unknownAttribute(
            key, owner, world.tables.nearest(key.text(), known.keySet()), new ArrayList<>(known.keySet())));
        continue;
      }
      SyntaxPart.Attr earlier = found.putIfAbsent(key.text(), attr);
      boolean repeatable = key.text().equals("folio") || key.text().equals("huge_folio");
      if (earlier != null && !repeatable) {
        world.tables.report(ScenarioDiagnostics.attributesConflict(key, earlier.key()));
      }
      value(attr, value);
    }
    return found;
  }

  private void value(SyntaxPart.Attr attr, Value wanted) {
    String key = attr.key().text();
    switch (wanted) {
      case Value.Number number -> number(attr, number);
      case Value.PowerOfTwo power -> power(attr, power);
      case Value.Word word -> {
        if (!word.words().contains(word(attr))) {
          wrong(attr, "one of " + String.join(", ", word.words().stream().map(w -> "`" + w + "`").toList()));
        }
      }
      case Value.Permissions permissions -> {
        if (!word(attr).matches("none|r?w?x?") || word(attr).isEmpty()) {
          wrong(attr, "`none` or letters from `rwx`");
        }
      }
      case Value.FileName file -> file(attr);
      case Value.Flag flag -> attr.value().ifPresent(
          value -> world.tables.report(ScenarioDiagnostics.attributeSuperfluous(value.span(), key)));
      case Value.Later later -> world.tables.report(later.what().at(attr.span()));
    }
    if (!(wanted instanceof Value.Later) && !attr.nested().isEmpty()) {
      Name inside = attr.nested().get(0).key();
      world.tables.report(ScenarioDiagnostics.unknownAttribute(inside, "`" + key + "`", Optional.empty(), List.of()));
    }
  }

  private void number(SyntaxPart.Attr attr, Value.Number wanted) {
    if (attr.value().isEmpty()) {
      wrong(attr, "a number");
      return;
    }
    Expr value = attr.value().get();
    Type found = new Expressions(Frame.constant(world, scope)).into(Type.Int.LONG, value, "`" + attr.key() + "`");
    OptionalLong constant = world.tables.constantOf(value);
    if (constant.isPresent() && !(wanted.low() <= constant.getAsLong() && constant.getAsLong() <= wanted.high())) {
      wrong(attr, wanted.high() == Long.MAX_VALUE
          ? "at least " + wanted.low() : "a number in " + wanted.low() + ".." + wanted.high());
    } else if (!TypeRules.isError(found) && !Fixed.isFixed(value, world.tables)) {
      world.tables.report(TypeDiagnostics.notConstant(value.span(), "`" + attr.key() + "`"));
    }
  }

  private void power(SyntaxPart.Attr attr, Value.PowerOfTwo wanted) {
    number(attr, new Value.Number(Long.MIN_VALUE, Long.MAX_VALUE));
    OptionalLong constant = attr.value().map(world.tables::constantOf).orElse(OptionalLong.empty());
    if (constant.isPresent()) {
      long n = constant.getAsLong();
      if (n < wanted.low() || wanted.high() < n || Long.bitCount(n) != 1) {
        wrong(attr, "a power of two in " + wanted.low() + ".." + wanted.high());
      }
    }
  }

  private void file(SyntaxPart.Attr attr) {
    if (attr.value().isEmpty()) {
      wrong(attr, "the name of a file");
      return;
    }
    String word = word(attr);
    Optional<Symbol> found = word.isEmpty() ? Optional.empty() : scope.find(Space.VALUE, word);
    if (found.isPresent() && found.get() instanceof Symbol.FileObject && attr.value().get() instanceof Expr.Ref ref) {
      world.tables.bind(ref.name(), found.get());
      world.tables.type(ref, found.get().type());
    } else if (!(attr.value().get() instanceof Expr.Missing)) {
      List<String> files = scope.visible(Space.VALUE).stream()
          .filter(name -> scope.here(Space.VALUE, name).filter(Symbol.FileObject.class::isInstance).isPresent())
          .toList();
      world.tables.report(ScenarioDiagnostics.unknownFile(
          attr.value().get().span(), world.tables.nearest(word, files)));
    }
  }

  private static String word(SyntaxPart.Attr attr) {
    return attr.value().orElse(null) instanceof Expr.Ref ref ? ref.name().text() : "";
  }

  private void wrong(SyntaxPart.Attr attr, String wanted) {
    if (attr.value().orElse(null) instanceof Expr.Missing) {
      return;
    }
    world.tables.report(ScenarioDiagnostics.attributeValue(
        attr.value().map(Expr::span).orElse(attr.key().span()), attr.key().text(), wanted));
  }

  private static Map<String, Value> machine() {
    Map<String, Value> known = new LinkedHashMap<>();
    known.put("cpus", new Value.Number(1, 16));
    known.put("levels", new Value.Number(2, 5));
    known.put("table_entries", new Value.PowerOfTwo(2, 512));
    known.put("hardware_ad", new Value.Number(0, 1));
    known.put("bbml2", new Value.Number(0, 1));
    known.put("flush", new Value.Word(List.of("ipi", "paravirt", "invlpgb")));
    known.put("pcid", new Value.Number(0, 1));
    known.put("secondary_mmu", new Value.Number(0, 1));
    known.put("per_vma_lock", new Value.Number(0, 1));
    known.put("split_ptlocks", new Value.Number(0, 1));
    known.put("data_races", new Value.Number(0, 1));
    known.put("plain_reads", new Value.Word(List.of("once", "repeat")));
    known.put("rules", new Value.Number(0, 1));
    known.put("objects", new Value.Number(1, 64));
    known.put("swap", new Value.Later(NotYet.SWAP_DEVICE));
    return known;
  }

  private static Map<String, Value> file() {
    Map<String, Value> known = new LinkedHashMap<>();
    known.put("size", SIZE);
    known.put("huge_folio", OFFSET);
    known.put("folio", OFFSET);
    known.put("regular", new Value.Flag());
    return known;
  }

  private static Map<String, Value> map() {
    Map<String, Value> known = new LinkedHashMap<>();
    known.put("at", OFFSET);
    known.put("size", SIZE);
    known.put("offset", OFFSET);
    known.put("file", new Value.FileName());
    known.put("prot", new Value.Permissions());
    known.put("shared", new Value.Flag());
    known.put("private", new Value.Flag());
    known.put("anon", new Value.Flag());
    known.put("fixed", new Value.Flag());
    known.put("huge", new Value.Flag());
    return known;
  }
}
