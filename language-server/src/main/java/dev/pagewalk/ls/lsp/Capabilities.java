package dev.pagewalk.ls.lsp;

import java.util.List;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DiagnosticRegistrationOptions;
import org.eclipse.lsp4j.DocumentOnTypeFormattingOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.SignatureHelpOptions;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;

/** What the server can do, as it says in the answer to {@code initialize}. */
final class Capabilities {
  private Capabilities() {}

  static ServerCapabilities of(Wishes wishes) {
    ServerCapabilities can = new ServerCapabilities();
    can.setPositionEncoding(wishes.encoding().id());
    can.setTextDocumentSync(sync());
    can.setHoverProvider(true);
    can.setDefinitionProvider(true);
    can.setTypeDefinitionProvider(true);
    can.setReferencesProvider(true);
    can.setDocumentHighlightProvider(true);
    can.setRenameProvider(new RenameOptions(true));
    can.setDocumentSymbolProvider(true);
    can.setWorkspaceSymbolProvider(true);
    can.setCallHierarchyProvider(true);
    can.setCompletionProvider(new CompletionOptions(true, List.of(".", "(")));
    can.setSignatureHelpProvider(new SignatureHelpOptions(List.of("(", ",")));
    SemanticTokensWithRegistrationOptions tokens =
        new SemanticTokensWithRegistrationOptions(Symbols.legend(), true, true);
    can.setSemanticTokensProvider(tokens);
    can.setFoldingRangeProvider(true);
    can.setSelectionRangeProvider(true);
    can.setDocumentFormattingProvider(true);
    can.setDocumentRangeFormattingProvider(true);
    can.setDocumentOnTypeFormattingProvider(new DocumentOnTypeFormattingOptions("}", List.of(";", "\n")));
    can.setInlayHintProvider(true);
    can.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
    can.setCodeLensProvider(new CodeLensOptions(false));
    can.setExecuteCommandProvider(new ExecuteCommandOptions(Commands.NAMES));
    if (wishes.pulls()) {
      DiagnosticRegistrationOptions pull = new DiagnosticRegistrationOptions(true, false);
      pull.setIdentifier(ToLsp.SOURCE);
      can.setDiagnosticProvider(pull);
    }
    WorkspaceFoldersOptions folders = new WorkspaceFoldersOptions();
    folders.setSupported(true);
    folders.setChangeNotifications(true);
    can.setWorkspace(new WorkspaceServerCapabilities(folders));
    return can;
  }

  private static TextDocumentSyncOptions sync() {
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(new SaveOptions(false));
    return sync;
  }
}
