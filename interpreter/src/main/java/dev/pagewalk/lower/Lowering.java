package dev.pagewalk.lower;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.locks.InitialisedLocks;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Global;
import dev.pagewalk.ir.IntrinsicSite;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.Property;
import dev.pagewalk.ir.Register;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.ir.WordOwners;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.rule.Judge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Compiles one variant of one scenario. */
public final class Lowering {
  /** Objects of each kind that can exist at a time, unless the kernel says otherwise for its own. */
  private static final int POOL_SLOTS = 24;

  private final Resolution resolution;
  private final Decl.Scenario scenario;
  private final Variant variant;
  private final Layout layout = new Layout();
  private final List<Global> globals = new ArrayList<>();
  private final List<long[]> initial = new ArrayList<>();
  private final List<Integer> lockWords = new ArrayList<>();
  private final List<int[]> rawLocks = new ArrayList<>();
  private final LoweringContext context;
  private final Optional<KernelAttachment> kernel;
  private final Optional<PlainBindings> plain;

  private Lowering(
      Resolution resolution,
      Decl.Scenario scenario,
      Variant variant,
      List<ThreadPlan> plans,
      java.util.function.Function<Span, String> text) {
    this.resolution = resolution;
    this.scenario = scenario;
    this.variant = variant;
    boolean attached = KernelAttachment.isNeeded(resolution, scenario);
    int cpus = Math.max(variant.machine().cpus().orElse(0), ThreadPlan.cpus(plans));
    Constants constants = new Constants(resolution, variant, cpus);
    Types types = new Types(resolution, constants);
    Structs structs = new Structs(types, structs(attached));
    context = new LoweringContext(resolution, variant, constants, types, structs, layout,
        replacements(), mayFail(), edits(), text);
    threads = plans;
    declareGlobals(attached);
    kernel = attached ? Optional.of(new KernelAttachment(context, scenario, cpus)) : Optional.empty();
    InitialisedLocks initialised = InitialisedLocks.in(resolution, scenario);
    for (StructLayout struct : structs.all()) {
      int extra = kernel.map(k -> k.extraWords(struct.name())).orElse(0);
      int slots = kernel.map(k -> k.slots(struct.name())).orElse(POOL_SLOTS);
      Pool pool = layout.pool(struct, extra, slots);
      for (int slot = 0; slot < slots; slot++) {
        for (int offset : structs.lockOffsets(struct.name())) {
          lockWords.add(pool.address(slot) + offset);
        }
      }
      rawLocks.add(initialised.fieldsOf(struct.name()).stream().mapToInt(struct::offset).toArray());
    }
    kernel.ifPresent(KernelAttachment::attach);
    plain = attached ? Optional.empty() : Optional.of(new PlainBindings(layout, Math.max(1, cpus)));
    context.bind(kernel.map(KernelAttachment::bindings).orElseGet(() -> plain.orElseThrow().bindings()));
    Judge judge = new Judge(
        kernel.map(KernelAttachment::ruleSections).orElseGet(() -> plain.orElseThrow().ruleSections()));
    FieldRules rules = new FieldRules(context, judge, plans.size());
    boolean judged = variant.machine().rules();
    rules.add(judged ? decls(attached) : List.of());
    context.rule(rules, kernel.filter(k -> judged)
        .map(k -> k.checkedBindings(judge, TableRules.of(context, decls(true)), plans.size()))
        .orElseGet(Map::of));
    KernelSetup.declare(context, scenario);
  }

  private final List<ThreadPlan> threads;
  private final List<Register> registers = new ArrayList<>();

  /**
   * Compiles a scenario that has no errors.
   *
   * @param text gives the source text of a piece
   */
  public static Lowered lower(
      Resolution resolution, Decl.Scenario scenario, Variant variant, java.util.function.Function<Span, String> text) {
    List<ThreadPlan> plans = ThreadPlan.of(resolution, scenario, variant);
    if (LockWord.MAX_AGENTS < plans.size() + 1) {
      return new Lowered(Optional.empty(), List.of(tooManyThreads(scenario, plans.size())));
    }
    if (KernelAttachment.isNeeded(resolution, scenario) && KernelAttachment.lacks(resolution).isPresent()) {
      return new Lowered(Optional.empty(), List.of(needsKernel(scenario, KernelAttachment.lacks(resolution).get())));
    }
    return new Lowering(resolution, scenario, variant, plans, text).run();
  }

  private List<Decl.Struct> structs(boolean withLibrary) {
    return decls(withLibrary).stream().filter(Decl.Struct.class::isInstance).map(Decl.Struct.class::cast).toList();
  }

  private List<Decl> decls(boolean withLibrary) {
    List<Decl> decls = new ArrayList<>();
    if (withLibrary) {
      resolution.library().forEach(unit -> decls.addAll(unit.decls()));
    }
    for (SourceUnit unit : resolution.units()) {
      decls.addAll(unit.decls());
    }
    decls.addAll(declarations());
    return decls;
  }

  private List<Decl> declarations() {
    return scenario.items().stream()
        .filter(ScenarioItem.Declaration.class::isInstance)
        .map(item -> ((ScenarioItem.Declaration) item).decl())
        .toList();
  }

  private Map<String, Decl.Fn> replacements() {
    Map<String, Decl.Fn> found = new LinkedHashMap<>();
    List<Decl> decls = new ArrayList<>();
    resolution.units().forEach(unit -> decls.addAll(unit.decls()));
    decls.addAll(declarations());
    for (Decl decl : decls) {
      if (decl instanceof Decl.Fn fn && fn.kind() == Decl.FnKind.REPLACE) {
        found.put(fn.name().text(), fn);
      }
    }
    return found;
  }

  /**
   * What {@code may_fail} names: structs whose allocation may fail, and locks, as {@code struct.field}, whose trylock
   * may.
   */
  private Set<String> mayFail() {
    Set<String> names = new HashSet<>();
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.MayFail fails && fails.call() instanceof Expr.Call call) {
        for (SyntaxPart.Arg arg : call.args()) {
          switch (arg.value()) {
            case Expr.Ref ref -> names.add(ref.name().text());
            case Expr.Field field -> {
              if (resolution.symbol(field.name()).orElse(null) instanceof Symbol.StructField found) {
                names.add(found.struct().name().text() + '.' + found.declared().text());
              }
            }
            default -> {}
          }
        }
      }
    }
    return names;
  }

  /** What the patches that are in put into functions. */
  private List<SyntaxPart.PatchEdit> edits() {
    List<Decl> decls = new ArrayList<>();
    resolution.library().forEach(unit -> decls.addAll(unit.decls()));
    resolution.units().forEach(unit -> decls.addAll(unit.decls()));
    decls.addAll(declarations());
    return decls.stream()
        .filter(Decl.Patch.class::isInstance)
        .map(Decl.Patch.class::cast)
        .filter(patch -> variant.patches().contains(patch.name().text()))
        .flatMap(patch -> patch.edits().stream())
        .toList();
  }

  private void declareGlobals(boolean kernel) {
    List<Decl> decls = new ArrayList<>();
    if (kernel) {
      resolution.library().forEach(unit -> decls.addAll(unit.decls()));
    }
    resolution.units().forEach(unit -> decls.addAll(unit.decls()));
    decls.addAll(declarations());
    for (Decl decl : decls) {
      if (decl instanceof Decl.Var variable
          && resolution.symbol(variable.name()).orElse(null) instanceof Symbol.Global global) {
        declare(variable, global);
      }
    }
  }

  private void declare(Decl.Var variable, Symbol.Global global) {
    Type type = context.types.of(global);
    int length = Structs.words(type);
    int index = layout.reserve(variable.name().text(), length);
    context.globals.put(global, index);
    context.structs.hold(type);
    globals.add(new Global(variable.name().text(), index, length, Structs.element(type)));
    boolean isLock = Structs.isHoldable(type);
    long value = variable.value().map(v -> context.constants.value(v).orElse(0)).orElse(0L);
    for (int i = 0; i < length; i++) {
      if (isLock) {
        lockWords.add(index + i);
      } else if (value != 0) {
        initial.add(new long[] {index + i, value});
      }
    }
  }

  private Lowered run() {
    int position = 0;
    for (ThreadPlan plan : threads) {
      context.agents.putIfAbsent(plan.decl(), position++);
      context.members.merge(plan.decl(), 1, Integer::sum);
    }
    kernel.ifPresent(k -> reserveChildren(k));
    refuseSharedCpus();
    collectAwaitedLabels();
    reserveResults();
    int labels = layout.reserve("labels", Math.max(1, context.awaitedLabels.size() * (threads.size() + 1)));
    List<Integer> bodies = new ArrayList<>();
    Families families = new Families(resolution, threads, variant.keepsRegisters() || !context.results.isEmpty());
    for (ThreadPlan plan : threads) {
      if (0 < plan.member() && families.isAlike(plan.decl())) {
        bodies.add(bodies.getLast());
        continue;
      }
      int number = context.program.declare();
      context.program.define(number, plan.name(), 0, Body.thread(context, plan.decl().body(), plan.member()),
          plan.decl().name().span());
      bodies.add(number);
    }
    int setup = context.program.declare();
    Emitter setupCode = new Emitter(context.program);
    kernel.ifPresent(k -> new KernelSetup(context, scenario, setupCode).emit(k));
    emitSetupBlocks(setupCode);
    kernel.ifPresent(k -> setupCode.intrinsic(
        new IntrinsicSite(k.loadSpaces(threads), new int[0]), scenario.name().span()));
    setupCode.emit(Op.END, setupCode.constant(0), scenario.name().span());
    context.program.define(setup, "set-up", 0, setupCode, scenario.name().span());
    List<Property> properties = properties();
    compileCalled();
    if (context.diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR)) {
      return new Lowered(Optional.empty(), context.diagnostics);
    }
    return new Lowered(
        Optional.of(program(bodies, setup, labels, properties, families)), List.of());
  }

  /** A word for the mm of each process that is forked. */
  private void reserveChildren(KernelAttachment attached) {
    for (ThreadPlan plan : threads) {
      if (plan.forked()) {
        context.actors.child(plan.decl(), plan.member(), plan.name(), layout.reserve("mm of " + plan.name(), 1),
            plan.decl().process().flatMap(resolution::symbol)
                .map(symbol -> ((Symbol.Process) symbol).decl()).orElseThrow());
      }
    }
    context.startBy((child, member) -> attached.startChild(
        threads.stream().filter(plan -> plan.decl() == child && plan.member() == member).findFirst().orElseThrow(),
        context.actors.childWord(child, member)));
  }

  private void emitSetupBlocks(Emitter out) {
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Setup block) {
        int number = context.program.declare();
        context.program.define(number, "setup", 0,
            Body.function(context, "", List.of(), new Type.Nothing(), block.body()), block.span());
        out.call(number, new int[0], block.span());
      }
    }
  }

  private void compileCalled() {
    for (Decl.Fn fn = context.nextFunction(); fn != null; fn = context.nextFunction()) {
      Type result = fn.result().map(context.types::of).orElse(new Type.Nothing());
      Emitter code = Body.function(context, fn.name().text(), fn.params(), result,
          fn.body().orElseGet(() -> new Stmt.Block(List.of(), scenario.span())));
      context.program.define(
          context.number(fn), fn.name().text(), fn.params().size(), result, code, fn.name().span());
    }
  }

  private void refuseSharedCpus() {
    for (ThreadPlan one : threads) {
      for (ThreadPlan other : threads) {
        if (one.cpu() == other.cpu() && mmWord(one) != mmWord(other) && mmWord(one) != 0 && mmWord(other) != 0) {
          context.diagnostics.add(new Diagnostic(Code.CANNOT_BUILD, Severity.ERROR,
              "threads of different processes on one CPU are not modelled yet", one.decl().name().span(), "",
              List.of(), Optional.empty(), List.of()));
          return;
        }
      }
    }
  }

  private void collectAwaitedLabels() {
    Walk walk = new Walk(statement -> {
      if (statement instanceof Stmt.After after) {
        context.awaitedLabels.putIfAbsent(after.label().text(), context.awaitedLabels.size());
      }
    }, expr -> {});
    threads.stream().filter(plan -> !plan.forked()).forEach(plan -> walk.visit(plan.decl().body()));
    for (Decl decl : declarations()) {
      if (decl instanceof Decl.Fn fn) {
        fn.body().ifPresent(walk::visit);
      }
    }
  }

  /** A word for each variable of a thread that a property reads once the thread has ended. */
  private void reserveResults() {
    if (variant.keepsRegisters()) {
      threads.stream().filter(plan -> plan.member() == 0).forEach(this::reserveRegisters);
    }
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Property property) {
        new Walk(statement -> {}, this::reserveResult).visit(property.condition());
      }
    }
  }

  /** A word for each number that a thread declares in its outermost block, for each of its members. */
  private void reserveRegisters(ThreadPlan first) {
    List<ThreadPlan> members = threads.stream().filter(plan -> plan.decl() == first.decl()).toList();
    for (Stmt statement : first.decl().body().statements()) {
      if (statement instanceof Stmt.Let let
          && resolution.symbol(let.name()).orElse(null) instanceof Symbol.Local local && isNumber(local.type())) {
        int word = layout.reserve(first.decl().name().text() + "." + let.name().text(), members.size());
        context.results.put(let, word);
        for (ThreadPlan member : members) {
          registers.add(new Register(member.name() + "." + let.name().text(), word + member.member(), local.type()));
        }
      }
    }
  }

  private static boolean isNumber(Type type) {
    return type instanceof Type.Int || type instanceof Type.Bool || type instanceof Type.Enumeration
        || type instanceof Type.Flags;
  }

  private void reserveResult(Expr expr) {
    if (!(expr instanceof Expr.Field field && field.target() instanceof Expr.Ref ref
        && resolution.symbol(field.name()).orElse(null) instanceof Symbol.Local local
        && resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Thread thread)) {
      return;
    }
    if (thread.decl().count().isPresent()) {
      context.diagnostics.add(new Diagnostic(Code.CANNOT_BUILD, Severity.ERROR,
          "`" + ref.name().text() + "` is a family of threads: which one's `" + field.name().text() + "` is meant?",
          expr.span(), "", List.of(), Optional.of("let the threads write into an array, at `[self]`"), List.of()));
      return;
    }
    // reserved already where all registers are kept
    context.results.computeIfAbsent(local.declaration(),
        declaration -> layout.reserve(ref.name().text() + "." + field.name().text(), 1));
  }

  private List<Property> properties() {
    List<Property> properties = new ArrayList<>();
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Property property) {
        int number = context.program.declare();
        context.program.define(number, "property", 0, condition(property), property.span());
        Property.Kind kind = switch (property.quantifier()) {
          case FINAL -> Property.Kind.FINAL;
          case EXISTS -> Property.Kind.EXISTS;
          case FORALL -> Property.Kind.FORALL;
          case NEVER -> Property.Kind.NEVER;
        };
        properties.add(
            new Property(kind, number, context.text(property.condition().span()), property.condition().span()));
      }
    }
    return properties;
  }

  /** What a property says of a process that nobody has forked does not count. */
  private Emitter condition(ScenarioItem.Property property) {
    OptionalInt owner = ownerWord(property);
    boolean without = switch (property.quantifier()) {
      case FINAL, FORALL -> true;
      case EXISTS, NEVER -> false;
    };
    kernel.ifPresent(k -> context.judge = Optional.of(new LoweringContext.Judge(k.setupMm(), owner)));
    Emitter code = Body.condition(context, property.condition(), out -> owner.ifPresent(word -> {
      int there = out.newLabel();
      int mm = out.temporary();
      out.emit(Op.LOAD_FIXED, mm, word, property.span());
      out.emit(Op.JUMP_IF_SET, mm, there, property.span());
      out.emit(Op.RETURN, out.constant(without ? 1 : 0), property.span());
      out.bind(there);
      kernel.ifPresent(k -> out.emit(Op.STORE_GLOBAL, k.setupMm(), mm, property.span()));
    }));
    context.judge = Optional.empty();
    return code;
  }

  /** The process in which a property looks whatever it names: as it is written in front of it. */
  private OptionalInt ownerWord(ScenarioItem.Property property) {
    return property.process().flatMap(resolution::symbol).stream()
        .mapToInt(symbol -> symbol instanceof Symbol.Process process
            ? context.actors.mmWord(process.decl())
            : context.actors.childWord(((Symbol.Thread) symbol).decl(), 0))
        .findFirst();
  }

  private Program program(
      List<Integer> bodies, int setup, int labels, List<Property> properties, Families families) {
    ProgramBuilder built = context.program;
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      ThreadPlan plan = threads.get(i);
      agents.add(agent(plan.name(), bodies.get(i), 0, plan.cpu(), plan.member(), plan.decl().daemon(),
          plan.decl().kernel(), plan.forked(), plan.decl().name().span()));
    }
    int judging = properties.stream().mapToInt(p -> built.stackWords(p.function())).max().orElse(0);
    agents.add(agent("set-up", setup, judging, kernel.map(KernelAttachment::setupCpu).orElse(0), 0, false, true, false,
        scenario.name().span()));
    for (int i = 0; i < agents.size(); i++) {
      int mmWord = i < threads.size() ? mmWord(threads.get(i)) : kernel.map(KernelAttachment::setupMm).orElse(0);
      int number = i;
      kernel.ifPresent(k -> k.thread(number, agents.get(number).base(), mmWord));
      plain.ifPresent(p -> p.thread(number, agents.get(number).base()));
    }
    return new Program(
        built.instructions(),
        built.constants(),
        built.registers(),
        built.functions(),
        built.callSites(),
        built.intrinsicSites(),
        built.checkSites(),
        agents,
        agents.size() - 1,
        labels,
        List.copyOf(context.awaitedLabels.keySet()),
        layout,
        initial,
        lockWords.stream().mapToInt(Integer::intValue).toArray(),
        rawLocks,
        LockOrders.of(context, decls(kernel.isPresent())),
        kernel.map(KernelAttachment::rcu).orElseGet(() -> plain.orElseThrow().rcu()).nesting(),
        globals,
        Landmarks.of(context, scenario, decls(kernel.isPresent())),
        kernel.map(KernelAttachment::frameWords).orElse(0),
        context.structs.fieldTypes(),
        properties,
        kernel.map(KernelAttachment::devices).orElse(List.of()),
        kernel.map(KernelAttachment::waitings).orElseGet(() -> plain.orElseThrow().waitings()),
        kernel.map(KernelAttachment::freeOracles).orElse(List.of()),
        kernel.map(KernelAttachment::namings).orElse(List.of()),
        kernel.map(KernelAttachment::stateOracles).orElse(List.of()),
        kernel.map(KernelAttachment::endOracles).orElse(List.of()),
        kernel.map(k -> k.wordTexts(n -> agents.get(n).name()))
            .orElseGet(() -> plain.orElseThrow().wordTexts(n -> agents.get(n).name())),
        registers,
        kernel.map(k -> agents.stream().limit(threads.size()).map(agent -> k.signalWord(agents.indexOf(agent))).toList())
            .orElse(List.of()),
        kernel.map(KernelAttachment::owners).orElse(WordOwners.NONE),
        families.declared(built, bodies, kernel.isPresent(), !context.awaitedLabels.isEmpty()),
        variant.machine().dataRaces(),
        tracksContext());
  }

  private int mmWord(ThreadPlan plan) {
    if (plan.forked()) {
      return context.actors.childWord(plan.decl(), plan.member());
    }
    return plan.decl().process()
        .flatMap(resolution::symbol)
        .map(symbol -> symbol instanceof Symbol.Process process ? context.actors.mmWord(process.decl()) : 0)
        .orElse(0);
  }

  private Agent agent(
      String name, int function, int least, int cpu, int member, boolean daemon, boolean isKernel,
      boolean forked, Span span) {
    int stack = Math.max(least, context.program.stackWords(function));
    int base = layout.reserve("thread " + name, ThreadWords.STACK + stack);
    return new Agent(name, function, base, stack, cpu, member, daemon, isKernel, forked, span);
  }

  /** Sleeping locks matter under spinlocks, and spinlocks keep others from the CPU that a thread shares. */
  private boolean tracksContext() {
    long cpus = threads.stream().map(ThreadPlan::cpu).distinct().count();
    return kernel.isPresent()
        || cpus < threads.size()
        || context.program.intrinsicSites().stream().anyMatch(site -> site.binding().name().equals("might_sleep"))
        || context.program.instructions().stream().anyMatch(i -> i.op() == Op.ACQUIRE && i.c() == 0);
  }

  private static Diagnostic tooManyThreads(Decl.Scenario scenario, int count) {
    Name name = scenario.name();
    return new Diagnostic(Code.TOO_MANY_THREADS, Severity.ERROR,
        "the scenario has " + count + " threads, more than the " + (LockWord.MAX_AGENTS - 1)
            + " that can be modelled", name.span(), "", List.of(), Optional.empty(), List.of());
  }

  private static Diagnostic needsKernel(Decl.Scenario scenario, String struct) {
    return new Diagnostic(Code.NEEDS_KERNEL, Severity.ERROR,
        "the scenario needs the kernel, and the library that is used has no struct `" + struct + "`",
        scenario.name().span(), "", List.of(), Optional.empty(), List.of());
  }
}
