package dev.pagewalk.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.analysis.LibraryLocation;
import dev.pagewalk.explore.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A session for tests: steps by names, and what was said on the way. */
final class Stepping {
  private static final Library LIBRARY = LibraryLocation.load(Optional.of(Path.of("..")), Optional.empty());

  final Session session;
  final Running running;
  final Commands commands;
  final List<String> said = new ArrayList<>();

  private Stepping(Opened opened, Path directory) {
    session = new Session(opened);
    // The examples race with plain accesses, and are not about that.
    session.breakpoints().setSilent(Set.of("data_race"));
    running = new Running(session, said::add);
    commands = new Commands(session, running, directory);
  }

  /** A variant of a scenario of the catalogue. */
  static Stepping through(String file, String scenario, String variant) {
    return in(Path.of("../scenarios").resolve(file), scenario, variant);
  }

  /** A scenario in a file of its own. */
  static Stepping text(Path folder, String text) {
    try {
      Path file = folder.resolve("text.pw");
      Files.writeString(file, text);
      return in(file, "", "");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Stepping in(Path file, String scenario, String variant) {
    Opening.Result result = open(new Opening.Wish(Optional.of(file.toString()), some(scenario), some(variant),
        Optional.empty(), Opening.Selection.NONE));
    assertThat(result.problem()).isEmpty();
    return new Stepping(result.opened().orElseThrow(), Path.of("").toAbsolutePath());
  }

  static Opening.Result open(Opening.Wish wish) {
    return new Opening(LIBRARY, Path.of(""), Analysis.Extent.USED).open(wish);
  }

  static Stepping of(Opening.Result result) {
    assertThat(result.problem()).isEmpty();
    return new Stepping(result.opened().orElseThrow(), Path.of("").toAbsolutePath());
  }

  static Optional<String> some(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }

  int agent(String name) {
    return session.agents().stream()
        .filter(each -> session.interleaving().names().agent(each).equals(name))
        .findFirst()
        .orElseThrow();
  }

  Stop step(String thread, Running.Reach reach, Running.Unit unit) {
    return running.step(agent(thread), reach, unit, Cancellation.NEVER);
  }

  /** One visible step. */
  Stop one(String thread) {
    return step(thread, Running.Reach.IN, Running.Unit.INSTRUCTION);
  }

  Stop run() {
    return running.run(0, Cancellation.NEVER);
  }

  /** Where a thread stands: {@code file.pw:12 in f}, {@code file.pw:12 in f < thread}. */
  String at(String thread) {
    List<Frame> frames = session.frames(agent(thread));
    if (frames.isEmpty()) {
      return session.standing(agent(thread));
    }
    String line = session.sources().line(frames.get(0).span());
    return line.substring(line.lastIndexOf('/') + 1) + " in "
        + String.join(" < ", frames.stream().map(Frame::function).toList());
  }

  /** The value of an expression in the innermost frame of a thread, or why it has none. */
  String value(String thread, String expression) {
    return session.evaluated(expression, session.frame(agent(thread)));
  }

  Commands.Answer type(String line) {
    return commands.run(line, 0, session.frame(0), Cancellation.NEVER);
  }

  /** The lines of a view, those beneath others indented. */
  List<String> view(String thread, String name) {
    List<String> lines = new ArrayList<>();
    session.views(agent(thread)).stream()
        .filter(item -> item.name().equals(name))
        .forEach(item -> item.children().get().forEach(each -> lines(each, "", lines)));
    return lines;
  }

  private static void lines(Item item, String indent, List<String> lines) {
    lines.add((indent + item.name() + " " + item.shown()).stripTrailing());
    if (indent.length() < 6) {
      item.children().get().forEach(each -> lines(each, indent + "  ", lines));
    }
  }
}
