package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who calls a function, and whom it calls. Callers are looked for in the file, in what it uses, and in the library. */
public final class CallHierarchy {
  private CallHierarchy() {}

  /**
   * A function or a thread.
   *
   * @param thread whether it is a thread
   * @param name the place of its name
   */
  public record Item(String text, boolean thread, Span name, Span whole) {}

  /**
   * Calls between two items.
   *
   * @param item the other side
   * @param places of the calls, in the caller's file
   */
  public record Calls(Item item, List<Span> places) {
    public Calls {
      places = List.copyOf(places);
    }
  }

  /** The function or thread that the name at {@code offset} stands for. */
  public static Optional<Item> at(FileView view, int offset) {
    return view.symbolAt(offset).flatMap(CallHierarchy::item);
  }

  private static Optional<Item> item(Symbol symbol) {
    if (symbol instanceof Symbol.Function function) {
      return Optional.of(item(function.decl()));
    }
    return symbol instanceof Symbol.Thread thread ? Optional.of(item(thread.decl())) : Optional.empty();
  }

  private static Item item(Decl.Fn fn) {
    return new Item(fn.name().text(), false, fn.name().span(), fn.span());
  }

  private static Item item(ScenarioItem.Thread thread) {
    return new Item(thread.name().text(), true, thread.name().span(), thread.span());
  }

  /** Who calls the function declared at {@code declared}. */
  public static List<Calls> callers(FileView view, Span declared) {
    List<Calls> callers = new ArrayList<>();
    Resolution resolution = view.resolution();
    for (Body body : bodies(resolution)) {
      List<Span> places = new ArrayList<>();
      calls(body.node(), resolution, (name, callee) -> {
        if (callee.decl().name().span().equals(declared)) {
          places.add(name.span());
        }
      });
      if (!places.isEmpty()) {
        callers.add(new Calls(body.item(), places));
      }
    }
    return callers;
  }

  /** Whom the function or thread declared at {@code declared} calls. */
  public static List<Calls> callees(FileView view, Span declared) {
    Map<Item, List<Span>> found = new LinkedHashMap<>();
    Resolution resolution = view.resolution();
    bodies(resolution).stream()
        .filter(body -> body.item().name().equals(declared))
        .forEach(body -> calls(body.node(), resolution, (name, callee) ->
            found.computeIfAbsent(item(callee.decl()), item -> new ArrayList<>()).add(name.span())));
    return found.entrySet().stream().map(each -> new Calls(each.getKey(), each.getValue())).toList();
  }

  private record Body(Item item, Node node) {}

  private static List<Body> bodies(Resolution resolution) {
    List<Body> bodies = new ArrayList<>();
    Stream.concat(resolution.units().stream(), resolution.library().stream())
        .map(SourceUnit::decls)
        .flatMap(List::stream)
        .forEach(decl -> bodies(decl, bodies));
    return bodies;
  }

  private static void bodies(Decl decl, List<Body> bodies) {
    if (decl instanceof Decl.Fn fn && fn.body().isPresent()) {
      bodies.add(new Body(item(fn), fn.body().get()));
    } else if (decl instanceof Decl.Scenario scenario) {
      for (ScenarioItem each : scenario.items()) {
        if (each instanceof ScenarioItem.Thread thread) {
          bodies.add(new Body(item(thread), thread.body()));
        } else if (each instanceof ScenarioItem.Declaration declaration) {
          bodies(declaration.decl(), bodies);
        }
      }
    }
  }

  /** Is told of each call. */
  private interface Visitor {
    void call(Name name, Symbol.Function callee);
  }

  private static void calls(Node node, Resolution resolution, Visitor visitor) {
    if (node instanceof Expr.Call call && call.callee() instanceof Expr.Ref ref) {
      resolution.symbol(ref.name())
          .filter(Symbol.Function.class::isInstance)
          .ifPresent(symbol -> visitor.call(ref.name(), (Symbol.Function) symbol));
    }
    Children.of(node).forEach(child -> calls(child, resolution, visitor));
  }
}
