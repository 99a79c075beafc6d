package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.witness.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a lock that is lacking can be called at a statement, and how it is taken: by the kernel's own functions where it
 * has some, else by a {@code lock} block.
 */
final class LockNames {
  /** The kernel's functions for a lock: how they begin, for reading and for writing. */
  private static final Map<String, List<Functions>> KERNEL = Map.of(
      "mm.mmap_lock", pair("mmap_read_lock", "mmap_read_unlock", "mmap_write_lock", "mmap_write_unlock"),
      "address_space.i_mmap_rwsem",
      pair("i_mmap_lock_read", "i_mmap_unlock_read", "i_mmap_lock_write", "i_mmap_unlock_write"),
      "anon_vma.rwsem",
      pair("anon_vma_lock_read", "anon_vma_unlock_read", "anon_vma_lock_write", "anon_vma_unlock_write"),
      "folio.lock", pair("folio_lock", "folio_unlock", "folio_lock", "folio_unlock"),
      "vma.", pair("vma_start_write", "", "vma_start_write", ""));

  private final FileView view;
  private final Stmt statement;

  LockNames(FileView view, Stmt statement) {
    this.view = view;
    this.statement = statement;
  }

  /** What takes a lock and what gives it back; without the latter something else does. */
  record Functions(String take, String give) {}

  /**
   * A lock by a name of the text.
   *
   * @param object to which it belongs; the lock itself where it belongs to none
   * @param lock the lock as an expression; empty where it is no word
   * @param mode {@code r}, {@code w}, or empty for a lock with one mode
   * @param functions of the kernel for it
   */
  record Named(String object, String lock, String mode, Optional<Functions> functions) {}

  private static List<Functions> pair(String takeRead, String giveRead, String takeWrite, String giveWrite) {
    return List.of(new Functions(takeRead, giveRead), new Functions(takeWrite, giveWrite));
  }

  /** The kernel's functions for reading that have a twin for writing, with it. */
  static Map<String, String> twins() {
    Map<String, String> twins = new LinkedHashMap<>();
    KERNEL.values().forEach(modes -> {
      twins.put(modes.get(0).take(), modes.get(1).take());
      twins.put(modes.get(0).give(), modes.get(1).give());
    });
    twins.putAll(Map.of("down_read", "down_write", "up_read", "up_write", "read_lock", "write_lock",
        "read_unlock", "write_unlock"));
    return twins;
  }

  /** What the lock can be called here, the nearest first; empty if the text has no name for its object. */
  List<Named> of(Violation.Missing missing) {
    if (missing.equals(Violation.Missing.RCU)) {
      return List.of(new Named("", "", "", Optional.of(new Functions("rcu_read_lock", "rcu_read_unlock"))));
    }
    Optional<Type> type = type(missing);
    String mode = type.filter(LockNames::hasModes).isEmpty() ? "" : missing.forWriting() ? "w" : "r";
    if (missing.struct().isEmpty()) {
      return type.isEmpty() ? List.of() : List.of(new Named(missing.name(), missing.name(), mode, Optional.empty()));
    }
    if (type.isEmpty() && !missing.name().isEmpty()) {
      return List.of();
    }
    Optional<Functions> functions = Optional.ofNullable(KERNEL.get(missing.struct() + "." + missing.name()))
        .map(modes -> modes.get(missing.forWriting() ? 1 : 0))
        .filter(found -> isKernelFunction(found.take()));
    return objects(missing.struct()).stream()
        .map(object -> new Named(
            object, missing.name().isEmpty() ? "" : object + "." + missing.name(), mode, functions))
        .toList();
  }

  private static boolean hasModes(Type type) {
    return type instanceof Type.Lock lock
        && (lock.kind() == Type.LockKind.RWSEM || lock.kind() == Type.LockKind.RWLOCK);
  }

  private boolean isKernelFunction(String name) {
    return view.resolution().library().stream()
        .flatMap(unit -> unit.decls().stream())
        .anyMatch(decl -> decl instanceof Decl.Fn fn && fn.name().text().equals(name));
  }

  /** The type of the lock as it is declared. */
  private Optional<Type> type(Violation.Missing missing) {
    if (missing.struct().isEmpty()) {
      int bracket = missing.name().indexOf('[');
      String name = bracket < 0 ? missing.name() : missing.name().substring(0, bracket);
      return view.names().stream()
          .filter(each -> each.text().equals(name))
          .flatMap(each -> view.resolution().symbol(each).stream())
          .filter(Symbol.Global.class::isInstance)
          .map(Symbol::type)
          .map(type -> type instanceof Type.Array array ? array.element() : type)
          .findFirst();
    }
    return Stream.concat(
            view.resolution().units().stream(), view.resolution().library().stream())
        .flatMap(unit -> structs(unit).stream())
        .filter(struct -> struct.name().text().equals(missing.struct()))
        .flatMap(struct -> view.resolution().fields(struct).stream())
        .filter(field -> field.declared().text().equals(missing.name()))
        .map(Symbol.StructField::type)
        .findFirst();
  }

  private static List<Decl.Struct> structs(Node node) {
    List<Decl.Struct> found = new ArrayList<>();
    if (node instanceof Decl.Struct struct) {
      found.add(struct);
    } else if (!(node instanceof Stmt)) {
      Children.of(node).forEach(child -> found.addAll(structs(child)));
    }
    return found;
  }

  /** Expressions for objects of a struct: what the statement speaks of, then what the scenario has. */
  private Set<String> objects(String struct) {
    Set<String> found = new LinkedHashSet<>();
    collect(statement, struct, found);
    if (found.isEmpty()) {
      scenario().ifPresent(whole -> declared(whole, struct, found));
    }
    return found;
  }

  private Optional<Decl.Scenario> scenario() {
    return view.resolution().scenarios().stream()
        .filter(each -> each.span().start() <= statement.span().start() && statement.span().end() <= each.span().end())
        .findFirst();
  }

  private void collect(Node node, String struct, Set<String> found) {
    if (node instanceof Expr.Ref ref
        && view.resolution().symbol(ref.name()).orElse(null) instanceof Symbol.Mapping mapping && struct.equals("mm")) {
      found.add(mapping.process().name().text() + ".mm");
    } else if (node instanceof Expr expr && isPath(expr) && !isMappingsVma(expr)) {
      along(view.text(expr.span()), view.resolution().type(expr), struct, found);
    }
    Children.of(node).forEach(child -> collect(child, struct, found));
  }

  /** What it leads to is found by the mapping itself. */
  private boolean isMappingsVma(Expr expr) {
    return expr instanceof Expr.Field field && field.target() instanceof Expr.Ref ref
        && view.resolution().symbol(ref.name()).orElse(null) instanceof Symbol.Mapping;
  }

  /** Names of the scenario that lead to an object: its processes, mappings and files. */
  private void declared(Node node, String struct, Set<String> found) {
    if (node instanceof Stmt) {
      return;
    }
    view.names().stream()
        .filter(name -> node.span().start() <= name.span().start() && name.span().end() <= node.span().end())
        .forEach(name -> view.resolution().symbol(name)
            .filter(symbol -> symbol.declared() == name)
            .filter(LockNames::isVisible)
            .ifPresent(symbol -> along(name.text(), symbol.type(), struct, found)));
  }

  private static boolean isVisible(Symbol symbol) {
    return symbol instanceof Symbol.Process || symbol instanceof Symbol.Mapping || symbol instanceof Symbol.FileObject
        || symbol instanceof Symbol.Global;
  }

  /** A name or a field of one: what can be written again without doing anything. */
  private static boolean isPath(Expr expr) {
    return switch (expr) {
      case Expr.Ref ref -> true;
      case Expr.Field field -> isPath(field.target());
      default -> false;
    };
  }

  /** An expression itself, if it is an object of the struct, or what of it is one. */
  private static void along(String text, Type type, String struct, Set<String> found) {
    String kind = kind(type);
    if (kind.equals(struct)) {
      found.add(text);
      return;
    }
    switch (kind + " " + struct) {
      case "process mm", "vma mm" -> found.add(text + ".mm");
      case "mapping vma" -> found.add(text + ".vma");
      case "mapping address_space" -> found.add(text + ".vma.file.mapping");
      case "mapping anon_vma" -> found.add(text + ".vma.anon_vma");
      case "vma address_space" -> found.add(text + ".file.mapping");
      case "vma anon_vma" -> found.add(text + ".anon_vma");
      case "file address_space" -> found.add(text + ".mapping");
      default -> {}
    }
  }

  private static String kind(Type type) {
    return switch (type) {
      case Type.Ref ref -> ref.struct().name().text();
      case Type.NullableRef ref -> ref.struct().name().text();
      case Type.Actor actor -> switch (actor.kind()) {
        case PROCESS -> "process";
        case MAPPING -> "mapping";
        case FILE -> "file";
        default -> "";
      };
      default -> "";
    };
  }
}
