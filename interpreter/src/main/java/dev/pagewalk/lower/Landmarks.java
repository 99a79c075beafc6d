package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.MachineConstants;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.ir.Landmark;
import java.util.ArrayList;
import java.util.List;

/** What a scenario and the library name that never changes: for those who look at states. */
final class Landmarks {
  private final LoweringContext context;
  private final List<Landmark> found = new ArrayList<>();

  private Landmarks(LoweringContext context) {
    this.context = context;
  }

  /** Those of a scenario with these declarations around it; the actors are declared. */
  static List<Landmark> of(LoweringContext context, Decl.Scenario scenario, List<Decl> decls) {
    Landmarks landmarks = new Landmarks(context);
    context.actors.landmarks(landmarks.found);
    MachineConstants.NAMES.forEach(name -> landmarks.constant(
        name, new Symbol.MachineConstant(new Name(name, new Span("", 0, 0)), Type.Int.LONG)));
    scenario.params().stream().map(SyntaxPart.ScenarioParam::name).forEach(landmarks::constant);
    decls.forEach(landmarks::declared);
    return landmarks.found;
  }

  private void declared(Decl decl) {
    switch (decl) {
      case Decl.Const constant -> constant(constant.name());
      case Decl.Enumeration enumeration -> enumeration.members().forEach(this::constant);
      case Decl.Flags flags -> flags.members().forEach(this::constant);
      default -> {}
    }
  }

  private void constant(Name name) {
    context.resolution.symbol(name).ifPresent(symbol -> constant(name.text(), symbol));
  }

  private void constant(String name, Symbol symbol) {
    context.constants.value(symbol)
        .ifPresent(value -> found.add(new Landmark(name, value, 0, context.types.of(symbol))));
  }
}
