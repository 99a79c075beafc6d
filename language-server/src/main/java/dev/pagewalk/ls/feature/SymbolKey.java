package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Name;

/**
 * Which thing a symbol is, so that the symbols of two resolutions can be compared: where it is declared, or for what
 * the language itself declares, its name.
 */
record SymbolKey(String path, int start, String text) {
  static SymbolKey of(Symbol symbol) {
    Name declared = symbol.declared();
    return new SymbolKey(declared.span().path(), declared.span().start(), declared.text());
  }

  /** Whether a text declares it, so that there is a place to go to. */
  static boolean hasPlace(Symbol symbol) {
    return symbol.declared().span().start() < symbol.declared().span().end();
  }
}
