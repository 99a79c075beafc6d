package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ProcessItem;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Resolves one scenario: first its names, then what stands in it. */
final class Scenarios {
  private static final int MOST_THREADS = 64;

  private final World world;
  private final Tables tables;
  private final Decl.Scenario scenario;
  private final Scope scope;
  private final Replacements replacements;
  private final Functions functions;
  private final List<ScenarioItem.Thread> children = new ArrayList<>();
  private Optional<Long> cpus = Optional.empty();

  Scenarios(World world, Decl.Scenario scenario, Scope file, Replacements ofFiles) {
    this.world = world;
    this.tables = world.tables;
    this.scenario = scenario;
    this.scope = file.inner();
    this.replacements = ofFiles.ofScenario();
    this.functions = new Functions(world, scope);
  }

  /** What the scenario replaces, on top of its files. */
  Replacements replacements() {
    return replacements;
  }

  /** The scenario. */
  Decl.Scenario scenario() {
    return scenario;
  }

  private List<Decl> decls() {
    return scenario.items().stream()
        .filter(ScenarioItem.Declaration.class::isInstance)
        .map(item -> ((ScenarioItem.Declaration) item).decl())
        .toList();
  }

  private <T extends ScenarioItem> List<T> items(Class<T> kind) {
    return scenario.items().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Declares every name of the scenario. */
  void declare() {
    scenario.params().forEach(this::parameter);
    new Declarations(world, scope, replacements).declare(decls());
    for (ScenarioItem.FileObject file : items(ScenarioItem.FileObject.class)) {
      put(file.name(), new Symbol.FileObject(file, new Type.Actor(Type.ActorKind.FILE)));
    }
    for (ScenarioItem.Process process : items(ScenarioItem.Process.class)) {
      put(process.name(), new Symbol.Process(process, new Type.Actor(Type.ActorKind.PROCESS)));
      for (ProcessItem item : process.items()) {
        if (item instanceof ProcessItem.Map map) {
          put(map.name(), new Symbol.Mapping(process, map, new Type.Actor(Type.ActorKind.MAPPING)));
        } else if (item instanceof ProcessItem.Uffd uffd) {
          put(uffd.name(), new Symbol.Uffd(process, uffd, new Type.Actor(Type.ActorKind.UFFD)));
        }
      }
    }
    for (ScenarioItem.Thread thread : items(ScenarioItem.Thread.class)) {
      put(thread.name(), new Symbol.Thread(thread, new Type.Actor(Type.ActorKind.THREAD)));
    }
    for (ScenarioItem.Thread thread : items(ScenarioItem.Thread.class)) {
      for (ScenarioItem.Thread child : world.forks.collect(thread)) {
        Symbol.Thread symbol = new Symbol.Thread(child, new Type.Actor(Type.ActorKind.THREAD));
        world.children.put(child, symbol);
        children.add(child);
        put(child.name(), symbol);
      }
    }
    functions.collectEdits(decls());
  }

  private void put(Name name, Symbol symbol) {
    if (name.isMissing()) {
      return;
    }
    Optional<Symbol> earlier = scope.here(Space.VALUE, name.text());
    earlier.ifPresent(first -> tables.report(NameDiagnostics.duplicate(name, first)));
    if (earlier.isEmpty()) {
      scope.put(Space.VALUE, name.text(), symbol);
    }
    tables.bind(name, symbol);
  }

  private void parameter(SyntaxPart.ScenarioParam param) {
    Type type = new TypeReader(world, scope).copied(param.type());
    boolean plain = type instanceof Type.Int || type instanceof Type.Bool || type instanceof Type.Enumeration
        || type instanceof Type.Flags || TypeRules.isError(type);
    if (!plain) {
      tables.report(TypeDiagnostics.parameterType(param.type().span(), type));
      type = new Type.Error();
    }
    Type found = new Expressions(Frame.constant(world, scope)).into(type, param.value(), "`" + param.name() + "`");
    OptionalLong value = tables.constantOf(param.value());
    if (value.isEmpty() && !TypeRules.isError(found) && !TypeRules.isError(type)) {
      tables.report(TypeDiagnostics.notConstant(param.value().span(), "the default of `" + param.name() + "`"));
    }
    put(param.name(), new Symbol.ScenarioParameter(param, type, value.orElse(0)));
  }

  /** Resolves everything in the scenario but the names that it declares. */
  void resolve() {
    new Rules(world, scope).check(decls());
    world.lockOrders.copy().add(decls());
    functions.bodies(decls());
    List<ScenarioItem.Machine> machines = items(ScenarioItem.Machine.class);
    machines.forEach(this::machine);
    machines.stream().skip(1).forEach(
        later -> tables.report(ScenarioDiagnostics.clauseTwice(later.span(), "the machine", machines.get(0).span())));
    items(ScenarioItem.FileObject.class).forEach(this::file);
    Processes processes = new Processes(world, scope, cpus);
    items(ScenarioItem.Process.class).forEach(processes::resolve);
    items(ScenarioItem.Setup.class).forEach(this::setup);
    List<ScenarioItem.Thread> threads = items(ScenarioItem.Thread.class);
    threads.forEach(this::thread);
    children.forEach(this::child);
    if (threads.isEmpty() && !scenario.name().isMissing() && scenario.items().stream().noneMatch(this::isHole)) {
      tables.report(ScenarioDiagnostics.noThreads(scenario.name()));
    }
    items(ScenarioItem.MayFail.class).forEach(item -> new MayFails(world, scope).check(item));
    items(ScenarioItem.Property.class).forEach(this::property);
    Expectations expectations = new Expectations(world, scope);
    items(ScenarioItem.Expect.class).forEach(expectations::check);
  }

  private boolean isHole(ScenarioItem item) {
    return item instanceof ScenarioItem.Missing;
  }

  /** Checks what can only be checked when all bodies are known: circles of calls, and labels that nobody passes. */
  void checkCalls(List<Symbol.Function> fileFunctions, Set<Span> reported) {
    CallGraph calls = new CallGraph(world, replacements);
    List<Symbol.Function> own = scope.own(Space.FUNCTION).values().stream()
        .filter(Symbol.Function.class::isInstance).map(Symbol.Function.class::cast).toList();
    if (!own.isEmpty()) {
      List<Symbol.Function> roots = new ArrayList<>(own);
      roots.addAll(fileFunctions);
      calls.checkCycles(roots, reported);
    }
    List<ScenarioItem.Thread> threads = new ArrayList<>(items(ScenarioItem.Thread.class));
    threads.addAll(children);
    for (ScenarioItem.Thread thread : threads) {
      Optional.ofNullable(world.threads.get(thread)).ifPresent(
          body -> body.afters.forEach(after -> new Orderings(world, calls).check(after)));
    }
    for (Symbol.Function function : own) {
      Optional.ofNullable(world.bodies.get(function.decl())).ifPresent(
          body -> body.afters.forEach(after -> new Orderings(world, calls).check(after)));
    }
  }

  private void machine(ScenarioItem.Machine machine) {
    machine.arch().ifPresent(arch -> Expectations.architecture(arch, tables));
    Map<String, SyntaxPart.Attr> attrs = new Attributes(world, scope)
        .check(machine.attrs(), Attributes.MACHINE, "a machine");
    if (attrs.containsKey("cpus") && attrs.get("cpus").value().isPresent()) {
      OptionalLong count = tables.constantOf(attrs.get("cpus").value().get());
      cpus = count.isPresent() && 0 < count.getAsLong() ? Optional.of(count.getAsLong()) : Optional.empty();
    }
  }

  private void file(ScenarioItem.FileObject file) {
    Map<String, SyntaxPart.Attr> attrs = new Attributes(world, scope).check(file.attrs(), Attributes.FILE, "a file");
    if (!attrs.containsKey("size")) {
      tables.report(ScenarioDiagnostics.attributeMissing(
          file.name().span(), "a file", "size", "write `size 2M;` in its braces"));
    }
  }

  private void thread(ScenarioItem.Thread thread) {
    thread.count().ifPresent(this::familySize);
    if (thread.symmetric() && thread.count().isEmpty()) {
      tables.report(ScenarioDiagnostics.symmetricWithoutFamily(thread));
    }
    Optional<Symbol.Process> process = thread.process().flatMap(this::process);
    if (thread.kernel() && thread.process().isPresent()) {
      tables.report(ScenarioDiagnostics.kernelThreadInProcess(thread.process().get()));
    }
    thread.cpu().ifPresent(cpu -> Cpus.bind(cpu, cpus, tables));
    body(thread, process);
  }

  /** The block of a fork: a thread of a process that is a copy of its parent's. */
  private void child(ScenarioItem.Thread child) {
    Optional<Symbol.Process> process = child.process()
        .flatMap(name -> scope.find(Space.VALUE, name.text()))
        .filter(Symbol.Process.class::isInstance)
        .map(Symbol.Process.class::cast);
    body(child, process);
  }

  private void body(ScenarioItem.Thread thread, Optional<Symbol.Process> process) {
    Body body = new Body(Body.Kind.THREAD, new Type.Nothing(), process);
    world.threads.put(thread, body);
    Frame frame = new Frame(world, scope, Scope.outermost(), body);
    new Statements(frame, new Expressions(frame)).inBlock(thread.body());
    Symbol symbol = tables.symbols.get(thread.name());
    if (symbol != null) {
      world.registers(symbol, frame.locals.own(Space.VALUE));
    }
  }

  private void setup(ScenarioItem.Setup setup) {
    Frame frame = new Frame(
        world, scope, Scope.outermost(), new Body(Body.Kind.SETUP, new Type.Nothing(), Optional.empty()));
    new Statements(frame, new Expressions(frame)).inBlock(setup.body());
  }

  private void familySize(Expr count) {
    Type found = new Expressions(Frame.constant(world, scope)).into(Type.Int.LONG, count, "the size of a family");
    OptionalLong size = tables.constantOf(count);
    if (size.isPresent() && (size.getAsLong() < 1 || MOST_THREADS < size.getAsLong())) {
      tables.report(ScenarioDiagnostics.familySize(count.span(), size.getAsLong()));
    } else if (!TypeRules.isError(found) && !Fixed.isFixed(count, tables)) {
      tables.report(TypeDiagnostics.notConstant(count.span(), "the size of a family"));
    }
  }

  private Optional<Symbol.Process> process(Name name) {
    if (name.isMissing()) {
      return Optional.empty();
    }
    Optional<Symbol> found = scope.find(Space.VALUE, name.text());
    if (found.isPresent() && found.get() instanceof Symbol.Process process) {
      tables.bind(name, process);
      return Optional.of(process);
    }
    List<String> all = items(ScenarioItem.Process.class).stream().map(p -> p.name().text()).toList();
    tables.report(ScenarioDiagnostics.unknownProcess(name, tables.nearest(name.text(), all)));
    return Optional.empty();
  }

  /** The child, or the process, in which a property looks. */
  private void owner(Name name) {
    Optional<Symbol> found = scope.find(Space.VALUE, name.text());
    boolean isChild = found.isPresent() && found.get() instanceof Symbol.Thread thread
        && world.children.get(thread.decl()) == thread;
    if (isChild || found.isPresent() && found.get() instanceof Symbol.Process) {
      tables.bind(name, found.get());
      return;
    }
    List<String> all = new ArrayList<>(children.stream().map(child -> child.name().text()).toList());
    items(ScenarioItem.Process.class).forEach(process -> all.add(process.name().text()));
    tables.report(ScenarioDiagnostics.unknownProcess(name, tables.nearest(name.text(), all)));
  }

  private void property(ScenarioItem.Property property) {
    property.process().ifPresent(this::owner);
    Body body = new Body(Body.Kind.PROPERTY, new Type.Nothing(), Optional.empty());
    Frame frame = new Frame(world, scope, Scope.outermost(), body);
    new Expressions(frame).condition(property.condition());
  }
}
