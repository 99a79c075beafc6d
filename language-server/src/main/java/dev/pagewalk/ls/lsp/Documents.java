package dev.pagewalk.ls.lsp;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.AnalysisHost;
import dev.pagewalk.ls.check.Edit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/**
 * The documents that the client holds, and the analysis of them. Notifications that make no sense (changes of a
 * document that is not open, or of an older version) change nothing.
 */
final class Documents {
  private final AnalysisHost host;
  private final Map<String, Document> open = new LinkedHashMap<>();

  Documents(AnalysisHost host) {
    this.host = host;
  }

  /** An open document under the name that the client gave it. */
  record Document(String uri, String path, int version, String text) {}

  /** The snapshot of what is there now. */
  synchronized Analysis analysis() {
    return host.snapshot();
  }

  /** The document of a path, if it is open. */
  synchronized Optional<Document> at(String path) {
    return Optional.ofNullable(open.get(path));
  }

  /** Paths of the open documents, in the order in which they were opened. */
  synchronized List<String> paths() {
    return List.copyOf(open.keySet());
  }

  /** Takes a document from the client; one that is already open gets the new text. */
  synchronized void open(String uri, int version, String text) {
    String path = Uris.path(uri);
    open.put(path, new Document(uri, path, version, text));
    host.setText(path, text);
  }

  /**
   * Changes a document.
   *
   * @param encoding in which the client counts
   * @param edited is told of each change, in order
   * @return whether the document was open and older
   */
  synchronized boolean change(
      String uri, Integer version, List<TextDocumentContentChangeEvent> changes, Lines.Encoding encoding,
      BiConsumer<String, Edit> edited) {
    String path = Uris.path(uri);
    Document document = open.get(path);
    if (document == null || version != null && version <= document.version()) {
      return false;
    }
    String text = document.text();
    for (TextDocumentContentChangeEvent change : changes) {
      String next = changed(text, change, encoding);
      edited.accept(path, Edit.between(text, next));
      text = next;
    }
    open.put(path, new Document(
        document.uri(), path, version == null ? document.version() + 1 : version, text));
    host.setText(path, text);
    return true;
  }

  private static String changed(String text, TextDocumentContentChangeEvent change, Lines.Encoding encoding) {
    if (change.getRange() == null) {
      return change.getText();
    }
    Lines lines = new Lines(text, encoding);
    int start = lines.offset(change.getRange().getStart());
    int end = Math.max(start, lines.offset(change.getRange().getEnd()));
    return text.substring(0, start) + change.getText() + text.substring(end);
  }

  /** The client gives a document back; from now on it is what is on disk. Whether it was open. */
  synchronized boolean close(String uri) {
    String path = Uris.path(uri);
    boolean wasOpen = open.remove(path) != null;
    if (wasOpen) {
      host.removeText(path);
    }
    return wasOpen;
  }

  /** A file has changed on disk. */
  synchronized void changedOnDisk(String path) {
    if (!open.containsKey(path)) {
      host.changedOnDisk(path);
    }
  }

  /** The open documents whose meaning depends on {@code path}, itself included. */
  List<String> dependents(String path) {
    Analysis analysis = analysis();
    boolean isLibrary = analysis.library().texts().containsKey(path);
    List<String> found = new ArrayList<>();
    for (String each : paths()) {
      if (isLibrary || each.equals(path) || analysis.file(each).reads().contains(path)) {
        found.add(each);
      }
    }
    return found;
  }
}
