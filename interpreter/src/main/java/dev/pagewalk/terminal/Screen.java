package dev.pagewalk.terminal;

import dev.pagewalk.report.Paint;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;

/** A session on a terminal: a key for each thing that is done often, a line for everything else. */
public final class Screen {
  private final Dialogue dialogue;
  private final Picture picture;
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private List<String> messages = List.of("`:` takes commands, `:help` lists them");
  private int view;

  /** A screen for a dialogue. */
  public Screen(Dialogue dialogue, Paint paint) {
    this.dialogue = dialogue;
    this.picture = new Picture(dialogue, paint);
  }

  /** Shows the session until the user leaves. */
  public void run() throws IOException {
    // The other ways to reach a terminal load native code, of which a JVM warns.
    try (Terminal terminal = TerminalBuilder.builder().system(true).provider("exec").graphemeCluster(false).dumb(true)
        .build()) {
      terminal.handle(Terminal.Signal.INT, signal -> interrupted.set(true));
      LineReader line = LineReaderBuilder.builder().terminal(terminal)
          .completer((reader, parsed, candidates) -> dialogue.completions(parsed.line().substring(0, parsed.cursor()))
              .forEach(each -> candidates.add(new Candidate(each))))
          .build();
      BindingReader keys = new BindingReader(terminal.reader());
      KeyMap<String> bindings = bindings(terminal);
      Attributes before = terminal.enterRawMode();
      terminal.puts(InfoCmp.Capability.enter_ca_mode);
      try {
        boolean isOn = true;
        while (isOn) {
          draw(terminal);
          String key = keys.readBinding(bindings);
          interrupted.set(false);
          isOn = key != null && press(key, terminal, line);
        }
      } finally {
        terminal.puts(InfoCmp.Capability.exit_ca_mode);
        terminal.setAttributes(before);
        terminal.flush();
      }
    }
  }

  private static KeyMap<String> bindings(Terminal terminal) {
    KeyMap<String> keys = new KeyMap<>();
    for (String key : "s i n o c b r t f v : q ?".split(" ")) {
      keys.bind(key, key);
    }
    for (int i = 1; i <= 9; i++) {
      keys.bind(String.valueOf(i), String.valueOf(i));
    }
    keys.bind("b", KeyMap.key(terminal, InfoCmp.Capability.key_left));
    keys.bind("s", KeyMap.key(terminal, InfoCmp.Capability.key_right));
    keys.bind("up", KeyMap.key(terminal, InfoCmp.Capability.key_up));
    keys.bind("down", KeyMap.key(terminal, InfoCmp.Capability.key_down));
    keys.bind("q", KeyMap.ctrl('D'), KeyMap.ctrl('C'));
    keys.setUnicode("");
    keys.setNomatch("");
    return keys;
  }

  private void draw(Terminal terminal) {
    int width = 0 < terminal.getSize().getColumns() ? terminal.getSize().getColumns() : 100;
    int height = 0 < terminal.getSize().getRows() ? terminal.getSize().getRows() : 40;
    terminal.puts(InfoCmp.Capability.clear_screen);
    List<String> lines = picture.lines(width, height, Picture.VIEWS.get(view), last(messages, Math.max(3, height / 4)));
    terminal.writer().print(String.join("\r\n", lines));
    terminal.writer().flush();
  }

  private static List<String> last(List<String> all, int count) {
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  /** Does what a key stands for; false to leave. */
  private boolean press(String key, Terminal terminal, LineReader line) {
    switch (key) {
      case "q" -> {
        return false;
      }
      case "" -> { }
      case "s" -> tell("step");
      case "i" -> tell("in");
      case "n" -> tell("next");
      case "o" -> tell("out");
      case "c" -> tell("continue");
      case "b" -> tell("back");
      case "r" -> tell("reverse");
      case "f" -> tell("find");
      case "?" -> tell("help");
      case "v" -> view = (view + 1) % Picture.VIEWS.size();
      case "up" -> look(-1);
      case "down" -> look(1);
      case "t" -> ask("take ", terminal, line);
      case ":" -> ask("", terminal, line);
      default -> look(Integer.parseInt(key), dialogue.session().agents());
    }
    return true;
  }

  private void tell(String line) {
    messages = dialogue.tell(line, interrupted::get);
  }

  private void look(int offset) {
    List<Integer> agents = dialogue.session().agents();
    int at = agents.indexOf(dialogue.focus()) + offset;
    dialogue.look(agents.get(Math.floorMod(at, agents.size())));
  }

  private void look(int number, List<Integer> agents) {
    if (number <= agents.size()) {
      dialogue.look(agents.get(number - 1));
    }
  }

  private void ask(String begin, Terminal terminal, LineReader line) {
    terminal.writer().print("\r\n");
    try {
      String typed = line.readLine(":" + begin);
      if (typed.strip().equals("quit")) {
        messages = List.of("`q` leaves");
      } else if (!typed.isBlank()) {
        tell(begin + typed);
      }
    } catch (UserInterruptException | EndOfFileException changedTheirMind) {
      messages = List.of();
    } finally {
      terminal.enterRawMode();
    }
  }
}
