package dev.pagewalk.ls.feature;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.parse.SourceToken;
import dev.pagewalk.dsl.parse.TokenKind;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One file of a snapshot, with what every feature looks up in it. */
public final class FileView {
  private final Analysis analysis;
  private final FileAnalysis file;
  private final String text;
  private final SourceUnit unit;
  private final List<Name> names = new ArrayList<>();

  private FileView(Analysis analysis, FileAnalysis file, String text, SourceUnit unit) {
    this.analysis = analysis;
    this.file = file;
    this.text = text;
    this.unit = unit;
    collect(unit);
    names.sort(Comparator.comparingInt(name -> name.span().start()));
  }

  private void collect(Node node) {
    if (node instanceof Name name && !name.isMissing()) {
      names.add(name);
    }
    Children.of(node).forEach(this::collect);
  }

  /** A file of the workspace or the library; empty if it cannot be read. */
  public static Optional<FileView> of(Analysis analysis, String path) {
    return of(analysis, analysis.file(path));
  }

  /** A file that the analysis need not remember: one of many that are looked through. */
  static Optional<FileView> glance(Analysis analysis, String path) {
    return of(analysis, analysis.glance(path));
  }

  private static Optional<FileView> of(Analysis analysis, FileAnalysis file) {
    Resolution resolution = file.resolution();
    Optional<SourceUnit> unit = Stream.concat(resolution.units().stream(), resolution.library().stream())
        .filter(each -> each.path().equals(file.path()))
        .findFirst();
    return unit.flatMap(found -> analysis.text(file.path()).map(text -> new FileView(analysis, file, text, found)));
  }

  /** The snapshot it belongs to. */
  public Analysis analysis() {
    return analysis;
  }

  /** The file, parsed and resolved. */
  public FileAnalysis file() {
    return file;
  }

  /** Its path. */
  public String path() {
    return file.path();
  }

  /** Its text. */
  public String text() {
    return text;
  }

  /** Its syntax tree. */
  public SourceUnit unit() {
    return unit;
  }

  /** What its names and expressions mean. */
  public Resolution resolution() {
    return file.resolution();
  }

  /** All of its text in tokens, comments and white space included. */
  public List<SourceToken> tokens() {
    return Parsing.parse(path(), text).tokens();
  }

  /** Whether {@code offset} lies in a comment or a string: nothing of the language can be written there. */
  boolean isInComment(int offset) {
    for (SourceToken token : tokens()) {
      if (token.start() < offset && offset <= token.end()) {
        boolean isClosed = token.in(text).startsWith("/*") || token.kind() == TokenKind.STRING;
        return switch (token.kind()) {
          case COMMENT, DOC_COMMENT, HEADER_COMMENT, STRING -> !isClosed || offset < token.end();
          case NAME, SOFT_KEYWORD, RESERVED, NUMBER, SIGN, WHITE_SPACE, UNKNOWN, UNREAD -> false;
        };
      }
    }
    return false;
  }

  /** Every name in it, in the order of the text. */
  List<Name> names() {
    return names;
  }

  /** The name at {@code offset}, or the one that ends there. */
  Optional<Name> nameAt(int offset) {
    Optional<Name> best = Optional.empty();
    for (Name name : names) {
      if (name.span().touches(offset)) {
        best = Optional.of(name);
      }
    }
    return best;
  }

  /** What the name at {@code offset} stands for. */
  Optional<Symbol> symbolAt(int offset) {
    return nameAt(offset).flatMap(resolution()::symbol);
  }

  /** The nodes around {@code offset}, the outermost first. */
  List<Node> around(int offset) {
    List<Node> chain = new ArrayList<>();
    Optional<Node> next = Optional.of(unit);
    while (next.isPresent()) {
      Node node = next.get();
      chain.add(node);
      List<Node> touching =
          Children.of(node).stream().filter(child -> child.span().touches(offset)).toList();
      next = touching.stream().filter(child -> offset < child.span().end()).findFirst()
          .or(() -> touching.stream().findFirst());
    }
    return chain;
  }

  /** The innermost node of a kind around {@code offset}. */
  <T extends Node> Optional<T> innermost(int offset, Class<T> kind) {
    Optional<T> found = Optional.empty();
    for (Node node : around(offset)) {
      if (kind.isInstance(node)) {
        found = Optional.of(kind.cast(node));
      }
    }
    return found;
  }

  /** The text of a place in any file that this snapshot knows; empty text where it does not. */
  String text(Span span) {
    return analysis.text(span.path())
        .filter(whole -> span.end() <= whole.length())
        .map(whole -> whole.substring(span.start(), span.end()))
        .orElse("");
  }
}
