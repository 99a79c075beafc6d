package dev.pagewalk.analysis;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.exec.HotLines;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.ir.Function;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the states of a search came about, and what of the code that ran was never reached.
 *
 * @param bodies the places in threads' own bodies behind which new states came about, those inside of calls counted
 *     at the call
 * @param functions the functions inside of which they came about
 * @param elsewhere new states behind steps of interrupts and devices, and of threads that end
 */
public record CoverageReport(List<Place> bodies, List<FunctionCoverage> functions, long elsewhere) {
  public CoverageReport {
    bodies = List.copyOf(bodies);
    functions = List.copyOf(functions);
  }

  /** A place of the source. */
  public record Place(Span span, long states) {}

  /**
   * A function that ran, or a thread's body.
   *
   * @param declared where its name stands
   * @param states new states behind steps made in it
   * @param reached the places in it that were executed
   * @param unreached those that were not
   */
  public record FunctionCoverage(String name, Span declared, long states, List<Span> reached, List<Span> unreached) {
    public FunctionCoverage {
      reached = List.copyOf(reached);
      unreached = List.copyOf(unreached);
    }
  }

  /** What was counted while {@code machine} was searched. */
  static CoverageReport of(Machine machine, HotLines hot) {
    List<Place> bodies = new ArrayList<>();
    for (Map.Entry<Span, Long> place : hot.inBodies().entrySet()) {
      bodies.add(new Place(place.getKey(), place.getValue()));
    }
    Program program = machine.program();
    List<FunctionCoverage> functions = new ArrayList<>();
    for (int i = 0; i < program.functions().size(); i++) {
      FunctionCoverage function = function(machine, hot, i);
      if (0 < function.states()) {
        functions.add(function);
      }
    }
    return new CoverageReport(bodies, functions, hot.elsewhere());
  }

  private static FunctionCoverage function(Machine machine, HotLines hot, int number) {
    Program program = machine.program();
    List<Span> reached = new ArrayList<>();
    List<Span> unreached = new ArrayList<>();
    long states = 0;
    for (int i = 0; i < program.instructions().size(); i++) {
      Instruction instruction = program.instructions().get(i);
      if (instruction.function() == number) {
        states += hot.states(i);
        (machine.isReached(i) ? reached : unreached).add(instruction.span());
      }
    }
    Function function = program.functions().get(number);
    return new FunctionCoverage(function.name(), function.span(), states, reached, unreached);
  }
}
