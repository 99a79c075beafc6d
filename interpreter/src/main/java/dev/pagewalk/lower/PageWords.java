package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.ProcessItem;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How many words a page needs to have: as many as the scenario names, and two at least, so that a copy can be torn.
 * Each word more is a step more in every copy of a page.
 */
final class PageWords {
  private static final int LEAST = 2;
  private static final int MOST = Symbol.Mapping.PAGE_WORDS;

  /** Library functions that are told the word of a page by a number. */
  private static final Set<String> BY_NUMBER =
      Set.of("user_load", "user_store", "cpu_load", "cpu_store", "store_page_word", "copy_page_word");

  private final LoweringContext context;
  private long words = LEAST;

  private PageWords(LoweringContext context) {
    this.context = context;
  }

  /** The words of a page in a scenario. */
  static int of(LoweringContext context, Decl.Scenario scenario) {
    PageWords found = new PageWords(context);
    Walk walk = new Walk(statement -> {}, found::look);
    for (ScenarioItem item : scenario.items()) {
      switch (item) {
        case ScenarioItem.Process process -> process.items().forEach(part -> {
          if (part instanceof ProcessItem.Setup setup) {
            walk.visit(setup.statement());
          }
        });
        case ScenarioItem.Thread thread -> walk.visit(thread.body());
        case ScenarioItem.Declaration declaration -> {
          if (declaration.decl() instanceof Decl.Fn fn) {
            fn.body().ifPresent(walk::visit);
          }
        }
        case ScenarioItem.Setup setup -> walk.visit(setup.body());
        case ScenarioItem.Property property -> walk.visit(property.condition());
        case ScenarioItem.FileObject file -> {}
        case ScenarioItem.Machine machine -> {}
        case ScenarioItem.MayFail fails -> {}
        case ScenarioItem.Expect expect -> {}
        case ScenarioItem.Missing missing -> {}
      }
    }
    return Math.toIntExact(found.words);
  }

  private void look(Expr expr) {
    if (expr instanceof Expr.Index index && context.resolution.type(index.target()) instanceof Type.Actor) {
      if (index.target() instanceof Expr.Index) {
        OptionalLong word = context.constants.value(index.index());
        words = Math.max(words, Math.min(MOST, word.isPresent() ? word.getAsLong() + 1 : MOST));
      }
    } else if (expr instanceof Expr.Call call && call.callee() instanceof Expr.Ref ref
        && BY_NUMBER.contains(ref.name().text())) {
      words = MOST;
    }
  }
}
