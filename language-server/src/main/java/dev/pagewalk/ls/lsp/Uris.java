package dev.pagewalk.ls.lsp;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Names of documents: clients speak of URIs, the analysis of paths. A document that is no file is named by its URI. */
final class Uris {
  private static final String FILE = "file:";

  private Uris() {}

  /**
   * The path of a document.
   *
   * @throws ResponseErrorException if the client has not said which
   */
  static String path(String uri) {
    if (uri == null) {
      throw new ResponseErrorException(
          new ResponseError(ResponseErrorCode.InvalidParams, "the URI of the document is missing", null));
    }
    if (!uri.startsWith(FILE)) {
      return uri;
    }
    try {
      return Path.of(URI.create(uri)).toAbsolutePath().normalize().toString();
    } catch (IllegalArgumentException | FileSystemNotFoundException odd) {
      return uri;
    }
  }

  /** The URI of a path. */
  static String uri(String path) {
    boolean isUri = path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    // Without the three slashes of file:/// some clients take it for another document.
    return isUri ? path : Path.of(path).toAbsolutePath().toUri().toString();
  }
}
