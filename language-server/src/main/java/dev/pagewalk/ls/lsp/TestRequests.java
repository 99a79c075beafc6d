package dev.pagewalk.ls.lsp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** What clients with a test explorer ask for beyond the protocol; {@code PROTOCOL.md} describes it. */
public interface TestRequests {
  /** Lists the tests of a document, which need not be open. */
  @JsonRequest("pagewalk/tests")
  CompletableFuture<TestFile> list(ListParams params);

  /** Runs a test; it can be cancelled. */
  @JsonRequest("pagewalk/runTest")
  CompletableFuture<TestResult> run(RunParams params);

  /** @param uri the document */
  record ListParams(String uri) {}

  /**
   * The tests of a document.
   *
   * @param uri the document
   * @param reads the documents on which its tests depend, itself included, the kernel library not
   * @param broken the mistake that leaves no scenario of it, such as its size; null if there are some, or no mistake
   */
  record TestFile(String uri, List<String> reads, List<TestScenario> scenarios, String broken) {}

  /**
   * A scenario.
   *
   * @param range of its name
   * @param key changes with everything on which its results depend
   * @param tests its expectations; none if it is broken
   * @param broken the mistake that keeps it from being checked; null if there is none
   */
  record TestScenario(String name, Range range, String key, List<Test> tests, String broken) {}

  /**
   * An expectation in one variant, known by its place in the list.
   *
   * @param expected {@code safe} or an oracle
   * @param description the variant in words; empty for the plain one
   * @param range of the expectation
   */
  record Test(String expected, String description, Range range) {}

  /**
   * What is to be run.
   *
   * @param variant the number of the test, from 0
   * @param witness whether a witness file is wanted, to be debugged
   */
  record RunParams(String uri, String scenario, int variant, boolean witness) {}

  /**
   * What a test has found.
   *
   * @param met whether the expectation is
   * @param verdict {@code safe}, {@code violated}, {@code unknown} or {@code invalid}
   * @param found the oracle that fired, else the verdict
   * @param message what was expected, and what was found instead; empty if the expectation is met
   * @param expectation where it is written
   * @param places who takes part in a violation, the violating step first
   * @param text the result as {@code pagewalk check} prints it
   * @param states how many were looked at
   * @param milliseconds how long the search took
   * @param witness the path of a witness file, to be given to {@code pagewalk dap}; null if there is none
   */
  record TestResult(
      boolean met, String verdict, String expected, String found, String message, Location expectation,
      List<Place> places, String text, long states, long milliseconds, String witness) {}

  /** A place, and what happens there. */
  record Place(Location location, String message) {}
}
