package dev.pagewalk.ls.lsp;

import dev.pagewalk.ls.feature.Completion;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Proposals as the protocol has them. */
final class Proposals {
  private Proposals() {}

  /** A proposal; without tab stops for a client that does not know them. */
  static CompletionItem item(Completion.Proposal proposal, ToLsp to, boolean snippets) {
    CompletionItem item = new CompletionItem(proposal.label());
    item.setKind(Symbols.kind(proposal.kind()));
    item.setDetail(proposal.detail());
    boolean hasStops = proposal.snippet() && snippets;
    String text = proposal.snippet() && !snippets ? plain(proposal.insert()) : proposal.insert();
    item.setInsertTextFormat(hasStops ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
    item.setTextEdit(Either.forLeft(new TextEdit(to.range(proposal.replaces()), text)));
    item.setSortText(order(proposal.kind()) + proposal.label());
    item.setFilterText(proposal.label());
    if (!proposal.doc().isEmpty()) {
      item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, proposal.doc()));
    }
    return item;
  }

  /** Nearest things first: variables and fields, then functions, then the rest. */
  private static String order(Completion.Kind kind) {
    return switch (kind) {
      case VARIABLE, FIELD, ACTOR -> "1";
      case KEYWORD, PATCH, TYPE -> "2";
      case FUNCTION -> "3";
      case BUILTIN, CONSTANT -> "4";
      case SNIPPET -> "5";
    };
  }

  private static String plain(String snippet) {
    return snippet.replaceAll("\\$\\{[0-9]+\\|([^,|}]*)[^}]*\\}", "$1")
        .replaceAll("\\$\\{[0-9]+:([^}]*)\\}", "$1")
        .replaceAll("\\$[0-9]", "");
  }
}
