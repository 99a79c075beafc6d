package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Expr;
import java.util.OptionalLong;

/** Values of expressions that are known once a variant is: constants, scenario parameters, the machine's numbers. */
final class Constants {
  private final Resolution resolution;
  private final Variant variant;
  private final int cpus;

  Constants(Resolution resolution, Variant variant, int cpus) {
    this.resolution = resolution;
    this.variant = variant;
    this.cpus = cpus;
  }

  OptionalLong value(Expr expr) {
    OptionalLong known = resolution.constant(expr);
    if (known.isPresent()) {
      return known;
    }
    return switch (expr) {
      case Expr.IntLit literal -> OptionalLong.of(literal.value());
      case Expr.BoolLit literal -> OptionalLong.of(literal.value() ? 1 : 0);
      case Expr.NullLit literal -> OptionalLong.of(0);
      case Expr.Paren paren -> value(paren.inner());
      case Expr.Ref ref -> resolution.symbol(ref.name()).map(this::value).orElse(OptionalLong.empty());
      case Expr.Unary unary -> unary(unary);
      case Expr.Binary binary -> binary(binary);
      case Expr.Conditional conditional -> {
        OptionalLong cond = value(conditional.cond());
        yield cond.isEmpty() ? cond : value(cond.getAsLong() != 0 ? conditional.then() : conditional.otherwise());
      }
      case Expr.StringLit literal -> OptionalLong.empty();
      case Expr.Field field -> OptionalLong.empty();
      case Expr.Index index -> OptionalLong.empty();
      case Expr.Call call -> OptionalLong.empty();
      case Expr.Missing missing -> OptionalLong.empty();
    };
  }

  /** The value of a constant of the variant; empty for anything else. */
  OptionalLong value(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Constant constant -> OptionalLong.of(constant.value());
      case Symbol.ScenarioParameter parameter -> OptionalLong.of(
          variant.parameters().getOrDefault(parameter.declared().text(), parameter.defaultValue()));
      case Symbol.VariantConstant constant -> value(constant.decl().value());
      case Symbol.MachineConstant constant -> machine(constant.declared().text());
      default -> OptionalLong.empty();
    };
  }

  private OptionalLong machine(String name) {
    MachineSettings machine = variant.machine();
    return switch (name) {
      case "PAGE_SIZE" -> OptionalLong.of(MachineSettings.PAGE_SIZE);
      case "PMD_SIZE", "HPAGE_PMD_SIZE" -> OptionalLong.of(machine.span(1));
      case "PUD_SIZE" -> OptionalLong.of(machine.span(2));
      case "P4D_SIZE" -> OptionalLong.of(machine.span(3));
      case "PGDIR_SIZE" -> OptionalLong.of(machine.span(machine.levels() == 5 ? 4 : 3));
      case "PTRS_PER_PTE", "HPAGE_PMD_NR" -> OptionalLong.of(machine.tableEntries());
      case "HPAGE_PMD_ORDER" -> OptionalLong.of(Integer.numberOfTrailingZeros(machine.tableEntries()));
      case "NR_CPUS" -> OptionalLong.of(cpus);
      default -> OptionalLong.empty();
    };
  }

  private OptionalLong unary(Expr.Unary unary) {
    OptionalLong operand = value(unary.operand());
    if (operand.isEmpty()) {
      return operand;
    }
    long v = operand.getAsLong();
    return switch (unary.op()) {
      case NOT -> OptionalLong.of(v == 0 ? 1 : 0);
      case NEGATE -> OptionalLong.of(-v);
      case COMPLEMENT -> OptionalLong.of(~v);
      case DEREF, ADDRESS -> OptionalLong.empty();
    };
  }

  private OptionalLong binary(Expr.Binary binary) {
    OptionalLong left = value(binary.left());
    if (left.isPresent() && binary.op() == Expr.BinaryOp.AND && left.getAsLong() == 0) {
      return OptionalLong.of(0);
    }
    if (left.isPresent() && binary.op() == Expr.BinaryOp.OR && left.getAsLong() != 0) {
      return OptionalLong.of(1);
    }
    OptionalLong right = value(binary.right());
    if (left.isEmpty() || right.isEmpty()) {
      return OptionalLong.empty();
    }
    long a = left.getAsLong();
    long b = right.getAsLong();
    return switch (binary.op()) {
      case OR -> bit(a != 0 || b != 0);
      case AND -> bit(a != 0 && b != 0);
      case BIT_OR -> OptionalLong.of(a | b);
      case BIT_XOR -> OptionalLong.of(a ^ b);
      case BIT_AND -> OptionalLong.of(a & b);
      case EQ -> bit(a == b);
      case NE -> bit(a != b);
      case LT -> bit(a < b);
      case LE -> bit(a <= b);
      case GT -> bit(a > b);
      case GE -> bit(a >= b);
      case SHL -> OptionalLong.of(a << b);
      case SHR -> OptionalLong.of(a >> b);
      case ADD -> OptionalLong.of(a + b);
      case SUB -> OptionalLong.of(a - b);
      case MUL -> OptionalLong.of(a * b);
      case DIV -> b == 0 ? OptionalLong.empty() : OptionalLong.of(a / b);
      case REM -> b == 0 ? OptionalLong.empty() : OptionalLong.of(a % b);
    };
  }

  private static OptionalLong bit(boolean value) {
    return OptionalLong.of(value ? 1 : 0);
  }
}
