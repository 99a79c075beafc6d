package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.TypeExpr;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Finds out what written types mean. */
final class TypeReader {
  private static final int LARGEST_ARRAY = 65_536;

  private final Frame frame;
  private final Expressions expressions;

  TypeReader(World world, Scope scope) {
    this.frame = Frame.constant(world, scope);
    this.expressions = new Expressions(frame);
  }

  /** The type of something that lives in shared memory: anything. */
  Type shared(TypeExpr written) {
    return read(written, 0);
  }

  /** The type of something that is copied: a parameter, a result, a variable of a thread. No locks, no arrays. */
  Type copied(TypeExpr written) {
    Type type = read(written, 0);
    if (type instanceof Type.Lock || type instanceof Type.Array) {
      frame.report(TypeDiagnostics.byValue(written.span(), type));
      return remember(written, new Type.Error());
    }
    return type;
  }

  private Type read(TypeExpr written, int depth) {
    if (256 < depth) {
      frame.report(TypeDiagnostics.tooDeep(written.span()));
      return remember(written, new Type.Error());
    }
    return remember(written, switch (written) {
      case TypeExpr.Named named -> named(named.name());
      case TypeExpr.Range range -> range(range);
      case TypeExpr.Nullable nullable -> nullable(nullable, read(nullable.inner(), depth + 1));
      case TypeExpr.Pointer pointer -> pointer(read(pointer.target(), depth + 1));
      case TypeExpr.Array array -> array(array, read(array.element(), depth + 1));
      case TypeExpr.Missing missing -> new Type.Error();
    });
  }

  private Type remember(TypeExpr written, Type type) {
    frame.tables.written.put(written, type);
    return type;
  }

  private Type named(Name name) {
    if (name.isMissing()) {
      return new Type.Error();
    }
    Optional<Symbol> declared = frame.globals.find(Space.TYPE, name.text());
    if (declared.isPresent()) {
      frame.tables.bind(name, declared.get());
      return declared.get().type();
    }
    Optional<Type> own = BuiltinTypes.find(name.text());
    if (own.isPresent()) {
      return own.get();
    }
    Set<String> known = new LinkedHashSet<>(BuiltinTypes.names());
    known.addAll(frame.globals.visible(Space.TYPE));
    frame.report(NameDiagnostics.unknownType(name, BuiltinTypes.forC(name.text().toLowerCase(Locale.ROOT))
        .or(() -> frame.nearest(name, known))));
    return new Type.Error();
  }

  private Type range(TypeExpr.Range range) {
    Bounds low = end(range.low());
    Bounds high = end(range.high());
    if (high.high() < low.low()) {
      frame.report(TypeDiagnostics.emptyRange(range.span(), low.low(), high.high()));
      return new Type.Error();
    }
    return new Type.Int(low.low(), high.high());
  }

  private Bounds end(Expr expr) {
    Type type = expressions.into(Type.Int.LONG, expr, "the end of a range");
    if (TypeRules.isError(type)) {
      return Bounds.ANY;
    }
    if (!Fixed.isFixed(expr, frame.tables)) {
      frame.report(TypeDiagnostics.notConstant(expr.span(), "the end of a range"));
    }
    return Bounds.of(expr, frame.tables);
  }

  private Type nullable(TypeExpr.Nullable written, Type inner) {
    if (inner instanceof Type.Ref ref) {
      return new Type.NullableRef(ref.struct());
    }
    if (inner instanceof Type.Pointer pointer) {
      return new Type.Pointer(pointer.target(), true);
    }
    if (!TypeRules.isError(inner)) {
      frame.report(TypeDiagnostics.notNullable(written.span(), inner));
    }
    return inner;
  }

  private static Type pointer(Type target) {
    return TypeRules.isError(target) ? target : new Type.Pointer(target, false);
  }

  private Type array(TypeExpr.Array array, Type element) {
    Type found = expressions.into(Type.Int.LONG, array.size(), "the size of an array");
    if (TypeRules.isError(found) || TypeRules.isError(element)) {
      return new Type.Error();
    }
    OptionalLong size = frame.tables.constantOf(array.size());
    if (size.isEmpty()) {
      if (!Fixed.isFixed(array.size(), frame.tables)) {
        frame.report(TypeDiagnostics.notConstant(array.size().span(), "the size of an array"));
      }
      return new Type.Array(element, Type.Array.BY_VARIANT);
    }
    if (size.getAsLong() < 1 || LARGEST_ARRAY < size.getAsLong()) {
      frame.report(TypeDiagnostics.arraySize(array.size().span(), size.getAsLong()));
      return new Type.Array(element, 1);
    }
    return new Type.Array(element, (int) size.getAsLong());
  }
}
