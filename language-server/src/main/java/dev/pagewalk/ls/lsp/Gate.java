package dev.pagewalk.ls.lsp;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;

/**
 * Lets nothing but {@code initialize} and {@code exit} in until that was granted: whoever has found the socket but not
 * the token learns nothing. After {@code shutdown} nothing is answered any more.
 */
final class Gate {
  private final Supplier<State> state;
  private MessageConsumer out;

  /** @param state how far the connection has come */
  Gate(Supplier<State> state) {
    this.state = state;
  }

  /** How far a connection has come. */
  enum State {
    /** {@code initialize} was not granted yet. */
    NEW,
    OPEN,
    /** {@code shutdown} was asked for. */
    OVER
  }

  /** To be asked for the way out first, then for the way in. */
  MessageConsumer around(MessageConsumer way) {
    if (out == null) {
      out = way;
      return way;
    }
    return message -> {
      State now = state.get();
      if (isLetIn(message, now)) {
        way.consume(message);
      } else if (message instanceof RequestMessage request) {
        ResponseMessage refusal = new ResponseMessage();
        refusal.setRawId(request.getRawId());
        refusal.setError(now == State.OVER
            ? new ResponseError(ResponseErrorCode.InvalidRequest, "nothing is answered after `shutdown`", null)
            : new ResponseError(
                ResponseErrorCode.ServerNotInitialized, "`initialize` comes first, and has to succeed", null));
        out.consume(refusal);
      }
    };
  }

  private static boolean isLetIn(Message message, State now) {
    return switch (message) {
      case RequestMessage request ->
          now == State.OPEN || now == State.NEW && request.getMethod().equals("initialize");
      case NotificationMessage notification -> now == State.OPEN || notification.getMethod().equals("exit");
      default -> true;
    };
  }

  /** What is answered where a request could not even be looked at: one line. */
  static ResponseError unanswered(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof CompletionException || cause instanceof ReflectiveOperationException)) {
      cause = cause.getCause();
    }
    if (cause instanceof ResponseErrorException meant) {
      return meant.getResponseError();
    }
    String said = Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    return new ResponseError(ResponseErrorCode.InvalidParams, "the request could not be read: " + said, null);
  }
}
