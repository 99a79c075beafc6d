package dev.pagewalk.step;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.witness.StateNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why an agent cannot move, in words. */
final class Waits {
  private static final Pattern FIELD = Pattern.compile("(\\w+ #\\d+)\\.(\\w+)");

  private final Machine machine;
  private final Program program;
  private final StateNames names;
  private final Function<Span, String> source;

  Waits(Machine machine, StateNames names, Function<Span, String> source) {
    this.machine = machine;
    this.program = machine.program();
    this.names = names;
    this.source = source;
  }

  /**
   * Why {@code agent} did not move when its attempt ended with {@code outcome}:
   * {@code waits for ptl of table #3, held by khugepaged}.
   */
  String why(int agent, Outcome outcome) {
    return switch (outcome) {
      case MOVED, FOUND -> "can move";
      case ENDED -> "has ended";
      case CUT -> "is cut here: an `after` can never come true, or an `assume` does not hold";
      case EXHAUSTED -> "cannot go on: " + machine.exhausted();
      case BLOCKED -> agent < program.agents().size() ? blocked(agent) : "has nothing to do";
    };
  }

  private String blocked(int agent) {
    if (machine.state().get(program.agents().get(agent).base() + ThreadWords.FRAME) == ThreadWords.NOT_STARTED) {
      return "has not been forked";
    }
    if (machine.isPreempted(agent)) {
      return "cannot run: another thread on CPU " + program.agents().get(agent).cpu()
          + " is in a section that keeps the CPU";
    }
    return machine.waiting(agent).map(this::named).orElseGet(() -> waitsAt(agent));
  }

  /** {@code ptl of table #3} for {@code table #3.ptl}. */
  private String named(String message) {
    Matcher field = FIELD.matcher(names.resolve(message));
    return field.replaceAll("$2 of $1");
  }

  private String waitsAt(int agent) {
    Instruction next = program.instructions().get(machine.position(agent));
    String written = source.apply(next.span()).replaceAll("\\s+", " ").strip();
    if (next.op() == Op.AFTER) {
      List<String> awaited = new ArrayList<>();
      for (int i = next.b(); i < next.b() + next.c(); i++) {
        awaited.add(program.agents().get(i).name());
      }
      return "waits until " + String.join(" or ", awaited) + " has passed " + program.labelNames().get(next.a());
    }
    return "waits at `" + written + "`";
  }
}
