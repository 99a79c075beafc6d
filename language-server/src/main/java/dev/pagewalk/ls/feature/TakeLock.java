package dev.pagewalk.ls.feature;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.dsl.diagnostic.Fix;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.witness.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the lock that a broken rule asks for: around the statement that breaks it, or for writing where the text takes
 * it for reading.
 *
 * <p>What a rule says by itself is enough for the edit; whether that is the right place, and whether the lock order
 * allows it, the next check tells.
 */
public final class TakeLock {
  private static final int MOST_FIXES = 3;

  private final FileView view;
  private final Violation violation;

  private TakeLock(FileView view, Violation violation) {
    this.view = view;
    this.violation = violation;
  }

  /** The changes for breaches that touch {@code range}; {@code results} must be those of the text as it is. */
  public static List<Fix> of(FileView view, List<CheckResult> results, Span range) {
    Set<Fix> fixes = new LinkedHashSet<>();
    for (CheckResult result : results) {
      result.violation().filter(each -> !each.remedies().isEmpty() && !each.places().isEmpty())
          .ifPresent(violation -> fixes.addAll(new TakeLock(view, violation).fixes(range)));
    }
    return fixes.stream().limit(MOST_FIXES).toList();
  }

  private List<Fix> fixes(Span range) {
    List<Span> way = way();
    boolean isHere =
        way.stream().map(this::lines).anyMatch(each -> each.start() <= range.end() && range.start() <= each.end());
    Optional<Site> site = isHere ? site(way.getLast()) : Optional.empty();
    List<Fix> fixes = new ArrayList<>();
    if (site.isPresent()) {
      for (List<Violation.Missing> remedy : violation.remedies()) {
        fix(site.get(), remedy).ifPresent(fixes::add);
      }
    }
    return fixes;
  }

  /**
   * The places in this file on the way to the breach. Who asserts that a lock is held wants it from the caller, where
   * the caller can be seen.
   */
  private List<Span> way() {
    List<Span> way = new ArrayList<>(violation.calls());
    way.add(violation.places().getFirst().span());
    way.removeIf(each -> !each.path().equals(view.path()));
    if (violation.subject().equals("not_held") && 1 < way.size()
        && way.getLast().equals(violation.places().getFirst().span())) {
      way.removeLast();
    }
    return way;
  }

  private Span lines(Span span) {
    int start = view.text().lastIndexOf('\n', span.start() - 1) + 1;
    int end = view.text().indexOf('\n', span.end());
    return new Span(span.path(), start, end < 0 ? view.text().length() : end);
  }

  /**
   * Where something can be inserted.
   *
   * @param around the nodes around the statement, the outermost first
   * @param siblings the statements of its block; it alone where it stands in none
   */
  private record Site(Stmt statement, List<Node> around, List<Stmt> siblings) {}

  /** The innermost statement at a place that stands in no atomic block: no lock can be taken in one. */
  private Optional<Site> site(Span place) {
    List<Node> chain = view.around(place.start());
    for (int i = 1; i < chain.size(); i++) {
      boolean isLast = chain.subList(i + 1, chain.size()).stream().noneMatch(TakeLock::isStatement);
      if (isStatement(chain.get(i)) && (isLast || chain.get(i) instanceof Stmt.Atomic)) {
        Stmt statement = (Stmt) chain.get(i);
        List<Stmt> siblings = chain.get(i - 1) instanceof Stmt.Block block ? block.statements() : List.of();
        return Optional.of(new Site(statement, chain.subList(0, i), siblings));
      }
    }
    return Optional.empty();
  }

  private static boolean isStatement(Node node) {
    return node instanceof Stmt && !(node instanceof Stmt.Block);
  }

  private Optional<Fix> fix(Site site, List<Violation.Missing> remedy) {
    LockNames names = new LockNames(view, site.statement());
    List<LockNames.Named> locks = new ArrayList<>();
    for (Violation.Missing missing : remedy) {
      List<LockNames.Named> named = names.of(missing);
      if (named.isEmpty()) {
        return Optional.empty();
      }
      if (locks.isEmpty()) {
        Optional<Fix> stronger = stronger(site, named.getFirst());
        if (stronger.isPresent()) {
          return stronger;
        }
      }
      locks.add(named.getFirst());
    }
    return Optional.of(take(site, locks));
  }

  // --- Taken already, but for reading -------------------------------------------------------------------------------

  /** Takes a lock for writing that the text around takes for reading. */
  private Optional<Fix> stronger(Site site, LockNames.Named lock) {
    if (!lock.mode().equals("w")) {
      return Optional.empty();
    }
    for (Node node : site.around().reversed()) {
      if (node instanceof Stmt.Lock around && view.text(around.lock().span()).equals(lock.lock())
          && around.mode().filter(mode -> mode.text().equals("r")).isPresent()) {
        return Optional.of(
            new Fix("Take `" + lock.lock() + "` for writing", around.mode().get().span(), "w"));
      }
      if (node instanceof Stmt.Block block) {
        Optional<Fix> pair = strongerCalls(block, site.statement().span(), lock);
        if (pair.isPresent()) {
          return pair;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Fix> strongerCalls(Stmt.Block block, Span inside, LockNames.Named lock) {
    Optional<Expr.Call> take = Optional.empty();
    Map<String, String> twins = LockNames.twins();
    for (Stmt each : block.statements()) {
      Optional<Expr.Call> call = each instanceof Stmt.Expression expression
          && expression.expr() instanceof Expr.Call found && takes(found, lock, twins)
          ? Optional.of(found) : Optional.empty();
      if (call.isPresent() && each.span().end() <= inside.start()) {
        take = call;
      } else if (call.isPresent() && take.isPresent() && inside.end() <= each.span().start()) {
        Span from = take.get().callee().span();
        Span to = call.get().callee().span();
        String between = view.text().substring(from.end(), to.start());
        return Optional.of(new Fix("Take `" + lock.lock() + "` for writing", new Span(view.path(), from.start(), to.end()),
            twins.get(view.text(from)) + between + twins.get(view.text(to))));
      }
    }
    return Optional.empty();
  }

  private boolean takes(Expr.Call call, LockNames.Named lock, Map<String, String> twins) {
    return twins.containsKey(view.text(call.callee().span())) && call.args().size() == 1
        && Set.of(lock.object(), lock.lock()).contains(view.text(call.args().getFirst().span()));
  }

  // --- Not taken ----------------------------------------------------------------------------------------------------

  private Fix take(Site site, List<LockNames.Named> locks) {
    boolean isLeft = isLeft(site.statement());
    boolean inBlock = !site.siblings().isEmpty();
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    List<String> told = new ArrayList<>();
    boolean hasBlock = false;
    for (LockNames.Named lock : locks) {
      Optional<LockNames.Functions> functions =
          lock.functions().filter(found -> !isLeft || found.give().isEmpty() || lock.lock().isEmpty());
      if (functions.isPresent()) {
        before.add(functions.get().take() + "(" + lock.object() + ");");
        if (!functions.get().give().isEmpty()) {
          after.addFirst(functions.get().give() + "(" + lock.object() + ");");
        }
        told.add(functions.get().take() + "(" + lock.object() + ")");
      } else {
        hasBlock = true;
        String mode = lock.mode().isEmpty() ? "" : "(" + lock.mode() + ")";
        before.add("lock " + lock.lock() + mode + " {");
        after.addFirst("}");
        told.add("lock " + lock.lock() + mode);
      }
    }
    if (!inBlock) {
      before.addFirst("{");
      after.addLast("}");
    }
    Span span = hasBlock ? withUses(site) : site.statement().span();
    return new Fix("Take the missing lock: `" + String.join(", ", told) + "`", span, laidOut(span, before, after));
  }

  /** The statement, and those behind it in its block that use what it declares. */
  private Span withUses(Site site) {
    Span span = site.statement().span();
    boolean isBehind = false;
    List<String> declared = new ArrayList<>();
    int end = span.end();
    for (Stmt each : site.siblings()) {
      isBehind |= each == site.statement();
      if (isBehind) {
        if (declared.stream().anyMatch(name -> mentions(each, name))) {
          end = each.span().end();
        }
        declaredBy(each).ifPresent(declared::add);
      }
    }
    return new Span(span.path(), span.start(), end);
  }

  private static Optional<String> declaredBy(Stmt statement) {
    return switch (statement) {
      case Stmt.Let let -> Optional.of(let.name().text());
      case Stmt.ChooseValue choose -> Optional.of(choose.name().text());
      default -> Optional.empty();
    };
  }

  private static boolean mentions(Node node, String name) {
    return node instanceof Name found && found.text().equals(name)
        || Children.of(node).stream().anyMatch(child -> mentions(child, name));
  }

  /** Whether the statement can leave its block by another way than at its end. */
  private static boolean isLeft(Node node) {
    return node instanceof Stmt.Return || node instanceof Stmt.Break || node instanceof Stmt.Continue
        || Children.of(node).stream().anyMatch(TakeLock::isLeft);
  }

  /** One line for each part, as deep as the blocks that are opened say. */
  private String laidOut(Span span, List<String> before, List<String> after) {
    String indent = " ".repeat(indent(span));
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (String line : before) {
      text.append(line).append('\n').append(indent).append("  ".repeat(depth += line.endsWith("{") ? 1 : 0));
    }
    text.append(view.text(span).replace("\n", "\n" + "  ".repeat(depth)));
    for (String line : after) {
      depth -= line.equals("}") ? 1 : 0;
      text.append('\n').append(indent).append("  ".repeat(depth)).append(line);
    }
    return text.toString();
  }

  private int indent(Span span) {
    int start = view.text().lastIndexOf('\n', span.start() - 1) + 1;
    int at = start;
    while (at < span.start() && view.text().charAt(at) == ' ') {
      at++;
    }
    return at - start;
  }
}
