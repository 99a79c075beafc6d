package dev.pagewalk.dsl.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;

/** The items of a list in a parse tree, with a hole for each run of tokens that belongs to none of them. */
final class Children {
  private Children() {}

  /**
   * @param item builds an item
   * @param hole builds a hole from the first and the last token that it stands for
   */
  static <C extends ParserRuleContext, T> List<T> of(
      ParserRuleContext parent, Class<C> type, Function<C, T> item, BiFunction<Token, Token, T> hole) {
    List<T> result = new ArrayList<>();
    Token first = null;
    Token last = null;
    List<ParseTree> children = parent.children == null ? List.of() : parent.children;
    for (ParseTree child : children) {
      if (child instanceof ErrorNode node && !Source.isMissing(node.getSymbol())) {
        first = first == null ? node.getSymbol() : first;
        last = node.getSymbol();
      } else if (first != null) {
        result.add(hole.apply(first, last));
        first = null;
      }
      if (type.isInstance(child)) {
        result.add(item.apply(type.cast(child)));
      }
    }
    if (first != null) {
      result.add(hole.apply(first, last));
    }
    return result;
  }
}
