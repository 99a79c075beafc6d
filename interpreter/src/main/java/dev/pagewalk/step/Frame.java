package dev.pagewalk.step;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.ir.Variable;
import java.util.List;

/**
 * A function that a thread is in.
 *
 * @param agent the thread
 * @param depth 0 for the thread's own body
 * @param function its name
 * @param pc the instruction before which the thread stands, or the one behind the call that it is in
 * @param span where that is written: the call for all but the innermost
 * @param base the index of slot 0 of the frame
 * @param variables those that can be seen there
 */
public record Frame(
    int agent, int depth, String function, int pc, Span span, int base, List<Variable> variables) {
  public Frame {
    variables = List.copyOf(variables);
  }
}
