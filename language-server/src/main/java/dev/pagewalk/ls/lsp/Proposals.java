package dev.pagewalk.ls.lsp;

import dev.pagewalk.ls.feature.Completion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * Proposals as the protocol has them. Their documentation is long, and read for one of them at most: it is kept here
 * until the client asks for it.
 */
final class Proposals {
  private volatile Map<String, String> docs = Map.of();

  /** Proposals; without tab stops for a client that does not know them. */
  List<CompletionItem> items(List<Completion.Proposal> proposals, ToLsp to, boolean snippets) {
    Map<String, String> fresh = new HashMap<>();
    List<CompletionItem> items = new ArrayList<>();
    for (Completion.Proposal proposal : proposals) {
      CompletionItem item = item(proposal, to.range(proposal.replaces()), snippets);
      items.add(item);
      if (!proposal.doc().isEmpty()) {
        fresh.put(key(item), proposal.doc());
      }
    }
    docs = fresh;
    return items;
  }

  /** The item with its documentation, if it is one of the last proposals. */
  CompletionItem resolved(CompletionItem item) {
    String doc = docs.get(key(item));
    if (doc != null) {
      item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, doc));
    }
    return item;
  }

  private static String key(CompletionItem item) {
    return item.getKind() + " " + item.getLabel();
  }

  private static CompletionItem item(Completion.Proposal proposal, Range range, boolean snippets) {
    CompletionItem item = new CompletionItem(proposal.label());
    item.setKind(Symbols.kind(proposal.kind()));
    item.setDetail(proposal.detail());
    boolean hasStops = proposal.snippet() && snippets;
    String text = proposal.snippet() && !snippets ? plain(proposal.insert()) : proposal.insert();
    item.setInsertTextFormat(hasStops ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
    item.setTextEdit(Either.forLeft(new TextEdit(range, text)));
    item.setSortText(order(proposal.kind()) + proposal.label());
    item.setFilterText(proposal.label());
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
