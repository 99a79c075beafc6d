package dev.pagewalk.ls.dap;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.ls.log.OneLineLog;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;

/**
 * Serves one debugging client over streams.
 *
 * @param library loads the kernel library
 * @param extent how much of it is looked at
 * @param directory against which relative paths of launch configurations are resolved
 */
public record Serving(Supplier<Library> library, Analysis.Extent extent, Path directory) {
  /**
   * Serves a client until it leaves.
   *
   * @param log gets what goes wrong on the way
   * @return 0 if it said goodbye, 1 if it just went
   */
  public int overStreams(InputStream in, OutputStream out, PrintStream log) {
    OneLineLog.to(log, "dap");
    try (Worker worker = new Worker()) {
      Adapter adapter = new Adapter(library, extent, directory, worker);
      Launcher<IDebugProtocolClient> launcher = new DebugLauncher.Builder<IDebugProtocolClient>()
          .setLocalServices(List.of(adapter, new Pictures(adapter::debuggee, worker)))
          .setRemoteInterface(IDebugProtocolClient.class)
          // With several services the proxy is not made by the interface's own loader.
          .setClassLoader(Serving.class.getClassLoader())
          .setInput(in)
          .setOutput(out)
          .setExceptionHandler(Refusal::response)
          .wrapMessages(consumer -> message -> {
            if (message instanceof RequestMessage request) {
              // What a request sets going must not say anything before the request has its answer.
              worker.dispatch(request.getId(), () -> consumer.consume(message));
            } else {
              consumer.consume(message);
            }
          })
          .create();
      adapter.connect(launcher.getRemoteProxy());
      Future<Void> listening = launcher.startListening();
      Thread watching = new Thread(() -> waitFor(listening, adapter), "listening");
      watching.setDaemon(true);
      watching.start();
      return adapter.await() ? 0 : 1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** The connection ends when the client closes it, or is killed. */
  private static void waitFor(Future<Void> listening, Adapter adapter) {
    try {
      listening.get();
    } catch (InterruptedException | ExecutionException over) {
      Thread.currentThread().interrupt();
    } finally {
      adapter.disconnected();
    }
  }
}
