package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all parts of one resolution share: the tables that they fill, and what declarations have told so far. */
final class World {
  /** Statements that a patch puts into a function, with the names that the patch can see. */
  record Edit(Decl.Patch patch, SyntaxPart.PatchEdit edit, Scope scope) {}

  final Tables tables;
  final Scope library;
  final SideTable<Decl.Fn, Body> bodies;
  final Map<ScenarioItem.Thread, Body> threads = new IdentityHashMap<>();
  final Forks forks = new Forks();
  final LockOrderCycles lockOrders;

  /** What stands for each child of a fork: its thread. */
  final Map<ScenarioItem.Thread, Symbol.Thread> children = new IdentityHashMap<>();

  /** How many constants are being worked out, each for the one before. */
  int constantDepth;

  private final SideTable<Decl.Struct, Map<String, Symbol.StructField>> fields;
  private final SideTable<Decl.Fn, List<Edit>> edits;
  private final Map<Symbol, Map<String, Symbol>> registers = new IdentityHashMap<>();

  private final Set<String> userFiles;

  /** @param userFiles the paths of the files that are not the library's */
  World(Set<String> userFiles) {
    this.userFiles = Set.copyOf(userFiles);
    tables = new Tables();
    library = Builtins.scope().inner();
    bodies = SideTable.empty();
    fields = SideTable.empty();
    edits = SideTable.empty();
    lockOrders = new LockOrderCycles(tables);
  }

  /**
   * A world in which the library is resolved.
   *
   * @param below the world of the library alone, which stays as it is
   * @param userFiles the paths of the files that are not the library's
   */
  World(World below, Set<String> userFiles) {
    this.userFiles = Set.copyOf(userFiles);
    tables = new Tables(below.tables);
    library = below.library;
    bodies = below.bodies.above();
    fields = below.fields.above();
    edits = below.edits.above();
    lockOrders = below.lockOrders.copy(tables);
  }

  boolean isUserFile(String path) {
    return userFiles.contains(path);
  }

  /** The fields of a struct by name, in the order of declaration; filled while structs are declared. */
  Map<String, Symbol.StructField> fields(Decl.Struct struct) {
    Map<String, Symbol.StructField> known = fields.get(struct);
    if (known == null) {
      known = new LinkedHashMap<>();
      fields.put(struct, known);
    }
    return known;
  }

  /** The variables of a thread's outermost block; empty before its text is resolved, and for what is no thread. */
  Map<String, Symbol> registers(Symbol thread) {
    return registers.getOrDefault(thread, Map.of());
  }

  /** Remembers the variables of a thread's outermost block. */
  void registers(Symbol thread, Map<String, Symbol> own) {
    registers.put(thread, Collections.unmodifiableMap(own));
  }

  /**
   * Up to five functions of the library that are held against the kernel's {@code file}, such as {@code mm/memory.c}.
   */
  List<String> modelledIn(String file) {
    String base = file.substring(file.lastIndexOf('/') + 1).replace(".c", ".pw").replace(".h", ".pw");
    return library.own(Space.FUNCTION).values().stream()
        .map(Symbol::declared)
        .filter(name -> name.span().path().endsWith("/" + base) || name.span().path().equals(base))
        .map(Name::text)
        .limit(5)
        .toList();
  }

  /** The edits that patches make in a function. */
  List<Edit> edits(Decl.Fn fn) {
    return List.copyOf(edits.getOrDefault(fn, List.of()));
  }

  /** Notes one more edit in a function. */
  void edit(Decl.Fn fn, Edit edit) {
    List<Edit> all = new ArrayList<>(edits.getOrDefault(fn, List.of()));
    all.add(edit);
    edits.put(fn, all);
  }

  /** Whether {@code fn} was resolved with the library, and has got edits since. */
  boolean isEditedSince(Decl.Fn fn) {
    return bodies.isBelow(fn) && edits.containsKey(fn) && !edits.isBelow(fn);
  }

  /** The fields of every struct. */
  SideTable<Decl.Struct, Map<String, Symbol.StructField>> fields() {
    return fields;
  }

  /** The kernel library's struct of this name. */
  Optional<Type.Ref> kernelStruct(String name) {
    return library.find(Space.TYPE, name)
        .map(Symbol::type)
        .filter(Type.Ref.class::isInstance)
        .map(Type.Ref.class::cast);
  }
}
