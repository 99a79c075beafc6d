package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ProcessItem;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves what stands in processes. */
final class Processes {
  private static final List<String> LEVELS = List.of("pte", "pmd");
  private static final List<String> MODES = List.of("missing", "wp", "minor");
  private static final List<String> HOLDS = List.of("get", "pin");
  private static final List<String> CPU_STATES = List.of("lazy");

  private final World world;
  private final Tables tables;
  private final Scope scope;
  private final Optional<Long> cpus;

  Processes(World world, Scope scope, Optional<Long> cpus) {
    this.world = world;
    this.tables = world.tables;
    this.scope = scope;
    this.cpus = cpus;
  }

  void resolve(ScenarioItem.Process process) {
    Body body = new Body(
        Body.Kind.SETUP, new Type.Nothing(),
            Optional.of(new Symbol.Process(process, new Type.Actor(Type.ActorKind.PROCESS))));
    Frame frame = new Frame(world, scope, Scope.outermost(), body);
    for (ProcessItem item : process.items()) {
      item(item, process, frame);
    }
  }

  private void item(ProcessItem item, ScenarioItem.Process process, Frame frame) {
    switch (item) {
      case ProcessItem.Map map -> map(map);
      case ProcessItem.By by -> {
        page(by.what(), frame);
        word(by.how(), LEVELS, "`by`");
      }
      case ProcessItem.State state -> state(state, frame);
      case ProcessItem.CpuState cpu -> {
        Cpus.bind(cpu.cpu(), cpus, tables);
        word(cpu.state(), CPU_STATES, "a CPU");
      }
      case ProcessItem.Cached cached -> {
        Cpus.bind(cached.cpu(), cpus, tables);
        if (cached.what() instanceof Expr.Field part) {
          word(part.name(), LEVELS, "`cached`");
          page(part.target(), frame);
        } else {
          page(cached.what(), frame);
        }
      }
      case ProcessItem.Uffd uffd -> uffd.registrations().forEach(r -> registration(r, process));
      case ProcessItem.Registration registration -> registration(registration, process);
      case ProcessItem.Setup setup -> new Statements(frame, new Expressions(frame)).statement(setup.statement());
      case ProcessItem.Missing missing -> { }
    }
  }

  private void map(ProcessItem.Map map) {
    Map<String, SyntaxPart.Attr> attrs = new Attributes(world, scope).check(map.attrs(), Attributes.MAP, "a mapping");
    conflict(attrs, "shared", "private");
    conflict(attrs, "file", "anon");
  }

  private void conflict(Map<String, SyntaxPart.Attr> attrs, String a, String b) {
    if (attrs.containsKey(a) && attrs.containsKey(b)) {
      Name first = attrs.get(a).key();
      Name second = attrs.get(b).key();
      boolean inOrder = first.span().start() < second.span().start();
      tables.report(ScenarioDiagnostics.attributesConflict(inOrder ? second : first, inOrder ? first : second));
    }
  }

  /** A mapping or a page of one. */
  private void page(Expr what, Frame frame) {
    Type type = new Expressions(frame).value(what);
    boolean fits = TypeRules.isActor(type, Type.ActorKind.MAPPING) || TypeRules.isActor(type, Type.ActorKind.PAGE);
    if (!fits && !TypeRules.isError(type)) {
      tables.report(ScenarioDiagnostics.unknownMapping(what.span(), "", Optional.empty()));
    }
  }

  private void state(ProcessItem.State state, Frame frame) {
    if (state.key().text().equals("hold")) {
      hold(state, frame);
      return;
    }
    Optional<NotYet> later = NotYet.state(state.key().text());
    tables.report(later.isPresent()
        ? later.get().at(state.span())
        : ScenarioDiagnostics.unknownAttribute(
            state.key(), "a process", tables.nearest(state.key().text(), List.of("map", "uffd", "hold", "swapped")),
                List.of()));
  }

  /** {@code hold get(A[0]);} or {@code hold pin(A[0]);} */
  private void hold(ProcessItem.State state, Frame frame) {
    if (state.what() instanceof Expr.Call call && call.callee() instanceof Expr.Ref how && call.args().size() == 1) {
      word(how.name(), HOLDS, "`hold`");
      page(call.args().getFirst().value(), frame);
    } else if (!(state.what() instanceof Expr.Missing)) {
      tables.report(ScenarioDiagnostics.attributeValue(state.what().span(), "hold", "`get(A[0])` or `pin(A[0])`"));
    }
  }

  private void word(Name name, List<String> known, String owner) {
    if (!name.isMissing() && !known.contains(name.text())) {
      tables.report(ScenarioDiagnostics.unknownAttribute(name, owner, tables.nearest(name.text(), known), known));
    }
  }

  private void registration(ProcessItem.Registration registration, ScenarioItem.Process process) {
    Name name = registration.mapping();
    if (!name.isMissing()) {
      Optional<Symbol> found = scope.find(Space.VALUE, name.text());
      if (found.isPresent() && found.get() instanceof Symbol.Mapping mapping && mapping.process() == process) {
        tables.bind(name, mapping);
      } else {
        List<String> mappings = process.items().stream()
            .filter(ProcessItem.Map.class::isInstance).map(item -> ((ProcessItem.Map) item).name().text()).toList();
        tables.report(ScenarioDiagnostics.unknownMapping(
            name.span(), name.text(), tables.nearest(name.text(), mappings)));
      }
    }
    registration.modes().forEach(mode -> word(mode, MODES, "a registration"));
  }
}
