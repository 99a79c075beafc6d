package dev.pagewalk.analysis;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import dev.pagewalk.witness.Witness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The answer to one expectation in one variant.
 *
 * @param file the scenario's file, as the user named it
 * @param scenario its name
 * @param variant in words: {@code kernel 6.1 without khugepaged_rmap_locks}, {@code fixed = false}; empty for the
 *     plain one
 * @param kernel the release; empty in a model without the kernel
 * @param arch the architecture
 * @param memory the memory mode: {@code sc}
 * @param expected {@code safe} or the name of an oracle, with its subject in parentheses if one is written
 * @param expectation where it is written; the scenario's name where it is not written
 * @param verdict what was found
 * @param oracle the oracle that answers the expectation, or the first that fired; empty if none
 * @param met whether the expectation holds
 * @param complete whether every reachable state was looked at
 * @param states distinct states
 * @param transitions steps executed by the search
 * @param depth the longest execution looked at, in steps
 * @param finished executions that ended and were judged
 * @param cut executions that were not judged, because an ordering or assumption did not hold
 * @param unreached statements of the scenario that no execution reached, if the search was complete
 * @param assumptions how many {@code after} and {@code assume} statements the verdict stands on
 * @param constantErrors kernel functions called by the scenario that returned the same error in every execution, in
 *     words
 * @param stopped why the search ended early, if it did
 * @param elapsed wall time
 * @param violation what the witness shows
 * @param others names of other oracles that fired on the way
 * @param witness the choices that lead to the violation
 * @param trace the witness replayed
 * @param witnessIsShortest whether no execution with fewer context switches shows the violation
 * @param relaxed the reasons for which accesses that were made are subject to no rule, with their places, in words
 * @param harm what the breach of a rule that was found leads to, if that was looked for and found
 * @param search how it was searched
 * @param coverage where the states came about, if that was asked for
 * @param statistics what the search rests on, and what it saved
 */
public record CheckResult(
    String file,
    String scenario,
    String variant,
    String kernel,
    String arch,
    String memory,
    String expected,
    Span expectation,
    Verdict verdict,
    String oracle,
    boolean met,
    boolean complete,
    long states,
    long transitions,
    int depth,
    long finished,
    long cut,
    List<Span> unreached,
    int assumptions,
    List<String> constantErrors,
    Optional<String> stopped,
    Duration elapsed,
    Optional<Violation> violation,
    List<String> others,
    Optional<Witness> witness,
    Optional<Trace> trace,
    boolean witnessIsShortest,
    List<String> relaxed,
    Optional<Harm> harm,
    Searching search,
    Optional<CoverageReport> coverage,
    Statistics statistics) {
  public CheckResult {
    unreached = List.copyOf(unreached);
    constantErrors = List.copyOf(constantErrors);
    others = List.copyOf(others);
    relaxed = List.copyOf(relaxed);
  }
}
