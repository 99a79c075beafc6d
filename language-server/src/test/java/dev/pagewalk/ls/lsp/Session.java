package dev.pagewalk.ls.lsp;

import dev.pagewalk.analysis.Library;
import dev.pagewalk.ls.log.OneLineLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.services.LanguageServer;

/** A client and a server that talk over pipes. */
final class Session implements AutoCloseable {
  private static final Library LIBRARY = Library.shipped();

  static {
    OneLineLog.to(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), "lsp");
  }

  private final OutputStream toServer;
  private final CompletableFuture<Integer> status;
  private final Ears ears = new Ears();
  private final Launcher<Remote> launcher;

  /** All that can be asked. */
  interface Remote extends LanguageServer, TestRequests {}

  /** Everything that the server says. */
  static final class Ears implements Client {
    private final List<PublishDiagnosticsParams> diagnostics = new ArrayList<>();
    private final List<Client.Status> statuses = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();
    private int refreshes;
    private int lensRefreshes;

    @Override
    public void telemetryEvent(Object object) {}

    @Override
    public synchronized void publishDiagnostics(PublishDiagnosticsParams params) {
      diagnostics.add(params);
      notifyAll();
    }

    @Override
    public void showMessage(MessageParams params) {
      logMessage(params);
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void logMessage(MessageParams message) {
      logs.add(message.getMessage());
      notifyAll();
    }

    @Override
    public synchronized void status(Client.Status status) {
      statuses.add(status);
      notifyAll();
    }

    @Override
    public synchronized CompletableFuture<Void> refreshDiagnostics() {
      refreshes++;
      notifyAll();
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletableFuture<Void> refreshCodeLenses() {
      lensRefreshes++;
      notifyAll();
      return CompletableFuture.completedFuture(null);
    }
  }

  private Session(Library library, Optional<String> token) {
    try {
      Pipe down = Pipe.open();
      Pipe up = Pipe.open();
      toServer = Channels.newOutputStream(down.sink());
      InputStream serverIn = Channels.newInputStream(down.source());
      OutputStream fromServer = Channels.newOutputStream(up.sink());
      InputStream clientIn = Channels.newInputStream(up.source());
      Serving serving = new Serving(() -> library, Optional.empty(), "test");
      status = CompletableFuture.supplyAsync(() -> serve(serving, serverIn, fromServer, token), task -> {
        Thread thread = new Thread(task, "server");
        thread.setDaemon(true);
        thread.start();
      });
      launcher = new Launcher.Builder<Remote>()
          .setLocalService(ears)
          .setRemoteInterface(Remote.class)
          .setInput(clientIn)
          .setOutput(toServer)
          .create();
      launcher.startListening();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static int serve(Serving serving, InputStream in, OutputStream out, Optional<String> token) {
    try (out) {
      return serving.serve(in, out, token);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A session that is not initialized. */
  static Session silent(Optional<String> token) {
    return new Session(LIBRARY, token);
  }

  /** A session with a client of these capabilities. */
  static Session of(ClientCapabilities capabilities, Object options) {
    return of(LIBRARY, capabilities, options);
  }

  /** The same with another kernel library. */
  static Session of(Library library, ClientCapabilities capabilities, Object options) {
    Session session = new Session(library, Optional.empty());
    session.initialize(capabilities, options);
    session.server().initialized(new InitializedParams());
    return session;
  }

  InitializeResult initialize(ClientCapabilities capabilities, Object options) {
    InitializeParams params = new InitializeParams();
    params.setCapabilities(capabilities);
    params.setInitializationOptions(options);
    return get(server().initialize(params));
  }

  Remote server() {
    return launcher.getRemoteProxy();
  }

  org.eclipse.lsp4j.jsonrpc.RemoteEndpoint endpoint() {
    return launcher.getRemoteEndpoint();
  }

  void open(String uri, int version, String text) {
    server().getTextDocumentService().didOpen(
        new DidOpenTextDocumentParams(new TextDocumentItem(uri, "pagewalk", version, text)));
  }

  void change(String uri, int version, TextDocumentContentChangeEvent... changes) {
    server().getTextDocumentService().didChange(new DidChangeTextDocumentParams(
        new VersionedTextDocumentIdentifier(uri, version), List.of(changes)));
  }

  TextDocumentPositionParams at(String uri, int line, int character) {
    return new TextDocumentPositionParams(new TextDocumentIdentifier(uri), new Position(line, character));
  }

  List<CodeLens> lenses(String uri) {
    return new ArrayList<>(get(
        server().getTextDocumentService().codeLens(new CodeLensParams(new TextDocumentIdentifier(uri)))));
  }

  /** Asks for the diagnostics of a document. */
  List<Diagnostic> pull(String uri) {
    return get(server().getTextDocumentService().diagnostic(
        new DocumentDiagnosticParams(new TextDocumentIdentifier(uri)))).getLeft().getItems();
  }

  /** The answer, within half a minute. */
  <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Waits until the newest diagnostics of a document are as wanted. */
  List<Diagnostic> diagnostics(String uri, Predicate<List<Diagnostic>> wanted) {
    synchronized (ears) {
      long end = System.nanoTime() + 30_000_000_000L;
      while (System.nanoTime() < end) {
        Optional<PublishDiagnosticsParams> newest = newest(uri);
        if (newest.isPresent() && wanted.test(newest.get().getDiagnostics())) {
          return newest.get().getDiagnostics();
        }
        pause();
      }
      throw new AssertionError("still " + newest(uri) + ", logs " + ears.logs);
    }
  }

  private Optional<PublishDiagnosticsParams> newest(String uri) {
    return ears.diagnostics.stream().filter(each -> each.getUri().equals(uri)).reduce((first, second) -> second);
  }

  /** Waits until something holds of what the server has said. */
  void until(Predicate<Session> condition) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!condition.test(this)) {
      if (end < System.nanoTime()) {
        throw new AssertionError("not in time; logs " + logs());
      }
      synchronized (ears) {
        pause();
      }
    }
  }

  private void pause() {
    try {
      ears.wait(50);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  List<PublishDiagnosticsParams> published() {
    synchronized (ears) {
      return List.copyOf(ears.diagnostics);
    }
  }

  List<Client.Status> statuses() {
    synchronized (ears) {
      return List.copyOf(ears.statuses);
    }
  }

  List<String> logs() {
    synchronized (ears) {
      return List.copyOf(ears.logs);
    }
  }

  int refreshes() {
    synchronized (ears) {
      return ears.refreshes;
    }
  }

  int lensRefreshes() {
    synchronized (ears) {
      return ears.lensRefreshes;
    }
  }

  /** The exit status of the server once it has ended. */
  int ended() {
    return get(status);
  }

  /** The client is gone without a word. */
  void kill() {
    try {
      toServer.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void close() {
    kill();
    ended();
  }
}
