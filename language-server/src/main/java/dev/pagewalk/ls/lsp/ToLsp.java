package dev.pagewalk.ls.lsp;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.dsl.diagnostic.Related;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.ls.check.Mark;
import dev.pagewalk.ls.feature.LayoutEdits;
import dev.pagewalk.ls.feature.SemanticTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Turns what the features say into what the protocol says, for one snapshot. Not for several threads. */
final class ToLsp {
  /** The name under which diagnostics appear. */
  static final String SOURCE = "pagewalk";

  private final Analysis analysis;
  private final Wishes wishes;
  private final Function<String, Optional<String>> explanations;
  private final Map<String, Lines> lines = new HashMap<>();

  /**
   * A conversion.
   *
   * @param explanations gives the address of the page about a code, if there is one
   */
  ToLsp(Analysis analysis, Wishes wishes, Function<String, Optional<String>> explanations) {
    this.analysis = analysis;
    this.wishes = wishes;
    this.explanations = explanations;
  }

  /** The lines of a file. */
  Lines lines(String path) {
    return lines.computeIfAbsent(path, each -> new Lines(analysis.text(each).orElse(""), wishes.encoding()));
  }

  Position position(String path, int offset) {
    return lines(path).position(offset);
  }

  Range range(Span span) {
    return new Range(position(span.path(), span.start()), position(span.path(), span.end()));
  }

  Location location(Span span) {
    return new Location(Uris.uri(span.path()), range(span));
  }

  List<Location> locations(List<Span> spans) {
    return spans.stream().map(this::location).toList();
  }

  List<TextEdit> edits(List<LayoutEdits.Edit> edits) {
    return edits.stream().map(edit -> new TextEdit(range(edit.span()), edit.text())).toList();
  }

  /** A mistake in the text. */
  Diagnostic diagnostic(dev.pagewalk.dsl.diagnostic.Diagnostic mistake) {
    String message = mistake.message() + mistake.help().map(help -> "\n" + help).orElse("");
    Diagnostic diagnostic = diagnostic(mistake.span(), severity(mistake.severity()), mistake.code().id(), message,
        mistake.related());
    explanations.apply(mistake.code().id())
        .ifPresent(page -> diagnostic.setCodeDescription(new DiagnosticCodeDescription(page)));
    return diagnostic;
  }

  private static DiagnosticSeverity severity(Severity severity) {
    return switch (severity) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARNING -> DiagnosticSeverity.Warning;
      case NOTE -> DiagnosticSeverity.Information;
    };
  }

  /** What a check found. */
  Diagnostic diagnostic(Mark mark, boolean stale) {
    DiagnosticSeverity severity = switch (mark.kind()) {
      case WRONG -> DiagnosticSeverity.Error;
      case EXPECTED, UNDECIDED -> DiagnosticSeverity.Information;
      case UNREACHED -> DiagnosticSeverity.Hint;
    };
    Diagnostic diagnostic = diagnostic(
        mark.span(), severity, mark.code(), (stale ? "(before the last edit) " : "") + mark.message(), mark.related());
    if (mark.kind() == Mark.Kind.UNREACHED) {
      diagnostic.setTags(List.of(DiagnosticTag.Unnecessary));
    }
    explanations.apply(mark.code()).ifPresent(page -> diagnostic.setCodeDescription(new DiagnosticCodeDescription(page)));
    return diagnostic;
  }

  private Diagnostic diagnostic(
      Span span, DiagnosticSeverity severity, String code, String message, List<Related> related) {
    StringBuilder text = new StringBuilder(message);
    Diagnostic diagnostic = new Diagnostic();
    diagnostic.setRange(range(span));
    diagnostic.setSeverity(severity);
    diagnostic.setCode(code);
    diagnostic.setSource(SOURCE);
    if (wishes.related()) {
      List<DiagnosticRelatedInformation> places = new ArrayList<>();
      related.forEach(each -> places.add(new DiagnosticRelatedInformation(location(each.span()), each.message())));
      diagnostic.setRelatedInformation(places);
    } else {
      for (Related each : related) {
        String path = each.span().path();
        String file = path.equals(span.path()) ? "line " : path.substring(path.lastIndexOf('/') + 1) + ":";
        text.append("\n").append(file).append(range(each.span()).getStart().getLine() + 1).append(": ")
            .append(each.message());
      }
    }
    diagnostic.setMessage(Either.forLeft(text.toString()));
    return diagnostic;
  }

  /** Semantic tokens in the protocol's relative numbers. */
  List<Integer> tokens(String path, List<SemanticTokens.Token> tokens) {
    List<Integer> data = new ArrayList<>();
    Position last = new Position(0, 0);
    for (SemanticTokens.Token token : tokens) {
      Position start = position(path, token.start());
      Position end = position(path, token.end());
      int line = start.getLine() - last.getLine();
      data.add(line);
      data.add(line == 0 ? start.getCharacter() - last.getCharacter() : start.getCharacter());
      data.add(end.getCharacter() - start.getCharacter());
      data.add(token.kind().ordinal());
      data.add((token.declaration() ? 1 : 0) | (token.readonly() ? 2 : 0) | (token.library() ? 4 : 0));
      last = start;
    }
    return data;
  }
}
