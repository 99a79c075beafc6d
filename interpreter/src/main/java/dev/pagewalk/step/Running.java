package dev.pagewalk.step;

import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Move;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.report.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Moves threads until there is a reason to stop. A step moves the thread that is named and nobody else; where it can go
 * several ways the first is taken, and told.
 */
public final class Running {
  private static final int[] FIRST = {};

  private final Session session;
  private final Interleaving interleaving;
  private final Consumer<String> say;

  /**
   * Steps of a session.
   *
   * @param say is told what people should know: choices that were taken for them, what oracles found, log points
   */
  public Running(Session session, Consumer<String> say) {
    this.session = session;
    this.interleaving = session.interleaving();
    this.say = say;
  }

  /** How far a step goes. */
  public enum Unit {
    /** One visible step of the machine. */
    INSTRUCTION,
    /** Up to another statement. */
    STATEMENT,
    /** Up to another line. */
    LINE
  }

  /** Where a step stays. */
  public enum Reach {
    /** Follows calls. */
    IN,
    /** Steps over calls. */
    OVER,
    /** Up to the end of the function. */
    OUT
  }

  /** Steps one thread. */
  public Stop step(int agent, Reach reach, Unit unit, Cancellation cancellation) {
    Optional<Frame> start = session.frame(agent);
    if (reach == Reach.IN && unit != Unit.INSTRUCTION && start.isPresent() && session.canMove(agent)
        && start.get().depth() < session.innerFrames(agent).size() - 1) {
      // It stands before a call: to step in is no step of the machine.
      session.enter(agent, start.get().depth() + 1);
      return new Stop(Stop.Why.STEP, agent, "");
    }
    Map<Long, Integer> seen = new HashMap<>();
    boolean isFirst = true;
    while (true) {
      if (!isFirst && cancellation.isRequested()) {
        return new Stop(Stop.Why.PAUSE, agent, "stopped on request");
      }
      if (seen.put(interleaving.state().fingerprint(), interleaving.position()) != null) {
        return new Stop(Stop.Why.STEP, agent, "goes round: it was in this very state before; somebody else has to move");
      }
      isFirst = false;
      Outcome outcome = make(agent, FIRST);
      if (outcome != Outcome.MOVED && outcome != Outcome.FOUND) {
        return unmoved(agent, outcome);
      }
      Optional<Stop> stop = judged();
      if (stop.isPresent()) {
        return stop.get();
      }
      if (isThere(agent, start, reach, unit)) {
        return arrived(agent);
      }
    }
  }

  /** Makes one step with these choices. */
  public Stop take(Move move) {
    Outcome outcome = interleaving.make(move.agent(), move.choices());
    if (outcome != Outcome.MOVED && outcome != Outcome.FOUND) {
      return unmoved(move.agent(), outcome);
    }
    return judged().orElseGet(() -> arrived(move.agent()));
  }

  private Stop arrived(int agent) {
    return interleaving.canMove()
        ? new Stop(Stop.Why.STEP, agent, "")
        : end(agent);
  }

  private Stop unmoved(int agent, Outcome outcome) {
    if (interleaving.isViolated()) {
      return new Stop(Stop.Why.END, agent, "the execution has ended with a violation: there is only the way back");
    }
    if (outcome != Outcome.EXHAUSTED && outcome != Outcome.CUT && !interleaving.canMove()) {
      return end(agent);
    }
    return new Stop(Stop.Why.STEP, agent, session.why(agent, outcome));
  }

  /** Nothing can move: what is to be said of the end. */
  private Stop end(int agent) {
    List<Finding> findings = interleaving.atRest();
    findings.forEach(finding -> say.accept(told(finding)));
    if (!findings.isEmpty()) {
      return new Stop(Stop.Why.VIOLATION, agent, told(findings.get(0)));
    }
    return new Stop(Stop.Why.END, agent, "the execution is over, and nothing is wrong with it");
  }

  private String told(Finding finding) {
    return Interleaving.name(finding) + ": " + interleaving.names().resolve(finding.message());
  }

  private Outcome make(int agent, int[] choices) {
    Outcome outcome = interleaving.make(agent, choices);
    if (outcome == Outcome.MOVED || outcome == Outcome.FOUND) {
      for (Made.Chosen choice : interleaving.last().orElseThrow().choices()) {
        say.accept(interleaving.names().agent(agent) + " took " + choice + ", the first way (`choices` shows all)");
      }
    }
    return outcome;
  }

  /** What the last step has reached: a violation, a breakpoint. */
  private Optional<Stop> judged() {
    Made step = interleaving.last().orElseThrow();
    step.findings().forEach(finding -> say.accept(told(finding)));
    Optional<Finding> violation = session.breakpoints().violation(step);
    if (violation.isPresent()) {
      return Optional.of(new Stop(Stop.Why.VIOLATION, step.agent(), told(violation.get())));
    }
    return session.breakpoints().reached(step, say);
  }

  /**
   * Whether the step ends where the thread stands now, or before a call that has led it there: then that is where it is
   * shown.
   */
  private boolean isThere(int agent, Optional<Frame> start, Reach reach, Unit unit) {
    List<Frame> inner = session.innerFrames(agent);
    if (start.isEmpty() || inner.isEmpty()) {
      return true;
    }
    if (unit == Unit.INSTRUCTION && reach != Reach.OUT) {
      session.enter(agent, inner.get(0).depth());
      return true;
    }
    int from = session.frame(agent).orElseThrow().depth();
    for (int depth = from; depth < inner.size(); depth++) {
      Frame at = inner.get(inner.size() - 1 - depth);
      if (isThere(at, depth == inner.size() - 1, start.get(), reach, unit)) {
        session.enter(agent, depth);
        return true;
      }
      if (reach != Reach.IN) {
        return false;
      }
    }
    return false;
  }

  private boolean isThere(Frame now, boolean isInnermost, Frame start, Reach reach, Unit unit) {
    if (now.depth() < start.depth()) {
      return true;
    }
    if (reach == Reach.OUT || reach == Reach.OVER && start.depth() < now.depth()) {
      return false;
    }
    if (start.depth() < now.depth() || isInnermost && now.pc() == start.pc()) {
      return true;
    }
    return unit == Unit.LINE
        ? line(now) != line(start) || !now.span().path().equals(start.span().path())
        : !session.statement(now.span()).equals(session.statement(start.span()));
  }

  private int line(Frame frame) {
    return session.sources().start(frame.span()).map(Position::line).orElse(0);
  }

  /**
   * Follows the path ahead, the witness or what was taken back, and behind its end lets one agent after the other make
   * a step, until there is a reason to stop.
   *
   * @param agent who is looked at
   */
  public Stop run(int agent, Cancellation cancellation) {
    Map<Long, Integer> seen = new HashMap<>();
    int looked = agent;
    int next = interleaving.last().map(Made::agent).orElse(-1) + 1;
    while (!cancellation.isRequested()) {
      Optional<Move> ahead = interleaving.ahead();
      Optional<Move> move = ahead.isPresent() ? ahead : fair(next);
      if (move.isEmpty()) {
        return interleaving.isViolated() ? unmoved(looked, Outcome.ENDED) : end(looked);
      }
      long key = interleaving.state().fingerprint() * 31 + move.get().agent();
      if (ahead.isEmpty() && seen.put(key, interleaving.position()) != null) {
        return new Stop(Stop.Why.PAUSE, looked, "goes round: all threads have been here before, and will be again");
      }
      looked = move.get().agent();
      next = looked + 1;
      Outcome outcome = ahead.isPresent() ? interleaving.make(looked, move.get().choices()) : make(looked, FIRST);
      if (outcome != Outcome.MOVED && outcome != Outcome.FOUND) {
        return unmoved(looked, outcome);
      }
      Optional<Stop> stop = judged();
      if (stop.isPresent()) {
        return stop.get();
      }
    }
    return new Stop(Stop.Why.PAUSE, looked, "stopped on request");
  }

  /** The first agent from {@code first} on that can move. */
  private Optional<Move> fair(int first) {
    int agents = interleaving.machine().agents();
    for (int i = 0; i < agents; i++) {
      int agent = (first + i) % agents;
      if (session.canMove(agent)) {
        return Optional.of(Move.of(agent));
      }
    }
    return Optional.empty();
  }

  /** Takes the last step back; whoever made it is looked at. */
  public Stop back(int agent) {
    if (interleaving.last().isEmpty()) {
      return new Stop(Stop.Why.ENTRY, agent, "this is the start: nothing was done before");
    }
    int mover = interleaving.last().get().agent();
    interleaving.back();
    return new Stop(Stop.Why.STEP, mover, "");
  }

  /** Takes steps back until a breakpoint is reached, or the start. */
  public Stop runBack(int agent, Cancellation cancellation) {
    int looked = agent;
    while (!cancellation.isRequested()) {
      Optional<Made> undone = interleaving.last();
      if (undone.isEmpty()) {
        return new Stop(Stop.Why.ENTRY, looked, "this is the start");
      }
      looked = undone.get().agent();
      interleaving.back();
      Optional<Stop> stop = session.breakpoints().undone(undone.get())
          .or(() -> interleaving.last().flatMap(session.breakpoints()::reachedBack));
      if (stop.isPresent()) {
        return stop.get();
      }
    }
    return new Stop(Stop.Why.PAUSE, looked, "stopped on request");
  }

  /** Goes to a position on the path that is known. */
  public Stop goTo(int position, int agent) {
    int reached = interleaving.goTo(position);
    int looked = interleaving.last().map(Made::agent).orElse(agent);
    return new Stop(Stop.Why.GOTO, looked, reached == position
        ? "step " + reached
        : "there are only the steps 0 to " + interleaving.length() + ": this is step " + reached);
  }

  /** Goes back to the moment in which a frame began. */
  public Stop restart(Frame frame) {
    Stop stop = restarted(frame);
    session.enter(frame.agent(), frame.depth());
    return stop;
  }

  private Stop restarted(Frame frame) {
    while (interleaving.last().isPresent()) {
      Made last = interleaving.last().get();
      boolean isOwn = last.agent() == frame.agent();
      boolean wasOutside = isOwn && frame.depth() != 0 && last.stack().size() < frame.depth();
      boolean isFirst = isOwn && frame.depth() == 0 && isFirstOf(frame.agent());
      if (wasOutside) {
        // This step entered the function: here it begins.
        return new Stop(Stop.Why.GOTO, frame.agent(), frame.function() + " begins");
      }
      interleaving.back();
      if (isFirst) {
        return new Stop(Stop.Why.GOTO, frame.agent(), frame.function() + " begins");
      }
    }
    return new Stop(Stop.Why.GOTO, frame.agent(), frame.function() + " begins");
  }

  private boolean isFirstOf(int agent) {
    for (int i = 0; i + 1 < interleaving.position(); i++) {
      if (interleaving.made(i).agent() == agent) {
        return false;
      }
    }
    return true;
  }

  /** The position at which a thread last was about to run a line; empty if it has not been there. */
  public Optional<Integer> lastAt(int agent, String path, int line) {
    for (int i = interleaving.position() - 1; 0 <= i; i--) {
      Made step = interleaving.made(i);
      boolean isThere = step.agent() == agent && step.span()
          .filter(span -> span.path().equals(path))
          .flatMap(session.sources()::start)
          .filter(at -> at.line() == line)
          .isPresent();
      if (isThere) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
