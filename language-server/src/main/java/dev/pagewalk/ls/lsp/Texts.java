package dev.pagewalk.ls.lsp;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.ls.check.Settings;
import dev.pagewalk.ls.feature.CallHierarchy;
import dev.pagewalk.ls.feature.Completion;
import dev.pagewalk.ls.feature.Definition;
import dev.pagewalk.ls.feature.Folding;
import dev.pagewalk.ls.feature.Highlights;
import dev.pagewalk.ls.feature.Hover;
import dev.pagewalk.ls.feature.InlayHints;
import dev.pagewalk.ls.feature.LayoutEdits;
import dev.pagewalk.ls.feature.Outline;
import dev.pagewalk.ls.feature.References;
import dev.pagewalk.ls.feature.Rename;
import dev.pagewalk.ls.feature.SelectionRanges;
import dev.pagewalk.ls.feature.SemanticTokens;
import dev.pagewalk.ls.feature.SignatureHelp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import org.eclipse.lsp4j.CallHierarchyIncomingCall;
import org.eclipse.lsp4j.CallHierarchyIncomingCallsParams;
import org.eclipse.lsp4j.CallHierarchyItem;
import org.eclipse.lsp4j.CallHierarchyOutgoingCall;
import org.eclipse.lsp4j.CallHierarchyOutgoingCallsParams;
import org.eclipse.lsp4j.CallHierarchyPrepareParams;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintKind;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RelatedFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.TypeDefinitionParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;

/** What the client asks and tells about one document. */
final class Texts implements TextDocumentService {
  private final Workbench bench;
  private final Proposals proposals = new Proposals();
  /** Documents that will be looked at, and when their checks are to begin. */
  private final Map<String, Settings.When> waiting = new HashMap<>();

  Texts(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    bench.documents().open(uri, params.getTextDocument().getVersion(), params.getTextDocument().getText());
    update(uri, Settings.When.ON_SAVE);
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    if (bench.documents().change(uri, params.getTextDocument().getVersion(), params.getContentChanges(),
        bench.wishes().encoding(), bench.checks()::edited)) {
      update(uri, Settings.When.ON_TYPE);
    }
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    update(params.getTextDocument().getUri(), Settings.When.ON_SAVE);
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    if (bench.documents().close(uri)) {
      bench.checks().forget(Uris.path(uri));
      bench.publisher().clear(uri);
      update(uri, Settings.When.ON_SAVE);
    }
  }

  /**
   * Tells at once what is wrong with the text, and has what depends on it checked. Runs off the reading thread; edits
   * that come faster than they can be looked at are looked at together.
   */
  private void update(String uri, Settings.When start) {
    String path = Uris.path(uri);
    bench.publisher().news(path);
    boolean isWaiting;
    synchronized (waiting) {
      isWaiting = waiting.containsKey(path);
      // What was opened or saved is checked sooner than what was typed.
      waiting.merge(path, start, BinaryOperator.minBy(Comparator.naturalOrder()));
    }
    if (!isWaiting) {
      bench.later("looking at " + path, () -> look(path));
    }
  }

  private void look(String path) {
    Optional<Settings.When> start;
    synchronized (waiting) {
      start = Optional.ofNullable(waiting.remove(path));
    }
    Analysis analysis = bench.documents().analysis();
    bench.documents().dependents(path).forEach(each -> bench.checks().update(analysis, each, start));
  }

  @Override
  public CompletableFuture<DocumentDiagnosticReport> diagnostic(DocumentDiagnosticParams params) {
    String path = Uris.path(params.getTextDocument().getUri());
    return bench.work("textDocument/diagnostic", (analysis, cancellation) -> new DocumentDiagnosticReport(
        new RelatedFullDocumentDiagnosticReport(bench.publisher().diagnostics(analysis, path))));
  }

  @Override
  public CompletableFuture<org.eclipse.lsp4j.Hover> hover(HoverParams params) {
    return ask("textDocument/hover", params.getTextDocument().getUri(), params.getPosition(), null, question ->
        Hover.of(question.view(), question.offset())
            .map(info -> new org.eclipse.lsp4j.Hover(
                markdown(info.markdown() + Lenses.cost(bench.checks(), question.view(), info.span())),
                question.to().range(info.span())))
            .orElse(null));
  }

  private static MarkupContent markdown(String text) {
    return new MarkupContent(MarkupKind.MARKDOWN, text);
  }

  private <T> CompletableFuture<T> ask(
      String what, String uri, Position position, T empty, Workbench.Answer<T> answer) {
    return bench.ask(what, uri, position, empty, answer);
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
      DefinitionParams params) {
    return ask("textDocument/definition", params.getTextDocument().getUri(), params.getPosition(),
        Either.forLeft(List.of()),
        question -> links(question, Definition.of(question.view(), question.offset())));
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> typeDefinition(
      TypeDefinitionParams params) {
    return ask("textDocument/typeDefinition", params.getTextDocument().getUri(), params.getPosition(),
        Either.forLeft(List.of()),
        question -> links(question, Definition.ofType(question.view(), question.offset())));
  }

  private Either<List<? extends Location>, List<? extends LocationLink>> links(
      Workbench.Question question, Optional<Definition.Link> found) {
    if (!bench.wishes().links()) {
      return Either.forLeft(found.map(link -> List.of(question.to().location(link.to()))).orElse(List.of()));
    }
    return Either.forRight(found.map(link -> {
      Location to = question.to().location(link.to());
      return List.of(new LocationLink(to.getUri(), to.getRange(), to.getRange(), question.to().range(link.from())));
    }).orElse(List.of()));
  }

  @Override
  public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
    return ask("textDocument/references", params.getTextDocument().getUri(), params.getPosition(), List.of(),
        question -> question.to().locations(References.of(question.view(), question.offset(),
            bench.files(question.cancellation()), params.getContext().isIncludeDeclaration(),
            question.cancellation())));
  }

  @Override
  public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(DocumentHighlightParams params) {
    return ask("textDocument/documentHighlight", params.getTextDocument().getUri(), params.getPosition(), List.of(),
        question -> Highlights.of(question.view(), question.offset()).stream()
            .map(each -> new DocumentHighlight(question.to().range(each.span()),
                each.written() ? DocumentHighlightKind.Write : DocumentHighlightKind.Read))
            .toList());
  }

  @Override
  public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(
      PrepareRenameParams params) {
    return ask("textDocument/prepareRename", params.getTextDocument().getUri(), params.getPosition(), null,
        question -> Rename.prepare(question.view(), question.offset())
            .map(span -> Either3.<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>forFirst(
                question.to().range(span)))
            .orElse(null));
  }

  @Override
  public CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
    return ask("textDocument/rename", params.getTextDocument().getUri(), params.getPosition(), null,
        question -> switch (Rename.to(question.view(), question.offset(), params.getNewName(),
            bench.files(question.cancellation()), question.cancellation())) {
          case Rename.Outcome.Edits edits -> edit(question.to(), edits);
          case Rename.Outcome.Refused refused -> throw new ResponseErrorException(
              new ResponseError(ResponseErrorCode.RequestFailed, refused.why(), null));
        });
  }

  private static WorkspaceEdit edit(ToLsp to, Rename.Outcome.Edits edits) {
    Map<String, List<TextEdit>> changes = new LinkedHashMap<>();
    for (Span place : edits.places()) {
      changes.computeIfAbsent(Uris.uri(place.path()), uri -> new ArrayList<>())
          .add(new TextEdit(to.range(place), edits.name()));
    }
    return new WorkspaceEdit(changes);
  }

  @Override
  public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
      DocumentSymbolParams params) {
    return ask("textDocument/documentSymbol", params.getTextDocument().getUri(), null, List.of(),
        question -> Outline.of(question.view()).stream()
            .map(entry -> Either.<SymbolInformation, DocumentSymbol>forRight(symbol(question.to(), entry)))
            .toList());
  }

  private static DocumentSymbol symbol(ToLsp to, Outline.Entry entry) {
    return new DocumentSymbol(entry.text(), Symbols.kind(entry.kind()), to.range(entry.whole()),
        to.range(entry.name()), entry.detail(),
        entry.children().stream().map(child -> symbol(to, child)).toList());
  }

  @Override
  public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
    return ask("textDocument/completion", params.getTextDocument().getUri(), params.getPosition(),
        Either.forLeft(List.of()), question -> Either.forLeft(proposals.items(
            Completion.of(question.view().analysis(), question.view().path(), question.view().text(),
                question.offset()),
            question.to(), bench.wishes().snippets())));
  }

  @Override
  public CompletableFuture<CompletionItem> resolveCompletionItem(CompletionItem item) {
    return CompletableFuture.completedFuture(proposals.resolved(item));
  }

  @Override
  public CompletableFuture<org.eclipse.lsp4j.SignatureHelp> signatureHelp(SignatureHelpParams params) {
    return ask("textDocument/signatureHelp", params.getTextDocument().getUri(), params.getPosition(), null,
        question -> SignatureHelp.of(question.view(), question.offset()).map(Texts::signature).orElse(null));
  }

  private static org.eclipse.lsp4j.SignatureHelp signature(SignatureHelp.Signature found) {
    SignatureInformation information = new SignatureInformation(found.label());
    information.setParameters(found.parameters().stream().map(ParameterInformation::new).toList());
    information.setDocumentation(markdown(found.doc()));
    return new org.eclipse.lsp4j.SignatureHelp(List.of(information), 0, found.active());
  }

  @Override
  public CompletableFuture<org.eclipse.lsp4j.SemanticTokens> semanticTokensFull(SemanticTokensParams params) {
    return ask("textDocument/semanticTokens/full", params.getTextDocument().getUri(), null,
        new org.eclipse.lsp4j.SemanticTokens(List.of()), question -> new org.eclipse.lsp4j.SemanticTokens(
            question.to().tokens(question.view().path(),
                SemanticTokens.of(question.view(), 0, question.view().text().length()))));
  }

  @Override
  public CompletableFuture<org.eclipse.lsp4j.SemanticTokens> semanticTokensRange(SemanticTokensRangeParams params) {
    return ask("textDocument/semanticTokens/range", params.getTextDocument().getUri(), params.getRange().getStart(),
        new org.eclipse.lsp4j.SemanticTokens(List.of()), question -> new org.eclipse.lsp4j.SemanticTokens(
            question.to().tokens(question.view().path(), SemanticTokens.of(question.view(), question.offset(),
                offset(question, params.getRange().getEnd())))));
  }

  private static int offset(Workbench.Question question, Position position) {
    return question.to().lines(question.view().path()).offset(position);
  }

  @Override
  public CompletableFuture<List<FoldingRange>> foldingRange(FoldingRangeRequestParams params) {
    return ask("textDocument/foldingRange", params.getTextDocument().getUri(), null, List.of(), question -> {
      List<FoldingRange> folds = new ArrayList<>();
      for (Folding.Fold fold : Folding.of(question.view())) {
        Range range = question.to().range(fold.span());
        // The line of a closing brace stays visible.
        int last = fold.comment() ? range.getEnd().getLine() : range.getEnd().getLine() - 1;
        if (range.getStart().getLine() < last) {
          FoldingRange made = new FoldingRange(range.getStart().getLine(), last);
          made.setKind(fold.comment() ? FoldingRangeKind.Comment : FoldingRangeKind.Region);
          folds.add(made);
        }
      }
      return folds;
    });
  }

  @Override
  public CompletableFuture<List<SelectionRange>> selectionRange(SelectionRangeParams params) {
    return ask("textDocument/selectionRange", params.getTextDocument().getUri(), null, List.of(), question ->
        params.getPositions().stream().map(position -> {
          List<Span> spans = SelectionRanges.of(question.view(), offset(question, position));
          SelectionRange outer = null;
          for (int i = spans.size() - 1; 0 <= i; i--) {
            outer = new SelectionRange(question.to().range(spans.get(i)), outer);
          }
          return outer == null ? new SelectionRange(new Range(position, position), null) : outer;
        }).toList());
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
    return ask("textDocument/formatting", params.getTextDocument().getUri(), null, List.of(),
        question -> question.to().edits(LayoutEdits.of(question.view())));
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> rangeFormatting(DocumentRangeFormattingParams params) {
    return ask("textDocument/rangeFormatting", params.getTextDocument().getUri(), params.getRange().getStart(),
        List.of(), question -> question.to().edits(LayoutEdits.in(question.view(), question.offset(),
            offset(question, params.getRange().getEnd()))));
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> onTypeFormatting(DocumentOnTypeFormattingParams params) {
    return ask("textDocument/onTypeFormatting", params.getTextDocument().getUri(), params.getPosition(), List.of(),
        question -> question.to().edits(LayoutEdits.onType(question.view(), question.offset())));
  }

  @Override
  public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
    return ask("textDocument/inlayHint", params.getTextDocument().getUri(), params.getRange().getStart(), List.of(),
        question -> InlayHints.of(question.view(), question.offset(), offset(question, params.getRange().getEnd()))
            .stream()
            .map(hint -> {
              InlayHint made = new InlayHint(
                  question.to().position(question.view().path(), hint.offset()), Either.forLeft(hint.text()));
              made.setPaddingLeft(!hint.type());
              if (hint.type()) {
                made.setKind(InlayHintKind.Type);
              }
              return made;
            })
            .toList());
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    return ask("textDocument/codeAction", params.getTextDocument().getUri(), params.getRange().getStart(), List.of(),
        question -> Actions.of(bench, question, params.getTextDocument().getUri(),
            new Span(question.view().path(), question.offset(),
                Math.max(question.offset(), offset(question, params.getRange().getEnd())))));
  }

  @Override
  public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
    String uri = params.getTextDocument().getUri();
    CompletableFuture<List<? extends CodeLens>> lenses = ask("textDocument/codeLens", uri, null, List.of(), question ->
        Lenses.of(bench.checks().verdicts(question.view().path()), uri, question.to()));
    lenses.thenRun(() -> bench.publisher().lensesGiven(Uris.path(uri)));
    return lenses;
  }

  @Override
  public CompletableFuture<List<CallHierarchyItem>> prepareCallHierarchy(CallHierarchyPrepareParams params) {
    return ask("textDocument/prepareCallHierarchy", params.getTextDocument().getUri(), params.getPosition(), null,
        question -> CallHierarchy.at(question.view(), question.offset())
            .map(item -> {
              CallHierarchyItem made = item(question.to(), item);
              made.setData(params.getTextDocument().getUri());
              return List.of(made);
            })
            .orElse(null));
  }

  private static CallHierarchyItem item(ToLsp to, CallHierarchy.Item item) {
    return new CallHierarchyItem(item.text(), item.thread() ? SymbolKind.Event : SymbolKind.Function,
        Uris.uri(item.name().path()), to.range(item.whole()), to.range(item.name()));
  }

  @Override
  public CompletableFuture<List<CallHierarchyIncomingCall>> callHierarchyIncomingCalls(
      CallHierarchyIncomingCallsParams params) {
    return calls("callHierarchy/incomingCalls", params.getItem(), (question, declared) -> {
      List<CallHierarchyIncomingCall> calls = new ArrayList<>();
      for (CallHierarchy.Calls each : CallHierarchy.callers(question.view(), declared)) {
        CallHierarchyItem item = item(question.to(), each.item());
        item.setData(Uris.uri(question.view().path()));
        calls.add(new CallHierarchyIncomingCall(item, ranges(question.to(), each.places())));
      }
      return calls;
    });
  }

  @Override
  public CompletableFuture<List<CallHierarchyOutgoingCall>> callHierarchyOutgoingCalls(
      CallHierarchyOutgoingCallsParams params) {
    return calls("callHierarchy/outgoingCalls", params.getItem(), (question, declared) -> {
      List<CallHierarchyOutgoingCall> calls = new ArrayList<>();
      for (CallHierarchy.Calls each : CallHierarchy.callees(question.view(), declared)) {
        CallHierarchyItem item = item(question.to(), each.item());
        item.setData(Uris.uri(question.view().path()));
        calls.add(new CallHierarchyOutgoingCall(item, ranges(question.to(), each.places())));
      }
      return calls;
    });
  }

  private static List<Range> ranges(ToLsp to, List<Span> places) {
    return places.stream().map(to::range).toList();
  }

  /** Asks about an item in the eyes of the document from which the hierarchy was opened. */
  private <T> CompletableFuture<List<T>> calls(String what, CallHierarchyItem item, Calls<T> calls) {
    String from = item.getData() instanceof com.google.gson.JsonPrimitive data ? data.getAsString() : item.getUri();
    return ask(what, from, null, List.of(), question -> {
      String path = Uris.path(item.getUri());
      Lines lines = question.to().lines(path);
      return calls.of(question, new Span(path, lines.offset(item.getSelectionRange().getStart()),
          lines.offset(item.getSelectionRange().getEnd())));
    });
  }

  /** Looks for calls from or to what is declared at a place. */
  private interface Calls<T> {
    List<T> of(Workbench.Question question, Span declared);
  }
}
