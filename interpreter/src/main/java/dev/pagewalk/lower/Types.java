package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.dsl.syntax.TypeExpr;
import java.util.Optional;

/** Types as they are in one variant: ranges and arrays whose ends depend on parameters have them here. */
final class Types {
  private final Resolution resolution;
  private final Constants constants;

  Types(Resolution resolution, Constants constants) {
    this.resolution = resolution;
    this.constants = constants;
  }

  /** What a written type means. */
  Type of(TypeExpr written) {
    return resolution.type(written, constants::value);
  }

  /** The type of what a symbol stands for. */
  Type of(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Global global -> of(global.decl().type());
      case Symbol.StructField field -> of(field.decl().type());
      case Symbol.Function function -> function.decl().result().map(this::of).orElse(function.type());
      case Symbol.Local local -> written(local.declaration()).map(this::of).orElse(local.type());
      default -> symbol.type();
    };
  }

  private static Optional<TypeExpr> written(Object declaration) {
    if (declaration instanceof Stmt.Let let) {
      return let.type();
    }
    return declaration instanceof SyntaxPart.Param param ? Optional.of(param.type()) : Optional.empty();
  }

  /** The type of an expression. */
  Type of(Expr expr) {
    Type everywhere = resolution.type(expr);
    return switch (everywhere) {
      case Type.Int number -> exactly(expr, everywhere);
      case Type.Array array -> exactly(expr, everywhere);
      case Type.Pointer pointer -> exactly(expr, everywhere);
      default -> everywhere;
    };
  }

  private Type exactly(Expr expr, Type everywhere) {
    return switch (expr) {
      case Expr.Paren paren -> of(paren.inner());
      case Expr.Ref ref -> resolution.symbol(ref.name()).map(this::of).orElse(everywhere);
      case Expr.Field field -> resolution.symbol(field.name()).map(this::of).orElse(everywhere);
      case Expr.Index index -> of(index.target()) instanceof Type.Array array ? array.element() : everywhere;
      case Expr.Unary unary when unary.op() == Expr.UnaryOp.DEREF ->
          of(unary.operand()) instanceof Type.Pointer pointer ? pointer.target() : everywhere;
      case Expr.Call call when call.callee() instanceof Expr.Ref callee
          && resolution.symbol(callee.name()).orElse(null) instanceof Symbol.Function function -> of(function);
      default -> everywhere;
    };
  }
}
