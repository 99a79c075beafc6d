package dev.pagewalk.ls.dap;

import dev.pagewalk.step.Commands;
import dev.pagewalk.step.Frame;
import dev.pagewalk.step.Running;
import dev.pagewalk.step.Session;
import dev.pagewalk.step.Stop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What was launched, and where it stands. */
final class Debuggee {
  private final Session session;
  private final Running running;
  private final Commands commands;
  private final Handles handles = new Handles();
  private int focus;
  private Optional<Stop> last = Optional.empty();

  /**
   * What was launched.
   *
   * @param say prints on the client's console
   */
  Debuggee(Session session, Path directory, Consumer<String> say) {
    this.session = session;
    running = new Running(session, say);
    commands = new Commands(session, running, directory);
    // A witness begins with whoever moves first in it.
    focus = session.interleaving().ahead().map(move -> move.agent()).orElse(session.agents().get(0));
  }

  Session session() {
    return session;
  }

  Running running() {
    return running;
  }

  Commands commands() {
    return commands;
  }

  Handles handles() {
    return handles;
  }

  /** The agent that is looked at. */
  int focus() {
    return focus;
  }

  /** Why it stands here. */
  Optional<Stop> last() {
    return last;
  }

  void stopped(Stop stop) {
    focus = stop.agent();
    last = Optional.of(stop);
    handles.clear();
  }

  /** The agent that a client means. */
  int agent(int threadId) {
    List<Integer> agents = session.agents();
    if (!agents.contains(threadId - 1)) {
      throw new Refusal("there is no thread " + threadId);
    }
    return threadId - 1;
  }

  /** The frame that a client means; the one that is looked at if it means none. */
  Optional<Frame> frame(Integer frameId) {
    return frameId == null || frameId == 0 ? session.frame(focus) : handles.frame(frameId).frame();
  }
}
