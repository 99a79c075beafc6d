package dev.pagewalk.ls.lsp;

import java.util.List;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.services.LanguageClient;

/** What the server says to the client beyond the protocol; {@code PROTOCOL.md} describes it. */
public interface Client extends LanguageClient {
  /** What is known about a document has changed. Only for clients that ask for it. */
  @JsonNotification("pagewalk/status")
  void status(Status status);

  /**
   * What is known about an open document.
   *
   * @param uri the document
   * @param version of its text to which the ranges belong
   * @param scenarios in the order of the text
   * @param lines runs of lines; a later one counts where two overlap
   */
  record Status(String uri, int version, List<Scenario> scenarios, List<Line> lines) {}

  /**
   * A scenario.
   *
   * @param name its name
   * @param range of its name
   * @param verdict as the lens shows it
   * @param met whether every expectation is met; false while that is not known
   * @param stale whether the verdict belongs to an earlier text
   * @param checking whether a check is under way
   */
  record Scenario(String name, Range range, String verdict, boolean met, boolean stale, boolean checking) {}

  /**
   * Lines.
   *
   * @param status {@code notChecked}, {@code checking}, {@code safe}, {@code violated} or {@code unreached}
   * @param stale whether the status belongs to an earlier text
   */
  record Line(Range range, String status, boolean stale) {}
}
