package dev.pagewalk.ls.dap;

import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Why a request is refused, in words for the user. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refusal(String why) {
    super(why, null, false, false);
  }

  /** The answer to a request that failed: never a trace of our stack. */
  static ResponseError response(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal) {
        return new ResponseError(ResponseErrorCode.RequestFailed, cause.getMessage(), null);
      }
    }
    return new ResponseError(ResponseErrorCode.InternalError, "this is a mistake of Pagewalk's own: " + failure, null);
  }
}
