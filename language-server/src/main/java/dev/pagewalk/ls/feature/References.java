package dev.pagewalk.ls.feature;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Cancellation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every place that speaks of one thing, in all files of the workspace and in the kernel library. */
public final class References {
  private References() {}

  /**
   * The places of the thing at {@code offset}, each once, the file's own first.
   *
   * @param others paths of the other files of the workspace; those that do not hold the name are not looked into
   * @param declaration whether the place of the declaration is wanted too
   */
  public static List<Span> of(
      FileView view, int offset, List<String> others, boolean declaration, Cancellation cancellation) {
    Optional<Symbol> symbol = view.symbolAt(offset);
    return symbol.isPresent()
        ? of(view, symbol.get(), others, declaration, cancellation)
        : LabelReferences.of(view, offset, others, declaration, cancellation);
  }

  static List<Span> of(
      FileView view, Symbol symbol, List<String> others, boolean declaration, Cancellation cancellation) {
    SymbolKey key = SymbolKey.of(symbol);
    Set<Span> places = new LinkedHashSet<>();
    collect(view, view.resolution(), key, places);
    for (String path : isSeenElsewhere(view, symbol) ? candidates(view, others) : Set.<String>of()) {
      if (cancellation.isRequested()) {
        break;
      }
      if (holds(view.analysis(), path, key.text())) {
        FileView.glance(view.analysis(), path).ifPresent(other -> collect(other, other.resolution(), key, places));
      }
    }
    if (!declaration) {
      places.remove(symbol.declared().span());
    }
    return List.copyOf(places);
  }

  /** Whether other files can speak of it: what stands inside a scenario or a function is its own. */
  private static boolean isSeenElsewhere(FileView view, Symbol symbol) {
    if (symbol instanceof Symbol.Local || !SymbolKey.hasPlace(symbol)) {
      return !(symbol instanceof Symbol.Local);
    }
    Span declared = symbol.declared().span();
    return view.resolution().scenarios().stream()
        .map(Decl.Scenario::span)
        .noneMatch(scenario -> scenario.path().equals(declared.path())
            && scenario.start() < declared.start() && declared.end() < scenario.end());
  }

  /** The files beside {@code view} that may speak of what it speaks of. */
  static Set<String> candidates(FileView view, List<String> others) {
    Set<String> paths = new LinkedHashSet<>();
    view.resolution().units().forEach(unit -> paths.add(unit.path()));
    paths.addAll(others);
    paths.addAll(view.analysis().library().texts().keySet());
    paths.remove(view.path());
    return paths;
  }

  /** Whether it is worth while to analyse a file. */
  static boolean holds(Analysis analysis, String path, String name) {
    Optional<String> text = analysis.text(path);
    return text.isEmpty() || text.get().contains(name);
  }

  private static void collect(FileView view, Resolution resolution, SymbolKey key, Set<Span> places) {
    for (Name name : view.names()) {
      if (name.text().equals(key.text())
          && resolution.symbol(name).map(SymbolKey::of).filter(key::equals).isPresent()) {
        places.add(name.span());
      }
    }
  }

  /** The same in one file only. */
  static List<Span> here(FileView view, Symbol symbol) {
    Set<Span> places = new LinkedHashSet<>();
    collect(view, view.resolution(), SymbolKey.of(symbol), places);
    return new ArrayList<>(places);
  }
}
