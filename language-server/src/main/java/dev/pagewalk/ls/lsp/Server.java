package dev.pagewalk.ls.lsp;

import dev.pagewalk.analysis.Library;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/** One connection with one client, from {@code initialize} to {@code exit}. */
final class Server implements LanguageServer, AutoCloseable {
  private static final int WATCH_SECONDS = 2;

  private final Workbench bench;
  private final String version;
  private final Optional<String> token;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "watch");
    thread.setDaemon(true);
    return thread;
  });
  private volatile boolean isInitialized;
  private volatile boolean isShutDown;

  /**
   * A server, still without a client.
   *
   * @param version of the tool
   * @param token that the client must show; empty where nobody else can connect
   */
  Server(Supplier<Library> library, Optional<Path> pages, String version, Optional<String> token) {
    this.bench = new Workbench(library, pages);
    this.version = version;
    this.token = token;
  }

  /** Names the client to talk to, before it says anything. */
  void connect(Client client) {
    bench.connect(client);
  }

  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    Wishes wishes = Wishes.of(params);
    if (isInitialized || token.isPresent() && !token.equals(wishes.token())) {
      String why = isInitialized ? "initialized already" : "the token is wrong: see what the server prints on stderr";
      return CompletableFuture.failedFuture(
          new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidRequest, why, null)));
    }
    isInitialized = true;
    bench.wishes(wishes);
    bench.checks().configure(Wishes.settings(bench.checks().settings(), params.getInitializationOptions()));
    bench.folders(folders(params));
    if (params.getProcessId() != null) {
      long client = params.getProcessId();
      watch.scheduleWithFixedDelay(() -> endWithout(client), WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
    }
    return CompletableFuture.completedFuture(
        new InitializeResult(Capabilities.of(wishes), new ServerInfo("pagewalk", version)));
  }

  /** A client that was killed says no goodbye. */
  private void endWithout(long client) {
    if (ProcessHandle.of(client).filter(ProcessHandle::isAlive).isEmpty()) {
      ended.countDown();
    }
  }

  private static List<Path> folders(InitializeParams params) {
    List<WorkspaceFolder> named = params.getWorkspaceFolders();
    return named == null ? List.of() : named.stream()
        .filter(folder -> folder.getUri() != null)
        .map(folder -> Path.of(Uris.path(folder.getUri())))
        .toList();
  }

  @Override
  public void initialized(InitializedParams params) {
    bench.load();
    if (bench.wishes().watches()) {
      var options = new DidChangeWatchedFilesRegistrationOptions(
          List.of(new FileSystemWatcher(Either.forLeft("**/*.pw"))));
      bench.client().registerCapability(new RegistrationParams(
          List.of(new Registration("watch-pw", "workspace/didChangeWatchedFiles", options))));
    }
  }

  @Override
  public CompletableFuture<Object> shutdown() {
    isShutDown = true;
    bench.checks().close();
    return CompletableFuture.completedFuture(Map.of()).thenApply(nothing -> null);
  }

  @Override
  public void exit() {
    ended.countDown();
  }

  @Override
  public void setTrace(SetTraceParams params) {
    // The log says what goes wrong whatever the trace is.
  }

  @Override
  public TextDocumentService getTextDocumentService() {
    return new Texts(bench);
  }

  @Override
  public WorkspaceService getWorkspaceService() {
    return new Folders(bench);
  }

  /** The part that answers clients with a test explorer. */
  TestRequests tests() {
    return new Tests(bench);
  }

  /** Waits until the client says goodbye, or is gone. */
  void await() throws InterruptedException {
    ended.await();
  }

  /** The connection is closed. */
  void disconnected() {
    ended.countDown();
  }

  /** Ends the connection after {@code patience} if no client was let in until then; {@code told} just before. */
  void endUnlessInitialized(Duration patience, Runnable told) {
    watch.schedule(() -> {
      if (!isInitialized) {
        told.run();
        ended.countDown();
      }
    }, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How far the client has come. */
  Gate.State state() {
    return isShutDown ? Gate.State.OVER : isInitialized ? Gate.State.OPEN : Gate.State.NEW;
  }

  /** Whether the client has said that it will leave. */
  boolean isShutDown() {
    return isShutDown;
  }

  @Override
  public void close() {
    watch.shutdownNow();
    bench.close();
  }
}
