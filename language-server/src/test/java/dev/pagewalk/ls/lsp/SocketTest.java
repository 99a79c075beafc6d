package dev.pagewalk.ls.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Library;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server on a socket does not stay behind when whoever started it is gone. */
@Timeout(60)
class SocketTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private CompletableFuture<Integer> serve(Duration patience) {
    Serving serving = new Serving(() -> Library.NONE, Optional.empty(), "test");
    PrintStream log = new PrintStream(said, true, StandardCharsets.UTF_8);
    return CompletableFuture.supplyAsync(() -> {
      try {
        return serving.overSocket(0, log, patience);
      } catch (IOException unusable) {
        throw new UncheckedIOException(unusable);
      }
    });
  }

  private int port() throws InterruptedException {
    while (true) {
      Matcher port = Pattern.compile("port (\\d+)").matcher(said.toString(StandardCharsets.UTF_8));
      if (port.find()) {
        return Integer.parseInt(port.group(1));
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private void assertItGaveUp(CompletableFuture<Integer> status) {
    assertThat(status.join()).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("no client has shown the token within");
  }

  @Test
  void endsWhenNobodyComes() {
    assertItGaveUp(serve(Duration.ofMillis(200)));
  }

  @Test
  void endsWhenWhoeverComesSaysNothing() throws IOException, InterruptedException {
    CompletableFuture<Integer> status = serve(Duration.ofMillis(1_500));
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port())) {
      assertThat(silent.isConnected()).isTrue();
      assertItGaveUp(status);
    }
  }
}
