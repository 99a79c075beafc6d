package dev.pagewalk.ls.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.lsp4j.ClientCapabilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The race with which the walkthrough of the VS Code extension begins, and what it ends with. */
@Timeout(120)
class FirstRaceTest {
  private static final Path FOLDER = Path.of("../vscode-extension/media/walkthrough");

  private static String found(Session session, String name) throws IOException {
    String uri = "file:///" + name;
    session.open(uri, 1, Files.readString(FOLDER.resolve(name)));
    return session.get(session.server().run(new TestRequests.RunParams(uri, "first_race", 0, false))).found();
  }

  @Test
  void isFoundAndFixed() throws IOException {
    try (Session session = Session.of(new ClientCapabilities(), Map.of("check", "never"))) {
      assertThat(found(session, "first-race.pw")).isEqualTo("use_after_free(object)");
      assertThat(found(session, "first-race-fixed.pw")).isEqualTo("safe");
    }
  }
}
