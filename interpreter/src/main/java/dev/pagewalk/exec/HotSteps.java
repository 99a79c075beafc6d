package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Program;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Counts which steps are made, and has those compiled that are made often. Small scenarios end before that: compiling
 * takes as long as some ten thousand interpreted steps.
 */
final class HotSteps {
  /**
   * When steps are compiled.
   *
   * @param rounds after how many interpreted steps, and, with what has come up since, after how many more times
   * @param fewest how often a step must have been made to be compiled
   */
  record When(List<Integer> rounds, int fewest) {
    /** When it saves more time than it takes. */
    static final When IT_PAYS = new When(List.of(10_000, 1_000_000), 5);

    /** Never: for those who ask after each step what it did. */
    static final When NEVER = new When(List.of(), 0);

    /** At once, and everything: for tests. */
    static final When AT_ONCE = new When(List.of(1), 0);
  }

  private static final int NONE = -1;

  /** What machines that run the same program share: whoever comes first to a round compiles for all. */
  static final class Shared {
    private final Map<Integer, Compiled> rounds = new HashMap<>();

    private synchronized Compiled get(int round, Supplier<Compiled> make) {
      return rounds.computeIfAbsent(round, key -> make.get());
    }
  }

  private record Compiled(CompiledSteps steps, int[] starts) {}

  private final When when;
  private final DeadLocals dead;
  private final int[] counts;
  private final int[] units;
  private final Shared shared;
  private CompiledSteps compiled;
  private int interpreted;
  private int round;

  HotSteps(int instructions, When when, DeadLocals dead, Shared shared) {
    this.dead = dead;
    this.shared = shared;
    this.when = when;
    counts = new int[instructions];
    units = new int[instructions];
    Arrays.fill(units, NONE);
  }

  boolean isCompiled(int pc) {
    return units[pc] != NONE;
  }

  long run(int pc, Stepper stepper, State state, int base, int frame) {
    return compiled.run(units[pc], stepper, state, base, frame);
  }

  /** A step that begins at {@code pc} is interpreted. */
  void interpreted(int pc, Program program, Coverage coverage) {
    counts[pc]++;
    if (round < when.rounds.size() && when.rounds.get(round) <= ++interpreted) {
      round++;
      compile(program, coverage);
    }
  }

  private void compile(Program program, Coverage coverage) {
    Compiled found = shared.get(round, () -> {
      int[] starts = starts(program);
      return new Compiled(starts.length == 0 ? null : StepCompiler.compile(program, dead, starts, coverage), starts);
    });
    compiled = found.steps;
    Arrays.fill(units, NONE);
    for (int i = 0; i < found.starts.length; i++) {
      units[found.starts[i]] = i;
    }
  }

  private int[] starts(Program program) {
    return IntStream.range(0, counts.length)
        .filter(pc -> when.fewest <= counts[pc] && program.instructions().get(pc).isStop())
        .filter(pc -> program.instructions().get(pc).op() != Op.CHOOSE)
        .boxed()
        .sorted(Comparator.comparingInt(pc -> -counts[pc]))
        .limit(StepCompiler.UNITS)
        .mapToInt(pc -> pc)
        .toArray();
  }
}
