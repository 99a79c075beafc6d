package dev.pagewalk.terminal;

import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.step.Commands;
import dev.pagewalk.step.Frame;
import dev.pagewalk.step.Running;
import dev.pagewalk.step.Session;
import dev.pagewalk.step.Stop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stepping session that is told what to do line by line. */
public final class Dialogue {
  private final Session session;
  private final Commands commands;
  private final List<String> said = new ArrayList<>();
  private int focus;

  /**
   * A dialogue about a session.
   *
   * @param directory against which the names of files are resolved
   */
  public Dialogue(Session session, Path directory) {
    this.session = session;
    commands = new Commands(session, new Running(session, said::add), directory);
    focus = session.interleaving().ahead().map(move -> move.agent()).orElse(session.agents().get(0));
    said.addAll(session.opened().notes());
  }

  Session session() {
    return session;
  }

  /** The agent that is looked at. */
  int focus() {
    return focus;
  }

  void look(int agent) {
    focus = agent;
  }

  /** What is being stepped through. */
  String title() {
    return session.plan().title() + ", expected: " + session.plan().expected();
  }

  /** Where the position is on the path. */
  String place() {
    int position = session.interleaving().position();
    int ahead = session.interleaving().length() - position;
    return "step " + position + (ahead == 0 ? "" : " (" + ahead + " ahead)");
  }

  /** Does what a line says; gives what is to be shown. */
  List<String> tell(String line, Cancellation cancellation) {
    List<String> answer = new ArrayList<>();
    Optional<Frame> frame = session.frame(focus);
    Commands.Answer done = commands.run(line, focus, frame, cancellation);
    answer.addAll(said);
    said.clear();
    Optional<Stop> stop = done.stop();
    stop.ifPresent(each -> focus = each.agent());
    String who = stop.isPresent() ? session.interleaving().names().agent(focus) + " | " : "";
    if (!done.text().isEmpty() && !answer.contains(done.text())) {
      (who + done.text()).lines().forEach(answer::add);
    }
    return answer;
  }

  List<String> completions(String line) {
    return commands.completions(line, session.frame(focus));
  }

  /** Reads lines until there are no more, or one says {@code quit}; prints what comes of each. */
  public void run(InputStream in, PrintStream out, Cancellation cancellation) throws IOException {
    out.println(title());
    said.forEach(out::println);
    said.clear();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.strip().equals("quit") && !cancellation.isRequested()) {
      if (!line.isBlank()) {
        out.println("> " + line.strip());
        int before = session.interleaving().position();
        tell(line, cancellation).forEach(out::println);
        if (session.interleaving().position() != before) {
          out.println(place() + session.interleaving().last()
              .map(step -> ": " + session.interleaving().names().agent(step.agent()) + "  " + step.text()).orElse(""));
        }
        out.flush();
      }
      line = lines.readLine();
    }
  }
}
