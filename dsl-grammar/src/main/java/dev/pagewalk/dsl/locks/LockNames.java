package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Which lock, or object with locks, an expression of one text means. */
final class LockNames {
  private final Resolution resolution;
  private final Set<Name> assigned;
  private final Map<Name, LockRef> variables = new HashMap<>();

  /** @param assigned variables that do not keep their first value */
  LockNames(Resolution resolution, Set<Name> assigned) {
    this.resolution = resolution;
    this.assigned = assigned;
  }

  /** Remembers that a variable means what {@code value} does. */
  void bind(Name variable, Expr value) {
    if (!assigned.contains(variable)) {
      of(value).ifPresent(ref -> variables.put(variable, ref));
    }
  }

  /** Whether a variable keeps its first value. */
  boolean isConstant(Name variable) {
    return !assigned.contains(variable);
  }

  /** The lock that an argument is or points to. */
  LockRef lock(Expr expr) {
    String kind = kind(resolution.type(expr));
    return of(expr).filter(ref -> !ref.kind().isEmpty())
        .orElseGet(() -> new LockRef(Optional.empty(), List.of(), group(expr), kind, false));
  }

  /** What an expression means; empty where that cannot be followed. */
  Optional<LockRef> of(Expr expr) {
    return switch (expr) {
      case Expr.Paren paren -> of(paren.inner());
      case Expr.Unary unary when unary.op() == Expr.UnaryOp.ADDRESS || unary.op() == Expr.UnaryOp.DEREF ->
          of(unary.operand());
      case Expr.Ref ref -> resolution.symbol(ref.name()).flatMap(this::named);
      case Expr.Field field -> field(field);
      case Expr.Index index -> of(index.target()).map(array -> element(array, index));
      default -> Optional.empty();
    };
  }

  private Optional<LockRef> named(Symbol symbol) {
    Name name = symbol.declared();
    LockRef known = variables.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    return switch (symbol) {
      case Symbol.Local local -> Optional.of(
          new LockRef(Optional.of(name), List.of(), "", kind(local.type()), isConstant(name)));
      case Symbol.Global global -> {
        String kind = kind(global.type());
        yield Optional.of(new LockRef(Optional.of(name), List.of(), kind.isEmpty() ? "" : name.text(), kind,
            !kind.isEmpty() || isConstant(name)));
      }
      case Symbol.Process process -> Optional.of(new LockRef(Optional.of(name), List.of("mm"), "", "", true));
      case Symbol.FileObject file -> Optional.of(new LockRef(Optional.of(name), List.of(), "", "", true));
      case Symbol.Mapping mapping -> Optional.of(new LockRef(Optional.of(name), List.of(), "", "", true));
      default -> Optional.empty();
    };
  }

  private Optional<LockRef> field(Expr.Field field) {
    Symbol symbol = resolution.symbol(field.name()).orElse(null);
    if (symbol instanceof Symbol.ActorPart part) {
      return of(field.target())
          .map(actor -> actor.path().equals(List.of("mm")) ? actor : actor.field(part.declared().text(), "", "", true));
    }
    if (!(symbol instanceof Symbol.StructField found)) {
      return Optional.empty();
    }
    String kind = kind(found.type());
    String group = kind.isEmpty() ? "" : found.struct().name().text() + '.' + found.declared().text();
    // A lock stays where it is; a reference to another object may change.
    return of(field.target())
        .map(object -> object.field(found.declared().text(), group, kind, found.type() instanceof Type.Lock));
  }

  private LockRef element(LockRef array, Expr.Index index) {
    Expr inside = index.index();
    OptionalLong value = resolution.constant(inside);
    String text = value.isPresent() ? Long.toString(value.getAsLong())
        : inside instanceof Expr.Ref ref ? ref.name().text() : "?";
    boolean staysSo = value.isPresent()
        || inside instanceof Expr.Ref ref && resolution.symbol(ref.name()).filter(this::keepsItsValue).isPresent();
    return array.field("[" + text + "]", array.group(), array.kind(), staysSo);
  }

  private boolean keepsItsValue(Symbol symbol) {
    return symbol instanceof Symbol.Self || symbol instanceof Symbol.ScenarioParameter
        || symbol instanceof Symbol.Local local && isConstant(local.declared());
  }

  /** The group of a lock whose object cannot be followed. */
  private String group(Expr expr) {
    if (expr instanceof Expr.Field field && resolution.symbol(field.name()).orElse(null)
        instanceof Symbol.StructField found && found.type() instanceof Type.Lock) {
      return found.struct().name().text() + '.' + found.declared().text();
    }
    return "";
  }

  /** The kind of lock that a type is, or points to, or is an array of; empty for anything else. */
  static String kind(Type type) {
    return switch (type) {
      case Type.Lock lock -> lock.kind().name().toLowerCase(Locale.ROOT);
      case Type.Pointer pointer -> kind(pointer.target());
      case Type.Array array -> kind(array.element());
      default -> "";
    };
  }
}
