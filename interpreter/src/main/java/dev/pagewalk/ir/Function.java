package dev.pagewalk.ir;

import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Span;
import java.util.List;

/**
 * A compiled function or thread body.
 *
 * <p>A frame is: slot 0 the call site to which it returns, plus 1; then the parameters; then local variables and
 * temporaries.
 *
 * @param entry its first instruction
 * @param frameSize in words, slot 0 included
 * @param slotNames the names of variables by slot; empty for temporaries and slot 0
 * @param variables what the slots are, and where, in the order of the text
 * @param result the type of its result
 * @param span its name where it is declared
 */
public record Function(
    String name, int parameters, int entry, int frameSize, List<String> slotNames, List<Variable> variables, Type result,
    Span span) {
  public Function {
    variables = List.copyOf(variables);
    slotNames = List.copyOf(slotNames);
  }
}
