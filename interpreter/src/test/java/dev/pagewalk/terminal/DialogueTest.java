package dev.pagewalk.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.report.Paint;
import dev.pagewalk.step.Opening;
import dev.pagewalk.step.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialogueTest {
  private static Dialogue dialogue() {
    Opening.Result opened = new Opening(Library.NONE, Path.of(".."), Analysis.Extent.WHOLE).open(new Opening.Wish(
        Optional.of("scenarios/basics/lost-update.pw"), Optional.empty(), Optional.of("1"), Optional.empty(),
        Opening.Selection.NONE));
    assertThat(opened.problem()).isEmpty();
    return new Dialogue(new Session(opened.opened().orElseThrow()), Path.of(".."));
  }

  @Test
  void theDocumentShowsWhatHappens() throws IOException {
    String document = Files.readString(Path.of("../docs/debugger.md"));
    String begin = "$ printf '";
    String commands = document.substring(document.indexOf(begin) + begin.length());
    String shown = commands.substring(commands.indexOf('\n') + 1, commands.indexOf("```"));
    String typed = commands.substring(0, commands.indexOf('\'')).replace("\\n", "\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    dialogue().run(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8), Cancellation.NEVER);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(shown);
  }

  @Test
  void theScreenHasThePathWhereEverybodyStandsAndAView() {
    Dialogue dialogue = dialogue();
    dialogue.tell("step adder[1]", Cancellation.NEVER);
    List<String> lines = new Picture(dialogue, Paint.PLAIN).lines(80, 24, "Choices", List.of("a message"));
    assertThat(lines).hasSize(24);
    assertThat(lines.get(0)).isEqualTo("lost_update (fixed = false), expected: final   step 1");
    assertThat(lines).anyMatch(line -> line.strip().equals("counter = 0"));
    assertThat(lines).anyMatch(line -> line.startsWith("> 2 adder[1]"));
    assertThat(lines).contains("take 2  adder[1]: counter++;", "  ~  counter: 0 -> 1", "a message");
    assertThat(new Picture(dialogue, Paint.PLAIN).lines(40, 8, "Locals", List.of())).hasSize(8)
        .allMatch(line -> line.length() <= 40);
  }
}
