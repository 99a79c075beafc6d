package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Name;
import java.util.List;
import java.util.Optional;

/** Checks {@code after t.label}. */
final class Orderings {
  private final World world;
  private final CallGraph calls;

  Orderings(World world, CallGraph calls) {
    this.world = world;
    this.calls = calls;
  }

  void check(Body.After after) {
    Name name = after.statement().thread();
    if (name.isMissing()) {
      return;
    }
    Optional<Symbol> found = after.scope().find(Space.VALUE, name.text());
    if (found.isEmpty() || !(found.get() instanceof Symbol.Thread thread)) {
      List<String> threads = after.scope().visible(Space.VALUE).stream()
          .filter(text -> after.scope().here(Space.VALUE, text).filter(Symbol.Thread.class::isInstance).isPresent())
          .toList();
      world.tables.report(ScenarioDiagnostics.unknownThread(
          name, world.tables.nearest(name.text(), threads), threads));
      return;
    }
    world.tables.bind(name, thread);
    Name label = after.statement().label();
    Body body = world.threads.get(thread.decl());
    if (label.isMissing() || body == null) {
      return;
    }
    calls.labels(body).filter(labels -> !labels.contains(label.text())).ifPresent(
        labels -> world.tables.report(ScenarioDiagnostics.unknownLabel(
            label, "thread `" + name + "`", world.tables.nearest(label.text(), labels), labels)));
  }
}
