package dev.pagewalk.dsl.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.TypeExpr;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a variant makes of ranges, sizes and constants, and which functions run in a scenario. */
class VariantTest {
  private static final Function<Symbol, OptionalLong> VALUES = symbol -> switch (symbol.declared().text()) {
    case "N" -> OptionalLong.of(3);
    case "on" -> OptionalLong.of(0);
    case "PAGE_SIZE" -> OptionalLong.of(4096);
    case "PTRS_PER_PTE" -> OptionalLong.of(4);
    default -> OptionalLong.empty();
  };

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "int                            | int           | int",
    "0..N                           | 0..8          | 0..3",
    "N..N + 2                       | 1..10         | 3..5",
    "int[N * 2]                     | int[]         | int[6]",
    "bool[2]                        | bool[2]       | bool[2]",
    "0..N[PTRS_PER_PTE]             | 0..8[]        | 0..3[4]",
    "0..PAGE_SIZE - 1               | 0..9223372036854775807 | 0..4095",
    "0..DOUBLE                      | 0..9223372036854775807 | 0..6",
    "0..(on ? 9 : N)                | 0..9223372036854775807 | 0..3",
    "0..(1 << N)                    | 0..9223372036854775807 | 0..8",
    "spinlock[N]                    | spinlock[]    | spinlock[3]",
  })
  void makesTypesExact(String written, String everywhere, String inVariant) {
    String text = "scenario s(N: 1..8 = 2, on: bool = true) { const DOUBLE = N * 2; var x: " + written
        + (written.startsWith("N") ? " = N" : "") + "; thread t { } }";
    Fixture.Outcome outcome = Fixture.of(text).resolve();
    assertThat(outcome.diagnostics()).isEmpty();
    TypeExpr type = variable(outcome.resolution()).type();
    assertThat(TypeNames.of(outcome.resolution().type(type))).isEqualTo(everywhere);
    assertThat(TypeNames.of(outcome.resolution().type(type, VALUES))).isEqualTo(inVariant);
  }

  private static Decl.Var variable(Resolution resolution) {
    return resolution.scenarios().get(0).items().stream()
        .filter(ScenarioItem.Declaration.class::isInstance)
        .map(item -> ((ScenarioItem.Declaration) item).decl())
        .filter(Decl.Var.class::isInstance)
        .map(Decl.Var.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void runsWhatReplacesAFunction() {
    Resolution resolution = Fixture.of("""
        //- mm/memory.pw
        fn zap() { }
        fn walk() { zap(); }
        //- test.pw
        replace fn zap() { let file = 1; }
        scenario plain { thread t { walk(); } }
        scenario patched { replace fn zap() { let scenario = 1; } thread t { walk(); } }
        """).resolve().resolution();
    Symbol.Function zap = function(resolution, resolution.library().get(0).decls().get(0));
    Symbol.Function walk = function(resolution, resolution.library().get(0).decls().get(1));
    Decl.Scenario plain = resolution.scenarios().get(0);
    Decl.Scenario patched = resolution.scenarios().get(1);
    assertThat(resolution.target(walk, patched)).isSameAs(walk);
    assertThat(resolution.target(zap, plain)).isSameAs(function(resolution, resolution.units().get(0).decls().get(0)));
    assertThat(resolution.target(zap, patched).decl()).isSameAs(
        ((ScenarioItem.Declaration) patched.items().get(0)).decl());
  }

  private static Symbol.Function function(Resolution resolution, Decl decl) {
    return (Symbol.Function) resolution.symbol(decl.name()).orElseThrow();
  }
}
