package dev.pagewalk.analysis;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values that a scenario's parameters can take, and how they are written. */
final class ParameterValues {
  private final Resolution resolution;
  private final Decl.Scenario scenario;

  ParameterValues(Resolution resolution, Decl.Scenario scenario) {
    this.resolution = resolution;
    this.scenario = scenario;
  }

  /** What is wrong with {@code values}; names that are no parameters are not looked at. */
  List<Diagnostic> check(Map<String, Long> values) {
    return scenario.params().stream()
        .filter(parameter -> values.containsKey(parameter.name().text()))
        .flatMap(parameter -> check(parameter, values.get(parameter.name().text())).stream())
        .toList();
  }

  private Optional<Diagnostic> check(SyntaxPart.ScenarioParam parameter, long value) {
    return allowed(resolution.type(parameter.type()), value).map(allowed -> new Diagnostic(
        Code.PARAMETER_VALUE, Severity.ERROR,
        "`" + parameter.name().text() + "` cannot be " + value + ": it is " + allowed,
        parameter.span(), "declared here", List.of(), Optional.empty(), List.of()));
  }

  /** The values of {@code type} in words, if {@code value} is none of them. */
  private static Optional<String> allowed(Type type, long value) {
    return switch (type) {
      case Type.Int range -> value < range.low() || range.high() < value
          ? Optional.of(range.low() + ".." + range.high())
          : Optional.empty();
      case Type.Bool bool -> value < 0 || 1 < value ? Optional.of("true or false") : Optional.empty();
      case Type.Enumeration words -> value < 0 || words.decl().members().size() <= value
          ? Optional.of("the number of a member, up to " + (words.decl().members().size() - 1))
          : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** {@code value} as one would write it for parameter {@code name}. */
  String written(String name, long value) {
    for (SyntaxPart.ScenarioParam parameter : scenario.params()) {
      if (parameter.name().text().equals(name)) {
        Type type = resolution.type(parameter.type());
        if (type instanceof Type.Bool) {
          return value == 0 ? "false" : "true";
        }
        if (type instanceof Type.Enumeration words && 0 <= value && value < words.decl().members().size()) {
          return words.decl().members().get((int) value).text();
        }
      }
    }
    return String.valueOf(value);
  }
}
