package dev.pagewalk.exec;

import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.PreemptionSearch;
import dev.pagewalk.explore.ReferenceSearch;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.explore.TransitionSystem;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Program;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that must not depend on how a program is searched, nor on what is left out.
 *
 * @param findings each kind of finding
 * @param witnessed properties that have a witness
 * @param ends end states as far as somebody could tell them apart
 * @param races pairs of accesses that race
 */
record Answer(Set<String> findings, long witnessed, Set<List<Object>> ends, Set<RacePair> races) {
  /** Two accesses that race, wherever they do: the places in the program, not the threads. */
  record RacePair(int instruction, boolean writes, int other, boolean otherWrites, String subject) {}

  /** A kind of finding as expectations name it. */
  static String name(Finding finding) {
    return finding.oracle() + '(' + finding.subject() + ')';
  }

  /**
   * The answer of the slow search, which leaves out nothing; empty if the program has more states than {@code limit}.
   */
  static Optional<Answer> slow(Program program, Budget limit) {
    Machine machine = new Machine(program);
    SearchResult first = new ExhaustiveSearch(machine, limit, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run();
    if (!first.complete()) {
      return Optional.empty();
    }
    Watching watching = new Watching(machine, machine, new HashSet<>());
    ReferenceSearch.Result result =
        ReferenceSearch.run(watching, () -> machine.state().snapshot(), limit.maxStates());
    return Optional.of(
        new Answer(result.findings(), first.witnessed(), EndWords.of(program, result.ends()), watching.races()));
  }

  /** The answer of the usual search over {@code seen}, a view of {@code machine}. */
  static Answer fast(Machine machine, TransitionSystem seen, Budget limit) {
    Watching watching = new Watching(seen, machine, new HashSet<>());
    return of(machine, watching,
        new ExhaustiveSearch(watching, limit, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run());
  }

  /** The answer of the search that looks at few preemptions first, and goes on without a bound. */
  static Answer byPreemptions(Machine machine, Budget limit) {
    Watching watching = new Watching(machine, machine, new HashSet<>());
    return of(machine, watching,
        new PreemptionSearch(watching, limit, Goal.ALL, Cancellation.NEVER, Reporter.SILENT).run());
  }

  private static Answer of(Machine machine, Watching watching, SearchResult result) {
    Set<String> findings = new TreeSet<>();
    result.found().forEach(found -> findings.add(name(found.finding())));
    return new Answer(
        findings, result.witnessed(), EndWords.of(machine.program(), watching.ends()), watching.races());
  }
}
