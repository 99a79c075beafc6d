package dev.pagewalk.step;

import dev.pagewalk.analysis.WitnessWriter;
import dev.pagewalk.dsl.resolve.Verdicts;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.Move;
import dev.pagewalk.hw.step.Finding;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** What can be typed, in the console of a debugger and in a terminal: commands, and else an expression. */
public final class Commands {
  private static final List<String> NAMES = List.of("choices", "take", "back", "at", "find", "save", "where", "show", "step",
      "in", "next", "out", "continue", "reverse", "help");

  private static final String HELP = """
      choices        every step that could be made now
      take N         make step N of that list
      step THREAD    make one visible step of a thread (of the one that is looked at)
      in, next, out THREAD
                     the same up to another statement, into calls, over them, or out of the function
      continue       follow the path ahead, else let all threads move in turn, up to a reason to stop
      back N         take back the last N steps (1)
      reverse        take steps back up to a breakpoint, or the start
      at N           go to step N of the path; `at` alone says which this is
      find ORACLE    search from here for the nearest violation, of one oracle or any, and go there
      save FILE      write the path so far as a witness, for `pagewalk replay FILE`
      where          where every thread stands
      show VIEW      the state: locals, shared, locks, address, folios, tlbs, devices
      anything else  an expression: counter, folio#3.refcount, table#2[5], A.start""";

  private final Session session;
  private final Running running;
  private final Path directory;

  /**
   * Commands of a session.
   *
   * @param directory against which the names of files are resolved
   */
  public Commands(Session session, Running running, Path directory) {
    this.session = session;
    this.running = running;
    this.directory = directory;
  }

  /**
   * What came of a line.
   *
   * @param text to be shown
   * @param isFailed whether nothing could be done
   * @param stop where it stands now, if it has moved
   */
  public record Answer(String text, boolean isFailed, Optional<Stop> stop) {
    static Answer said(String text) {
      return new Answer(text, false, Optional.empty());
    }

    static Answer failed(String text) {
      return new Answer(text, true, Optional.empty());
    }

    static Answer moved(Stop stop) {
      return new Answer(stop.text(), false, Optional.of(stop));
    }
  }

  /** Does what a line says; {@code focus} is the agent that is looked at. */
  public Answer run(String line, int focus, Optional<Frame> frame, Cancellation cancellation) {
    String[] words = line.strip().split("\\s+", 2);
    String rest = words.length == 1 ? "" : words[1].strip();
    return switch (words[0]) {
      case "help", "?" -> Answer.said(HELP);
      case "choices" -> Answer.said(choices());
      case "where" -> Answer.said(where());
      case "take" -> take(rest);
      case "step" -> step(rest, focus, Running.Reach.IN, Running.Unit.INSTRUCTION, cancellation);
      case "in" -> step(rest, focus, Running.Reach.IN, Running.Unit.STATEMENT, cancellation);
      case "next" -> step(rest, focus, Running.Reach.OVER, Running.Unit.STATEMENT, cancellation);
      case "out" -> step(rest, focus, Running.Reach.OUT, Running.Unit.STATEMENT, cancellation);
      case "continue" -> Answer.moved(running.run(focus, cancellation));
      case "reverse" -> Answer.moved(running.runBack(focus, cancellation));
      case "show" -> show(rest, focus);
      case "back" -> back(rest, focus);
      case "at" -> at(rest, focus);
      case "find" -> find(rest, cancellation);
      case "save" -> save(rest);
      default -> expression(line, frame);
    };
  }

  /** Whether a line is a command, and no expression. */
  public static boolean isCommand(String line) {
    return NAMES.contains(line.strip().split("\\s+", 2)[0]) || line.strip().equals("?");
  }

  private Answer expression(String line, Optional<Frame> frame) {
    Session.Evaluated value = session.evaluate(line, frame);
    return value.value().isPresent()
        ? Answer.said(session.evaluated(line, frame))
        : Answer.failed(value.problem());
  }

  private String choices() {
    StringBuilder text = new StringBuilder();
    for (Choice choice : session.choices()) {
      text.append(choice.number()).append("  ").append(choice.who()).append(": ").append(choice.text()).append('\n');
      choice.effects().forEach(effect ->
          text.append(effect.startsWith("=>") ? "     " : "     ~ ").append(effect).append('\n'));
    }
    for (int agent : session.agents()) {
      if (agent < session.interleaving().program().agents().size() && !session.canMove(agent)) {
        text.append("-  ").append(session.interleaving().names().agent(agent)).append(' ')
            .append(session.standing(agent)).append('\n');
      }
    }
    return text.toString().stripTrailing();
  }

  private String where() {
    StringBuilder text = new StringBuilder(path());
    for (int agent : session.agents()) {
      text.append('\n').append(session.interleaving().names().agent(agent)).append(": ")
          .append(session.frame(agent).map(frame -> session.sources().line(frame.span()) + "  ").orElse(""))
          .append(session.standing(agent));
    }
    return text.toString();
  }

  private String path() {
    int position = session.interleaving().position();
    int ahead = session.interleaving().length() - position;
    return "step " + position + (ahead == 0 ? "" : ", " + ahead + " ahead");
  }

  private Answer step(
      String name, int focus, Running.Reach reach, Running.Unit unit, Cancellation cancellation) {
    if (name.isEmpty()) {
      return Answer.moved(running.step(focus, reach, unit, cancellation));
    }
    return session.agents().stream()
        .filter(agent -> session.interleaving().names().agent(agent).equals(name))
        .findFirst()
        .map(agent -> Answer.moved(running.step(agent, reach, unit, cancellation)))
        .orElseGet(() -> Answer.failed("there is no thread `" + name + "`; there are " + String.join(", ", agents())));
  }

  private List<String> agents() {
    return session.agents().stream().map(session.interleaving().names()::agent).toList();
  }

  private Answer show(String name, int focus) {
    List<Item> views = session.views(focus);
    List<String> names = views.stream().map(Item::name).toList();
    String wanted = name.toLowerCase(Locale.ROOT);
    return views.stream()
        .filter(view -> !wanted.isEmpty() && view.name().toLowerCase(Locale.ROOT).contains(wanted))
        .findFirst()
        .map(view -> Answer.said(text(view)))
        .orElseGet(() -> Answer.failed("`show` takes one of " + String.join(", ", names)));
  }

  /** A view as text, three levels deep. */
  public static String text(Item view) {
    StringBuilder text = new StringBuilder();
    view.children().get().forEach(item -> append(item, 0, text));
    return text.isEmpty() ? "nothing" : text.toString().stripTrailing();
  }

  private static void append(Item item, int depth, StringBuilder text) {
    String gap = item.shown().isEmpty() ? "" : "  ";
    text.append("  ".repeat(depth)).append(item.name()).append(gap).append(item.shown()).append('\n');
    // Fields are many, and refer to each other: page tables go deeper, objects do not.
    boolean isTable = item.name().contains("[") || item.name().equals("page tables") || item.name().equals("VMAs");
    if (isTable || depth < 1 && !item.path().isEmpty() && item.path().matches("mm#[0-9]+")
        || depth < 1 && item.path().isEmpty()) {
      item.children().get().stream().filter(each -> !each.name().equals("fields"))
          .forEach(each -> append(each, depth + 1, text));
    }
  }

  private Answer take(String number) {
    List<Choice> all = session.choices();
    if (!isNumber(number) || Integer.parseInt(number) < 1 || all.size() < Integer.parseInt(number)) {
      return Answer.failed(all.isEmpty()
          ? "there is nothing to take: no thread can move"
          : "`take` takes a number from 1 to " + all.size() + ", as `choices` lists them");
    }
    return Answer.moved(running.take(all.get(Integer.parseInt(number) - 1).move()));
  }

  private Answer back(String number, int focus) {
    if (!number.isEmpty() && !isNumber(number)) {
      return Answer.failed("`back` takes the number of steps to take back");
    }
    Stop stop = running.back(focus);
    for (int left = number.isEmpty() ? 1 : Integer.parseInt(number); 1 < left && isMoved(stop); left--) {
      stop = running.back(stop.agent());
    }
    return Answer.moved(stop);
  }

  private static boolean isMoved(Stop stop) {
    return stop.why() != Stop.Why.ENTRY;
  }

  private Answer at(String number, int focus) {
    if (number.isEmpty()) {
      return Answer.said(path());
    }
    return isNumber(number)
        ? Answer.moved(running.goTo(Integer.parseInt(number), focus))
        : Answer.failed("`at` takes the number of a step, 0 for the start");
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,9}");
  }

  private Answer find(String wanted, Cancellation cancellation) {
    String oracle = wanted.contains("(") ? wanted.substring(0, wanted.indexOf('(')) : wanted;
    if (!oracle.isEmpty() && (!Verdicts.names().contains(oracle) || oracle.equals("safe"))) {
      return Answer.failed("there is no oracle `" + oracle + "`; there are " + String.join(", ", oracles()));
    }
    if (session.interleaving().isViolated()) {
      return Answer.failed("the execution has ended with a violation: go back first");
    }
    Optional<Finder.Way> way = new Finder(session.interleaving()).find(wanted, cancellation);
    if (way.isEmpty()) {
      return Answer.failed(cancellation.isRequested()
          ? "stopped on request"
          : "no " + (wanted.isEmpty() ? "violation" : wanted) + " was found from here on");
    }
    return Answer.moved(follow(way.get()));
  }

  private Stop follow(Finder.Way way) {
    Interleaving interleaving = session.interleaving();
    int from = interleaving.position();
    for (Move move : way.moves()) {
      interleaving.make(move.agent(), move.choices());
    }
    int agent = interleaving.last().map(Made::agent).orElse(0);
    return new Stop(Stop.Why.VIOLATION, agent, Interleaving.name(way.finding()) + ": "
        + interleaving.names().resolve(way.finding().message()) + " (" + counted(interleaving.position() - from)
        + " from step " + from + ")");
  }

  private static String counted(int steps) {
    return steps == 1 ? "1 step" : steps + " steps";
  }

  private Answer save(String file) {
    if (file.isEmpty()) {
      return Answer.failed("`save` takes the name of a file");
    }
    try {
      Path path = directory.resolve(file);
      WitnessWriter.write(path, session.opened().analysis(), session.opened().file(), session.plan(),
          session.interleaving().program(), session.interleaving().moves(), shown(), directory);
      return Answer.said("saved; pagewalk replay " + file);
    } catch (IOException | InvalidPathException unwritable) {
      return Answer.failed("`" + file + "` cannot be written: " + unwritable.getMessage());
    }
  }

  /** What the path shows at its end. */
  private Optional<Finding> shown() {
    Interleaving interleaving = session.interleaving();
    Optional<Finding> last = interleaving.last()
        .flatMap(step -> step.findings().stream().reduce((first, second) -> second));
    return last.isPresent() || interleaving.canMove()
        ? last
        : interleaving.atRest().stream().findFirst();
  }

  /** The names of all oracles, sorted. */
  public static List<String> oracles() {
    return Verdicts.names().stream().filter(name -> !name.equals("safe")).sorted().toList();
  }

  /** What could be meant by a line of which this much is written: whole words to put in place of its last one. */
  public List<String> completions(String line, Optional<Frame> frame) {
    int start = line.lastIndexOf(' ') + 1;
    String word = line.substring(start);
    List<String> all = new ArrayList<>();
    if (start == 0) {
      all.addAll(NAMES);
    }
    String command = line.strip().split("\\s+", 2)[0];
    if (0 < start && command.equals("find")) {
      all.addAll(oracles());
    } else if (0 < start && List.of("step", "in", "next", "out").contains(command)) {
      all.addAll(agents());
    } else if (0 < start && command.equals("show")) {
      all.addAll(List.of("locals", "shared", "locks", "address", "folios", "tlbs", "devices", "choices"));
    } else if (0 < start && command.equals("take")) {
      session.choices().forEach(choice -> all.add(String.valueOf(choice.number())));
    } else if (0 == start || !NAMES.contains(command)) {
      all.addAll(names(frame));
    }
    return all.stream().filter(each -> each.startsWith(word)).distinct().toList();
  }

  private List<String> names(Optional<Frame> frame) {
    TreeSet<String> names = new TreeSet<>();
    frame.ifPresent(each -> each.variables().forEach(variable -> names.add(variable.name())));
    session.interleaving().program().globals().forEach(global -> names.add(global.name()));
    session.interleaving().program().landmarks().stream()
        .filter(landmark -> !landmark.name().matches("[A-Z][A-Z0-9_]+"))
        .forEach(landmark -> names.add(landmark.name()));
    return List.copyOf(names);
  }
}
