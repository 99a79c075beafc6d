package dev.pagewalk.ls.lsp;

import dev.pagewalk.analysis.Library;
import dev.pagewalk.ls.log.OneLineLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.Launcher;

/**
 * Serves clients over streams.
 *
 * @param library loads the kernel library; called once for each client
 * @param pages the folder of the pages about codes and verdicts, if they can be read as files
 * @param version of the tool
 */
public record Serving(Supplier<Library> library, Optional<Path> pages, String version) {
  /** How long somebody takes to start a client by hand, and more. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Serves one client until it leaves.
   *
   * @param log gets what goes wrong on the way
   * @return 0 if it said goodbye as the protocol asks for, 1 if it just went
   */
  public int overStreams(InputStream in, OutputStream out, PrintStream log) {
    OneLineLog.to(log, "lsp");
    return serve(in, out, Optional.empty());
  }

  /**
   * Waits for one client on a port of this machine that shows the token which is printed on {@code log}. If nobody has
   * come in time, whoever started this is gone: then it ends.
   *
   * @param port 0 for any that is free
   * @return 0 if a client said goodbye as the protocol asks for, 1 if it just went, or none came
   * @throws IOException if the port cannot be used
   */
  public int overSocket(int port, PrintStream log) throws IOException {
    return overSocket(port, log, PATIENCE);
  }

  int overSocket(int port, PrintStream log, Duration patience) throws IOException {
    OneLineLog.to(log, "lsp");
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    try (ServerSocket listening = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      log.println("pagewalk lsp: port " + listening.getLocalPort() + ", initializationOptions.token " + token);
      listening.setSoTimeout(Math.toIntExact(patience.toMillis()));
      try (Socket client = listening.accept()) {
        return serve(client.getInputStream(), client.getOutputStream(), Optional.of(token), server ->
            server.endUnlessInitialized(patience, () -> log.println(left(patience))));
      } catch (SocketTimeoutException nobody) {
        log.println(left(patience));
        return 1;
      }
    }
  }

  private static String left(Duration patience) {
    return "pagewalk lsp: no client has shown the token within " + patience.toSeconds() + " s";
  }

  int serve(InputStream in, OutputStream out, Optional<String> token) {
    return serve(in, out, token, server -> { });
  }

  private int serve(InputStream in, OutputStream out, Optional<String> token, Consumer<Server> prepare) {
    try (Server server = new Server(library, pages, version, token)) {
      prepare.accept(server);
      Launcher<Client> launcher = new Launcher.Builder<Client>()
          .setLocalServices(List.of(server, server.tests()))
          .setClassLoader(Serving.class.getClassLoader())
          .setRemoteInterface(Client.class)
          .setInput(in)
          .setOutput(out)
          .setExceptionHandler(Gate::unanswered)
          .wrapMessages(new Gate(server::state)::around)
          .create();
      server.connect(launcher.getRemoteProxy());
      Future<Void> listening = launcher.startListening();
      Thread watching = new Thread(() -> waitFor(listening, server), "listening");
      watching.setDaemon(true);
      watching.start();
      server.await();
      return server.isShutDown() ? 0 : 1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** The connection ends when the client closes it, or is killed. */
  private static void waitFor(Future<Void> listening, Server server) {
    try {
      listening.get();
    } catch (InterruptedException | ExecutionException over) {
      Thread.currentThread().interrupt();
    } finally {
      server.disconnected();
    }
  }
}
