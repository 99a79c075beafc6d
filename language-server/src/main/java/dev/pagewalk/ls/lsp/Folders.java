package dev.pagewalk.ls.lsp;

import dev.pagewalk.ls.check.Settings;
import dev.pagewalk.ls.feature.Outline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.WorkspaceService;

/** What the client asks and tells about more than one document. */
final class Folders implements WorkspaceService {
  private final Workbench bench;
  private final Commands commands;

  Folders(Workbench bench) {
    this.bench = bench;
    commands = new Commands(bench);
  }

  @Override
  public CompletableFuture<Either<List<? extends SymbolInformation>, List<? extends WorkspaceSymbol>>> symbol(
      WorkspaceSymbolParams params) {
    return bench.work("workspace/symbol", (analysis, cancellation) -> {
      Set<String> paths = new LinkedHashSet<>(bench.documents().paths());
      paths.addAll(bench.files(cancellation));
      paths.removeAll(analysis.library().texts().keySet());
      ToLsp to = bench.toLsp(analysis);
      List<WorkspaceSymbol> found = new ArrayList<>();
      for (Outline.Entry entry : Outline.search(analysis, List.copyOf(paths), params.getQuery(), cancellation)) {
        String path = entry.name().path();
        found.add(new WorkspaceSymbol(entry.text(), Symbols.kind(entry.kind()), Either.forLeft(to.location(entry.name())),
            path.substring(path.lastIndexOf('/') + 1)));
      }
      return Either.forRight(found);
    });
  }

  @Override
  public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
    return commands.execute(params.getCommand(), params.getArguments());
  }

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {
    bench.checks().configure(Wishes.settings(bench.checks().settings(), params.getSettings()));
    bench.documents().paths().forEach(path -> bench.checks().update(
        bench.documents().analysis(), path, Optional.of(Settings.When.ON_SAVE)));
  }

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    for (FileEvent event : params.getChanges()) {
      String path = Uris.path(event.getUri());
      if (bench.documents().at(path).isEmpty()) {
        List<String> dependents = bench.documents().dependents(path);
        bench.documents().changedOnDisk(path);
        dependents.forEach(each -> bench.checks().update(
            bench.documents().analysis(), each, Optional.of(Settings.When.ON_SAVE)));
      }
    }
  }

  @Override
  public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
    Set<Path> folders = new LinkedHashSet<>(bench.folders());
    params.getEvent().getRemoved().forEach(folder -> folders.remove(Path.of(Uris.path(folder.getUri()))));
    params.getEvent().getAdded().forEach(folder -> folders.add(Path.of(Uris.path(folder.getUri()))));
    bench.folders(List.copyOf(folders));
  }
}
