package dev.pagewalk.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.analysis.LibraryLocation;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Move;
import dev.pagewalk.step.Opening;
import dev.pagewalk.step.Running;
import dev.pagewalk.step.Session;
import java.nio.file.Path;
import java.util.Optional;

/** Executions of the kernel, made by hand. */
public final class Executions {
  private static final Library LIBRARY = LibraryLocation.load(Optional.of(Path.of("..")), Optional.empty());

  private Executions() {}

  /** A walker of GUP-fast has read the PMD when khugepaged takes its table away, and waits for nobody. */
  public static Session collapse() {
    Session session = open(Path.of("../scenarios/seed-000-gup-fast/collapse.pw"), "collapse_vs_gup_fast",
        "kernel 6.1 without khugepaged_gup_fast_sync");
    step(session, "gup", 5);
    step(session, "khugepaged", 1_000);
    return session;
  }

  /** A process forks, and stores to a page that the child shares from then on: it is copied. */
  public static Session copyOnWrite() {
    Session session = open(Path.of("../scenarios/oracles/anon-exclusive.pw"), "fork_takes_the_mark", "0");
    step(session, "parent", 1_000);
    return session;
  }

  /** Each of two threads holds a lock that the other wants. */
  public static Session deadlock() {
    Session session = open(Path.of("../scenarios/basics/abba-deadlock.pw"), "abba_deadlock", "fixed = false");
    step(session, "one", 1);
    step(session, "two", 1);
    return session;
  }

  private static Session open(Path file, String scenario, String variant) {
    Opening.Result result = new Opening(LIBRARY, Path.of(""), Analysis.Extent.USED).open(new Opening.Wish(
        Optional.of(file.toString()), Optional.of(scenario), Optional.of(variant), Optional.empty(), Opening.Selection.NONE));
    assertThat(result.problem()).isEmpty();
    return new Session(result.opened().orElseThrow());
  }

  /** Makes at most {@code most} visible steps of a thread. */
  private static void step(Session session, String thread, int most) {
    Running running = new Running(session, text -> { });
    int agent = session.agents().stream()
        .filter(each -> session.interleaving().names().agent(each).equals(thread)).findFirst().orElseThrow();
    for (int i = 0; i < most && session.canMove(agent); i++) {
      running.step(agent, Running.Reach.IN, Running.Unit.INSTRUCTION, Cancellation.NEVER);
    }
  }

  /** What was made, to be made again. */
  static Execution of(Session session) {
    return new Execution(session.interleaving().program(), session.interleaving().moves());
  }

  /** The state behind the first {@code steps} of an execution, looked at by itself, step by step. */
  static Moment moment(Execution execution, int steps, Labels labels) {
    Machine machine = Machine.interpreted(execution.program());
    Looking looking = new Looking(machine, labels);
    Moment moment = looking.look();
    for (Move move : execution.moves().subList(0, steps)) {
      Choices choices = new Choices();
      choices.follow(move.choices());
      machine.step(move.agent(), choices);
      moment = looking.look();
    }
    return moment;
  }
}
