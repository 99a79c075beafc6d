package dev.pagewalk.ls.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.lsp4j.ClientCapabilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The race with which the walkthrough of the VS Code extension begins. */
@Timeout(120)
class FirstRaceTest {
  private static final Path FILE = Path.of("../vscode-extension/media/walkthrough/first-race.pw");

  private static String found(Session session, String uri) {
    return session.get(session.server().run(new TestRequests.RunParams(uri, "first_race", 0, false))).found();
  }

  @Test
  void isFoundAndFixedByTheLineThatItNames() throws IOException {
    String text = Files.readString(FILE);
    String fix = text.lines().filter(line -> line.contains("The kernel writes: ")).findFirst().orElseThrow()
        .replaceFirst(".*The kernel writes: ", "");
    String fixed = text.replace("if (o != null) atomic_inc(o.refs);", fix);
    assertThat(fixed).isNotEqualTo(text);
    try (Session session = Session.of(new ClientCapabilities(), Map.of("check", "never"))) {
      session.open("file:///race.pw", 1, text);
      session.open("file:///fixed.pw", 1, fixed);
      assertThat(found(session, "file:///race.pw")).isEqualTo("use_after_free(object)");
      assertThat(found(session, "file:///fixed.pw")).isEqualTo("safe");
    }
  }
}
