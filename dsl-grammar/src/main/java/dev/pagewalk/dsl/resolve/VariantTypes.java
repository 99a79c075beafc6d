package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.TypeExpr;
import java.util.OptionalLong;
import java.util.function.Function;

/** What written types mean in one variant. */
final class VariantTypes {
  private VariantTypes() {}

  static Type of(Resolution resolution, TypeExpr written, Function<Symbol, OptionalLong> values) {
    Type everywhere = resolution.type(written);
    if (TypeRules.isError(everywhere)) {
      return everywhere;
    }
    return switch (written) {
      case TypeExpr.Range range -> {
        OptionalLong low = resolution.constant(range.low(), values);
        OptionalLong high = resolution.constant(range.high(), values);
        yield low.isPresent() && high.isPresent() ? new Type.Int(low.getAsLong(), high.getAsLong()) : everywhere;
      }
      case TypeExpr.Array array -> {
        OptionalLong size = resolution.constant(array.size(), values);
        Type element = of(resolution, array.element(), values);
        yield size.isPresent() && size.getAsLong() == (int) size.getAsLong()
            ? new Type.Array(element, (int) size.getAsLong()) : everywhere;
      }
      case TypeExpr.Pointer pointer -> new Type.Pointer(of(resolution, pointer.target(), values), false);
      case TypeExpr.Nullable nullable -> everywhere;
      case TypeExpr.Named named -> everywhere;
      case TypeExpr.Missing missing -> everywhere;
    };
  }
}
