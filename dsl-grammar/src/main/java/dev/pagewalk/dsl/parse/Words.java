package dev.pagewalk.dsl.parse;

import org.antlr.v4.runtime.Vocabulary;

/** What kind of word a token type is, and how it is written. Types follow the order of PagewalkLexer.g4. */
final class Words {
  private Words() {}

  /** C's statement words, the constants, and the words that open a declaration. */
  static boolean isReserved(int type) {
    return PagewalkLexer.BREAK <= type && type <= PagewalkLexer.WHILE;
  }

  /** Whether {@code type} can be a name, keywords by position included. */
  static boolean isName(int type) {
    return type == PagewalkLexer.ID || PagewalkLexer.AFTER <= type && type <= PagewalkLexer.WRITE;
  }

  /** A token type as users write it, in backquotes where it is fixed text. */
  static String describe(int type) {
    return switch (type) {
      case PagewalkLexer.ID -> "a name";
      case PagewalkLexer.NUMBER -> "a number";
      case PagewalkLexer.STRING -> "a string in quotes";
      case org.antlr.v4.runtime.Token.EOF -> "the end of the file";
      default -> "`" + text(type) + "`";
    };
  }

  /** The fixed text of a token type, such as {@code ;}; empty if it has none. */
  static String text(int type) {
    Vocabulary vocabulary = PagewalkLexer.VOCABULARY;
    String literal = vocabulary.getLiteralName(type);
    return literal == null ? "" : literal.substring(1, literal.length() - 1);
  }
}
