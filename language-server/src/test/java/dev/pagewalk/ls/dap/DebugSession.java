package dev.pagewalk.ls.dap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.analysis.LibraryLocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;

/** A debugging client and the adapter, which talk over pipes. */
final class DebugSession implements AutoCloseable {
  private static final Library LIBRARY = LibraryLocation.load(Optional.of(Path.of("..").toAbsolutePath().normalize()),
      Optional.empty());
  private static final int PATIENCE = 60;

  private final OutputStream toServer;
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private final Ears ears = new Ears();
  private final Adapter server;

  /** What the adapter understands. */
  interface Adapter extends IDebugProtocolServer, Drawing {}

  /** Everything that the adapter says by itself. */
  private static final class Ears implements IDebugProtocolClient {
    private final LinkedBlockingQueue<StoppedEventArguments> stops = new LinkedBlockingQueue<>();
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<Void> initialized = new CompletableFuture<>();
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();

    @Override
    public void initialized() {
      initialized.complete(null);
    }

    @Override
    public void stopped(StoppedEventArguments args) {
      stops.add(args);
    }

    @Override
    public synchronized void output(OutputEventArguments args) {
      output.add(args.getOutput());
    }

    @Override
    public void terminated(TerminatedEventArguments args) {
      terminated.complete(null);
    }
  }

  DebugSession() {
    try {
      Pipe up = Pipe.open();
      Pipe down = Pipe.open();
      toServer = Channels.newOutputStream(up.sink());
      InputStream fromServer = Channels.newInputStream(down.source());
      PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      new Thread(() -> status.complete(new Serving(() -> LIBRARY, Analysis.Extent.USED, Path.of("").toAbsolutePath()).overStreams(
          Channels.newInputStream(up.source()), Channels.newOutputStream(down.sink()), nowhere)), "adapter").start();
      Launcher<Adapter> launcher = DebugLauncher.createLauncher(ears, Adapter.class, fromServer, toServer);
      launcher.startListening();
      server = launcher.getRemoteProxy();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  Adapter server() {
    return server;
  }

  Capabilities initialize() {
    InitializeRequestArguments args = new InitializeRequestArguments();
    args.setAdapterID("pagewalk");
    args.setLinesStartAt1(true);
    args.setColumnsStartAt1(true);
    args.setPathFormat("path");
    return get(server.initialize(args));
  }

  /** Launches and waits for the first stop. */
  StoppedEventArguments launch(Object... configuration) {
    initialize();
    get(server.launch(map(configuration)));
    get(ears.initialized);
    get(server.configurationDone(new ConfigurationDoneArguments()));
    return stop();
  }

  static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static String scenario(String file) {
    return Path.of("../scenarios").resolve(file).toAbsolutePath().normalize().toString();
  }

  /** Whether the adapter says within so many milliseconds that it has stopped; it is said once. */
  boolean stopsWithin(long milliseconds) {
    try {
      return ears.stops.poll(milliseconds, TimeUnit.MILLISECONDS) != null;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  StoppedEventArguments stop() {
    try {
      StoppedEventArguments stop = ears.stops.poll(PATIENCE, TimeUnit.SECONDS);
      assertThat(stop).as("no stop; it said %s", said()).isNotNull();
      return stop;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Sends a request that moves, and waits for the stop behind it. */
  StoppedEventArguments after(CompletableFuture<?> answer) {
    get(answer);
    return stop();
  }

  boolean hasStopped() {
    return !ears.stops.isEmpty();
  }

  List<String> said() {
    synchronized (ears) {
      return List.copyOf(ears.output);
    }
  }

  void awaitTermination() {
    get(ears.terminated);
  }

  static <T> T get(CompletableFuture<T> answer) {
    try {
      return answer.get(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new IllegalStateException(failed.getMessage(), failed);
    }
  }

  /** Why a request is refused. */
  static String refused(CompletableFuture<?> answer) {
    try {
      Object given = answer.get(PATIENCE, TimeUnit.SECONDS);
      return "not refused: " + given;
    } catch (ExecutionException failed) {
      return failed.getCause().getMessage();
    } catch (InterruptedException | TimeoutException failed) {
      throw new IllegalStateException(failed);
    }
  }

  StackFrame[] frames(int thread) {
    StackTraceArguments args = new StackTraceArguments();
    args.setThreadId(thread);
    return get(server.stackTrace(args)).getStackFrames();
  }

  /** {@code file.pw:12 in f}. */
  String at(int thread) {
    StackFrame top = frames(thread)[0];
    return top.getSource() == null ? top.getName()
        : top.getSource().getName() + ":" + top.getLine() + " in " + top.getName();
  }

  Scope scope(int thread, String name) {
    ScopesArguments args = new ScopesArguments();
    args.setFrameId(frames(thread)[0].getId());
    return Arrays.stream(get(server.scopes(args)).getScopes())
        .filter(scope -> scope.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Variable[] variables(int reference) {
    VariablesArguments args = new VariablesArguments();
    args.setVariablesReference(reference);
    return get(server.variables(args)).getVariables();
  }

  List<String> view(int thread, String name) {
    int reference = scope(thread, name).getVariablesReference();
    return reference == 0 ? List.of() : Arrays.stream(variables(reference))
        .map(each -> each.getName() + " = " + each.getValue()).toList();
  }

  CompletableFuture<String> type(String line) {
    EvaluateArguments args = new EvaluateArguments();
    args.setExpression(line);
    args.setContext("repl");
    return server.evaluate(args).thenApply(response -> response.getResult());
  }

  void write(String bytes) throws IOException {
    toServer.write(bytes.getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  int status() {
    return get(status);
  }

  @Override
  public void close() {
    try {
      toServer.close();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
