package dev.pagewalk.ls.dap;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** What the adapter answers beyond the protocol; {@code docs/debugger.md} describes it. Nobody has to ask for it. */
public interface Drawing {
  /**
   * The path that is known, as pictures.
   *
   * @param args {@code known}: the {@code revision} of the pictures that the client has; they are left out if it is
   *     that
   */
  @JsonRequest("pagewalk/execution")
  CompletableFuture<Map<String, Object>> execution(Map<String, Object> args);
}
