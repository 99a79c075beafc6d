package dev.pagewalk.witness;

import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a step did, in words: asked right after the machine has made it. The machine must be one that interprets. */
public final class StepText {
  private static final int LONGEST_TEXT = 90;

  private final Machine machine;
  private final Program program;
  private final StateNames names;
  private final Function<Span, String> source;

  /**
   * The steps of a machine.
   *
   * @param source gives the text of a piece of source
   */
  public StepText(Machine machine, StateNames names, Function<Span, String> source) {
    this.machine = machine;
    this.program = machine.program();
    this.names = names;
    this.source = source;
  }

  /** A word that a step changed. */
  public record Change(int index, long before, long after) {}

  /**
   * What is written where an instruction comes from, on one line and not too long: the label of a step in a witness.
   */
  public String label(Instruction instruction) {
    return clip(source.apply(instruction.span()));
  }

  /** The same with the value that the last step read there, as in {@code counter = 0}. */
  public String text(Instruction instruction) {
    String written = label(instruction);
    if (instruction.op() == Op.RELEASE && written.equals("}")) {
      return "} unlocks " + names.word(machine.observedPlace());
    }
    boolean reads = switch (instruction.op()) {
      case LOAD, LOAD_FIELD, LOAD_GLOBAL, UPDATE, COMPARE_EXCHANGE, TRY_ACQUIRE, ALLOCATE -> true;
      case INTRINSIC -> instruction.a() != Operand.NONE && machine.hasResult();
      default -> false;
    };
    return reads ? written + " = " + observed(instruction) : written;
  }

  private String observed(Instruction instruction) {
    int place = machine.observedPlace();
    if (place != 0) {
      return names.value(place, machine.observed());
    }
    if (instruction.op() == Op.INTRINSIC) {
      return names.result(program.intrinsicSites().get(instruction.b()).binding().name(), machine.observed());
    }
    Type type = instruction.op() == Op.TRY_ACQUIRE ? new Type.Bool() : new Type.Error();
    return names.value(type, machine.observed());
  }

  private static String clip(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT - 3) + "...";
  }

  /**
   * Every word that has another value than when the journal stood at {@code mark}, in the order of the first writes.
   */
  public List<Change> changes(int mark) {
    State state = machine.state();
    Map<Integer, Long> old = new LinkedHashMap<>();
    for (int entry = mark; entry < state.mark(); entry++) {
      old.putIfAbsent(state.journalIndex(entry), state.journalOld(entry));
    }
    List<Change> changes = new ArrayList<>();
    old.forEach((index, before) -> {
      if (state.get(index) != before) {
        changes.add(new Change(index, before, state.get(index)));
      }
    });
    return changes;
  }

  /**
   * Changes as people read them, {@code ptl of table #1: free -> held by trunc}; not those of threads' own variables.
   */
  public List<String> texts(List<Change> changes) {
    return changes.stream()
        .filter(change -> names.isShared(change.index()))
        .map(change -> names.word(change.index()) + ": " + names.value(change.index(), change.before()) + " -> "
            + names.value(change.index(), change.after()))
        .toList();
  }
}
