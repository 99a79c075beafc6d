package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.parse.SourceToken;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each word of a file is: more than a grammar of colours can know. */
public final class SemanticTokens {
  private SemanticTokens() {}

  /** Kinds, named as editors know them. */
  public enum Kind {
    KEYWORD, COMMENT, STRING, NUMBER, OPERATOR, TYPE, STRUCT, ENUM, ENUM_MEMBER, FUNCTION, VARIABLE, PARAMETER, PROPERTY,
    /** Functions of the language. */
    MACRO,
    /** Patches. */
    DECORATOR,
    /** Scenarios, processes and threads. */
    CLASS
  }

  /**
   * A word.
   *
   * @param declaration whether it is declared here
   * @param readonly whether it never changes
   * @param library whether the kernel library or the language declares it
   */
  public record Token(int start, int end, Kind kind, boolean declaration, boolean readonly, boolean library) {}

  /** The words between two offsets, in the order of the text; none longer than a line. */
  public static List<Token> of(FileView view, int from, int to) {
    Map<Integer, Name> names = new HashMap<>();
    view.names().forEach(name -> names.put(name.span().start(), name));
    List<Token> tokens = new ArrayList<>();
    for (SourceToken token : view.tokens()) {
      if (from < token.end() && token.start() < to) {
        kind(token, Optional.ofNullable(names.get(token.start())), view)
            .ifPresent(found -> split(view.text(), found, tokens));
      }
    }
    return tokens;
  }

  /** Comments of several lines become one token for each. */
  private static void split(String text, Token token, List<Token> tokens) {
    int start = token.start();
    while (start < token.end()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 || token.end() <= feed ? token.end() : feed;
      if (start < end) {
        tokens.add(new Token(start, end, token.kind(), token.declaration(), token.readonly(), token.library()));
      }
      start = end + 1;
    }
  }

  private static Optional<Token> kind(SourceToken token, Optional<Name> name, FileView view) {
    Optional<Token> named = name.flatMap(found -> named(found, view));
    return switch (token.kind()) {
      case NAME -> named;
      case SOFT_KEYWORD -> name.isPresent() ? named : plain(token, Kind.KEYWORD);
      case RESERVED -> plain(token, Kind.KEYWORD);
      case NUMBER -> plain(token, Kind.NUMBER);
      case STRING -> plain(token, Kind.STRING);
      case COMMENT, DOC_COMMENT, HEADER_COMMENT -> plain(token, Kind.COMMENT);
      case SIGN, WHITE_SPACE, UNKNOWN, UNREAD -> Optional.empty();
    };
  }

  private static Optional<Token> plain(SourceToken token, Kind kind) {
    return Optional.of(new Token(token.start(), token.end(), kind, false, false, false));
  }

  private static Optional<Token> named(Name name, FileView view) {
    return view.resolution().symbol(name).map(symbol -> {
      boolean isOwn = symbol.declared().span().path().equals(view.path());
      return new Token(name.span().start(), name.span().end(), kind(symbol),
          symbol.declared().span().equals(name.span()), isReadOnly(symbol), !isOwn);
    });
  }

  private static boolean isReadOnly(Symbol symbol) {
    return symbol instanceof Symbol.Constant || symbol instanceof Symbol.MachineConstant
        || symbol instanceof Symbol.VariantConstant || symbol instanceof Symbol.ScenarioParameter;
  }

  private static Kind kind(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Constant s -> s.type() instanceof Type.Enumeration || s.type() instanceof Type.Flags
          ? Kind.ENUM_MEMBER : Kind.VARIABLE;
      case Symbol.MachineConstant s -> Kind.VARIABLE;
      case Symbol.VariantConstant s -> Kind.VARIABLE;
      case Symbol.ScenarioParameter s -> Kind.PARAMETER;
      case Symbol.Global s -> Kind.VARIABLE;
      case Symbol.Local s -> s.declaration() instanceof SyntaxPart.Param ? Kind.PARAMETER : Kind.VARIABLE;
      case Symbol.StructField s -> Kind.PROPERTY;
      case Symbol.EntryPart s -> Kind.PROPERTY;
      case Symbol.ActorPart s -> Kind.PROPERTY;
      case Symbol.Function s -> Kind.FUNCTION;
      case Symbol.BuiltinFunction s -> Kind.MACRO;
      case Symbol.StructName s -> Kind.STRUCT;
      case Symbol.TypeName s -> Kind.ENUM;
      case Symbol.Condition s -> Kind.FUNCTION;
      case Symbol.Patch s -> Kind.DECORATOR;
      case Symbol.Thread s -> Kind.CLASS;
      case Symbol.Process s -> Kind.CLASS;
      case Symbol.FileObject s -> Kind.CLASS;
      case Symbol.Mapping s -> Kind.CLASS;
      case Symbol.Uffd s -> Kind.CLASS;
      case Symbol.Cpu s -> Kind.CLASS;
      case Symbol.Self s -> Kind.VARIABLE;
    };
  }
}
