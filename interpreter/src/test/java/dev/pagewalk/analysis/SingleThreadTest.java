package dev.pagewalk.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.ir.Program;
import dev.pagewalk.lower.Lowering;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A program of one thread has exactly one outcome, the one that it would have on a machine without a kernel: random
 * sequences of system calls, loads and stores, with no violation and nothing left behind.
 */
class SingleThreadTest {
  private static final int FILES = Integer.getInteger("pagewalk.programs", 2_000) / 50;
  private static final int SCENARIOS = 50;
  /** Enough for all of one thread; of a program that forks, and so ends twice at a time, only so much is looked at. */
  private static final Budget BUDGET = new Budget(20_000, 100_000, Duration.ofMinutes(1));
  private static final List<String> RELEASES = List.of("5.8", "5.18", "6.6", "6.12");

  @TestFactory
  Stream<DynamicTest> hasOneOutcome() {
    return IntStream.range(0, FILES).mapToObj(file -> DynamicTest.dynamicTest("programs " + file, () -> run(file)));
  }

  private static void run(int number) {
    Map<String, UserProgram> programs = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SCENARIOS; i++) {
      UserProgram program = UserProgram.random("program" + i, number * 1_000L + i);
      programs.put("program" + i, program);
      text.append(program.text());
    }
    AnalysisHost host = new AnalysisHost(Library.shipped(), Path.of("."));
    host.setText("programs.pw", text.toString());
    Analysis analysis = host.snapshot();
    FileAnalysis file = analysis.file("programs.pw");
    assertThat(file.diagnostics()).isEmpty();
    assertThat(programs.values().stream().mapToInt(program -> program.registers().size()).sum())
        .as("loads and results that are compared").isGreaterThan(SCENARIOS);
    String release = RELEASES.get(number % RELEASES.size());
    CheckOptions options = new CheckOptions(
        Map.of(), Optional.of(release), Optional.empty(), List.of(), List.of(), Searching.DEFAULT);
    for (Decl.Scenario scenario : file.scenarios()) {
      UserProgram program = programs.get(scenario.name().text());
      CheckPlan plan = analysis.plans(file, scenario, options).plans().get(0);
      Program compiled = Lowering.lower(
          file.resolution(), scenario, plan.variant().withRegisters(), span -> span.toString()).program().orElseThrow();
      assertOneOutcome(new Machine(compiled), program, "kernel " + release + "\n" + program.text());
    }
  }

  private static void assertOneOutcome(Machine machine, UserProgram program, String what) {
    assertThat(machine.setupProblem()).as(what).isEmpty();
    Set<Map<String, Long>> outcomes = new LinkedHashSet<>();
    List<String> killed = new ArrayList<>();
    SearchResult result = new ExhaustiveSearch(machine, BUDGET, Goal.ANY, Cancellation.NEVER, Reporter.SILENT,
        execution -> outcomes.add(outcome(machine, killed))).run();
    assertThat(result.found().stream().map(found -> found.finding().oracle() + ": " + found.finding().message()))
        .as(what).isEmpty();
    if (!program.forks()) {
      assertThat(result.stopped()).as(what).isEmpty();
    }
    assertThat(outcomes).as(what).hasSize(1);
    Map<String, Long> outcome = outcomes.iterator().next();
    program.registers().forEach((register, value) ->
        assertThat(outcome.get(register)).as(register + " of " + what).isEqualTo(value));
    assertThat(killed.stream().distinct()).as(what).containsExactlyInAnyOrderElementsOf(program.killed());
  }

  private static Map<String, Long> outcome(Machine machine, List<String> killed) {
    Program program = machine.program();
    Map<String, Long> values = new TreeMap<>();
    program.kept().forEach(register -> values.put(register.name(), machine.state().get(register.word())));
    for (int agent = 0; agent < program.signals().size(); agent++) {
      long signal = machine.state().get(program.signals().get(agent));
      values.put("signal of " + program.agents().get(agent).name(), signal);
      if (signal != 0) {
        assertThat(signal).as("SIGSEGV").isEqualTo(11);
        killed.add(program.agents().get(agent).name());
      }
    }
    return values;
  }
}
