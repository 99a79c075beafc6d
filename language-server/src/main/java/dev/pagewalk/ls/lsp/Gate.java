package dev.pagewalk.ls.lsp;

import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;

/**
 * Lets nothing but {@code initialize} and {@code exit} in until that was granted: whoever has found the socket but not
 * the token learns nothing.
 */
final class Gate {
  private final BooleanSupplier isOpen;
  private MessageConsumer out;

  /** @param isOpen whether {@code initialize} was granted */
  Gate(BooleanSupplier isOpen) {
    this.isOpen = isOpen;
  }

  /** To be asked for the way out first, then for the way in. */
  MessageConsumer around(MessageConsumer way) {
    if (out == null) {
      out = way;
      return way;
    }
    return message -> {
      if (isOpen.getAsBoolean() || !isKeptOut(message)) {
        way.consume(message);
      } else if (message instanceof RequestMessage request) {
        ResponseMessage refusal = new ResponseMessage();
        refusal.setRawId(request.getRawId());
        refusal.setError(new ResponseError(
            ResponseErrorCode.ServerNotInitialized, "`initialize` comes first, and has to succeed", null));
        out.consume(refusal);
      }
    };
  }

  private static boolean isKeptOut(Message message) {
    return message instanceof RequestMessage request && !request.getMethod().equals("initialize")
        || message instanceof NotificationMessage notification && !notification.getMethod().equals("exit");
  }
}
