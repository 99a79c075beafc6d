package dev.pagewalk.ls;

import dev.pagewalk.cli.Console;
import dev.pagewalk.cli.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says to the language server and to the debug adapter what VS Code says in the first minute, in this process: a JVM
 * that records which classes are loaded knows then what every later start of either needs.
 *
 * @param editors both of them
 * @param file a scenario in which there is a race
 */
record Rehearsal(Editors editors, Path file) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Rehearses. Ends early where an answer does not come: what was loaded until then is worth recording.
   *
   * @return the exit status: 1 if it has ended early, or the file cannot be read
   */
  int perform() {
    try {
      Map<String, String> words = Map.of("$FILE", file.toAbsolutePath().toString(),
          "$URI", file.toUri().toString(), "$TEXT", escaped(Files.readString(file)));
      boolean isThrough = play("rehearsal/language-server.txt", words,
          console -> editors.serve(console, Optional.empty(), Optional.empty(), Version.number()));
      return play("rehearsal/debugger.txt", words, console -> editors.debug(console, Optional.empty())) && isThrough
          ? 0 : 1;
    } catch (IOException unreadable) {
      return 1;
    }
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "");
  }

  /** Whether a script was gone through: it has lines {@code > message} to be said, {@code < text} to be waited for. */
  private static boolean play(String script, Map<String, String> words, Consumer<Console> server) throws IOException {
    Pipe in = Pipe.open();
    Pipe out = Pipe.open();
    Thread serving = daemon(() -> {
      try (InputStream stdin = Channels.newInputStream(in.source());
          OutputStream stdout = Channels.newOutputStream(out.sink())) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        server.accept(new Console(stdin, new PrintStream(stdout, true, StandardCharsets.UTF_8), nowhere, Map.of(),
            Path.of(""), false, false, Optional.empty()));
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    });
    Heard heard = new Heard(Channels.newInputStream(out.source()));
    daemon(heard::listen);
    try (OutputStream mouth = Channels.newOutputStream(in.sink())) {
      for (String line : lines(script)) {
        String said = line.substring(Math.min(2, line.length()));
        for (Map.Entry<String, String> word : words.entrySet()) {
          said = said.replace(word.getKey(), word.getValue());
        }
        if (line.startsWith("> ")) {
          byte[] message = said.getBytes(StandardCharsets.UTF_8);
          mouth.write(("Content-Length: " + message.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
          mouth.write(message);
        } else if (line.startsWith("< ") && !heard.waitFor(said)) {
          return false;
        }
      }
      return serving.join(PATIENCE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> lines(String script) throws IOException {
    try (InputStream resource = Rehearsal.class.getResourceAsStream(script)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "rehearsal");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** What a server has said since something was last waited for. */
  private static final class Heard {
    private final InputStream ear;
    private final StringBuilder said = new StringBuilder();

    Heard(InputStream ear) {
      this.ear = ear;
    }

    void listen() {
      byte[] buffer = new byte[1 << 16];
      try {
        for (int length = ear.read(buffer); 0 <= length; length = ear.read(buffer)) {
          String next = new String(buffer, 0, length, StandardCharsets.UTF_8);
          synchronized (this) {
            said.append(next);
            notifyAll();
          }
        }
      } catch (IOException over) {
        // The server has left.
      }
    }

    /** Whether {@code text} came in time. */
    synchronized boolean waitFor(String text) throws InterruptedException {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (said.indexOf(text) < 0) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      said.delete(0, said.indexOf(text) + text.length());
      return true;
    }
  }
}
