package dev.pagewalk.dsl.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Name;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What names mean: below a line {@code ----} stands {@code name: type} for each name of the checked file, in its order.
 */
class TypedNamesTest {
  static Stream<Path> examples() {
    return Fixture.files("types");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void areBoundAndTyped(Path file) {
    String[] parts = Fixture.read(file).split("\n----\n", 2);
    Fixture.Outcome outcome = Fixture.of(parts[0]).resolve();
    assertThat(outcome.diagnostics()).isEmpty();
    List<String> lines = new ArrayList<>();
    for (Name name : Names.in(outcome.resolution().units().get(0))) {
      outcome.resolution().symbol(name).ifPresent(symbol -> lines.add(
          name + ": " + kind(symbol) + " " + TypeNames.of(symbol.type())));
    }
    String table = String.join("\n", lines);
    if (System.getenv("UPDATE_EXPECT") != null) {
      Fixture.write(file, parts[0] + "\n----\n" + table + "\n");
    }
    assertThat(table).isEqualTo(Fixture.read(file).split("\n----\n", 2)[1].strip());
  }

  private static String kind(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Constant s -> "constant(" + s.value() + ")";
      case Symbol.MachineConstant s -> "machine constant";
      case Symbol.VariantConstant s -> "variant constant";
      case Symbol.ScenarioParameter s -> "parameter(" + s.defaultValue() + ")";
      case Symbol.Global s -> "global";
      case Symbol.Local s -> "local";
      case Symbol.StructField s -> "field(" + s.index() + ")";
      case Symbol.EntryPart s -> "entry part";
      case Symbol.ActorPart s -> "actor part";
      case Symbol.Function s -> "function";
      case Symbol.BuiltinFunction s -> "builtin";
      case Symbol.StructName s -> "struct";
      case Symbol.TypeName s -> "type";
      case Symbol.Condition s -> "condition";
      case Symbol.Patch s -> "patch";
      case Symbol.Thread s -> "thread";
      case Symbol.Process s -> "process";
      case Symbol.FileObject s -> "file";
      case Symbol.Mapping s -> "mapping";
      case Symbol.Uffd s -> "uffd";
      case Symbol.Cpu s -> "cpu(" + s.number() + ")";
      case Symbol.Self s -> "self";
    };
  }
}
