package dev.pagewalk.terminal;

import dev.pagewalk.report.ColumnsText;
import dev.pagewalk.report.Paint;
import dev.pagewalk.step.Commands;
import dev.pagewalk.step.Frame;
import dev.pagewalk.step.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the screen shows of a session: the path in columns, where everybody stands, a view of the state. */
final class Picture {
  static final List<String> VIEWS =
      List.of("Choices", "Locals", "Shared", "Held locks", "Address space", "Folios", "TLBs", "Devices");

  private static final String KEYS =
      "1-9 look at  s step  i in  n next  o out  c continue  b back  r reverse  t take  f find  v view  : command  q quit";

  private final Dialogue dialogue;
  private final Paint paint;

  Picture(Dialogue dialogue, Paint paint) {
    this.dialogue = dialogue;
    this.paint = paint;
  }

  /** The lines of a screen of this size; {@code messages} stand at its end. */
  List<String> lines(int width, int height, String view, List<String> messages) {
    List<String> below = new ArrayList<>(List.of(""));
    below.addAll(standing(width));
    below.add("");
    below.addAll(view(view, width, Math.max(4, height / 3)));
    below.add("");
    messages.forEach(message -> below.add(clip(message, width)));
    List<String> lines = new ArrayList<>();
    lines.add(paint.strong(clip(dialogue.title() + "   " + dialogue.place(), width)));
    List<String> path = path(width);
    int room = Math.max(3, height - below.size() - 3);
    if (room < path.size()) {
      // The heads of the columns stay.
      lines.addAll(path.subList(0, Math.min(2, path.size())));
      lines.addAll(path.subList(Math.max(2, path.size() - room + 2), path.size()));
    } else {
      lines.addAll(path);
    }
    lines.addAll(below);
    while (lines.size() < height - 1) {
      lines.add(lines.size() - below.size(), "");
    }
    lines.add(paint.faint(clip(KEYS, width)));
    return lines.size() <= height ? lines : lines.subList(lines.size() - height, lines.size());
  }

  private List<String> path(int width) {
    return new ColumnsText(paint, width).render(dialogue.session().trace()).lines().toList();
  }

  private List<String> standing(int width) {
    Session session = dialogue.session();
    List<String> lines = new ArrayList<>();
    int number = 1;
    for (int agent : session.agents()) {
      String place = session.frame(agent).map(frame -> place(session, frame)).orElse("");
      String line = clip(String.format(Locale.ROOT, "%s %d %-14s CPU %d  %-28s %s", agent == dialogue.focus() ? ">" : " ",
          number++, session.interleaving().names().agent(agent), session.cpu(agent), place, session.standing(agent)), width);
      lines.add(agent == dialogue.focus() ? paint.strong(line) : session.canMove(agent) ? line : paint.faint(line));
    }
    return lines;
  }

  private static String place(Session session, Frame frame) {
    String line = session.sources().line(frame.span());
    return frame.function() + " " + line.substring(line.lastIndexOf('/') + 1);
  }

  private List<String> view(String name, int width, int height) {
    List<String> lines = new ArrayList<>();
    lines.add(paint.strong("[" + name + "]"));
    dialogue.session().views(dialogue.focus()).stream()
        .filter(item -> item.name().equals(name))
        .findFirst()
        .map(Commands::text)
        .orElse("nothing")
        .lines()
        .forEach(line -> lines.add(clip(line, width)));
    if (lines.size() <= height) {
      return lines;
    }
    List<String> first = new ArrayList<>(lines.subList(0, height - 1));
    first.add("... " + (lines.size() - first.size()) + " more: `:show " + name.toLowerCase(Locale.ROOT) + "`");
    return first;
  }

  private static String clip(String line, int width) {
    return line.length() <= width ? line : line.substring(0, Math.max(0, width - 3)) + "...";
  }
}
