package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.hw.ipi.FlushKind;
import dev.pagewalk.hw.machine.AnswerWait;
import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.machine.Machine;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Device;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.FreeOracle;
import dev.pagewalk.hw.step.Naming;
import dev.pagewalk.hw.step.StateOracle;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.hw.step.Waiting;
import dev.pagewalk.hw.step.WordText;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.ir.WordOwners;
import dev.pagewalk.mm.Kernel;
import dev.pagewalk.mm.Threads;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.rcu.GracePeriodWait;
import dev.pagewalk.mm.rcu.Rcu;
import dev.pagewalk.mm.rcu.Sections;
import dev.pagewalk.mm.rule.Judge;
import dev.pagewalk.mm.rule.Rule;
import dev.pagewalk.mm.rule.TableChecks;
import dev.pagewalk.mm.rule.TableOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The kernel and the machine under a scenario: what they add to the layout, and what the program needs of them. */
public final class KernelAttachment {
  private static final Set<String> OF_THE_COMPILER = Set.of("data_races", "plain_reads");

  /** The name of the look at the rules behind a plain read of an entry. */
  static final String PLAIN_READ = "rule read plain";

  /** What machine and kernel keep their books on. */
  private static final List<String> STRUCTS =
      List.of("mm", "vma", "file", "address_space", "folio", "anon_vma", "anon_vma_chain", "ptdesc");

  private static final int TABLES = 24;
  private static final int TRANSLATIONS = 16;
  private static final int SECONDARY_PAGES = 8;

  private record CpuOf(int cpu, int mmWord) {}

  private final LoweringContext context;
  private final int cpus;
  private final Machine machine;
  private final int[] bases = new int[LockWord.MAX_AGENTS];
  private final int[] mmWords = new int[LockWord.MAX_AGENTS];
  private final List<CpuOf> lazyCpus = new ArrayList<>();
  private final List<CpuOf> cachingCpus = new ArrayList<>();
  private final int setupMm;
  private Hardware hardware;
  private Rcu rcu;
  private Kernel kernel;
  private Sections sections;

  KernelAttachment(LoweringContext context, Decl.Scenario scenario, int threadCpus) {
    this.context = context;
    cpus = Math.max(2, threadCpus);
    setupMm = context.layout.reserve("set-up mm", 1);
    MachineSettings settings = context.variant.machine();
    machine = new Machine(
        settings.arch(),
        settings.levels(),
        settings.tableEntries(),
        cpus,
        switch (settings.flush()) {
          case "paravirt" -> FlushKind.PARAVIRT;
          case "invlpgb" -> FlushKind.INVLPGB;
          case "tlbi", "tlbie" -> FlushKind.TLBI;
          case "ipte" -> FlushKind.IPTE;
          default -> FlushKind.IPI;
        },
        settings.pcid(),
        settings.hardwareAd(),
        Folios.framesFor(settings.objects(), settings.tableEntries()),
        PageWords.of(context, scenario),
        TRANSLATIONS,
        settings.secondaryMmu() ? SECONDARY_PAGES : 0,
        settings.bbml2());
  }

  /**
   * Whether a scenario has anything to do with the kernel: a process, a file, a machine, or a call of a library
   * function.
   */
  public static boolean isNeeded(Resolution resolution, Decl.Scenario scenario) {
    boolean[] needed = {false};
    Walk walk = new Walk(statement -> {}, expr -> needed[0] |= callsLibrary(resolution, expr));
    for (ScenarioItem item : scenario.items()) {
      switch (item) {
        case ScenarioItem.Process process -> needed[0] = true;
        case ScenarioItem.FileObject file -> needed[0] = true;
        case ScenarioItem.Machine machine -> needed[0] |= isOfHardware(machine);
        case ScenarioItem.Thread thread -> walk.visit(thread.body());
        case ScenarioItem.Declaration declaration -> {
          if (declaration.decl() instanceof Decl.Fn fn) {
            fn.body().ifPresent(walk::visit);
          }
        }
        case ScenarioItem.Setup setup -> walk.visit(setup.body());
        case ScenarioItem.MayFail fails -> {}
        case ScenarioItem.Property property -> {}
        case ScenarioItem.Expect expect -> {}
        case ScenarioItem.Missing missing -> {}
      }
    }
    return needed[0];
  }

  /**
   * Whether a machine says anything but what compilers make of accesses, and who judges it, which a model without the
   * kernel can say too.
   */
  private static boolean isOfHardware(ScenarioItem.Machine machine) {
    return machine.arch().isPresent()
        || machine.attrs().isEmpty()
        || machine.attrs().stream().anyMatch(attr -> !OF_THE_COMPILER.contains(attr.key().text()));
  }

  /** A struct of the kernel that its library does not declare, if there is one: without it nothing can be attached. */
  static Optional<String> lacks(Resolution resolution) {
    Set<String> declared = resolution.library().stream()
        .flatMap(unit -> unit.decls().stream())
        .filter(Decl.Struct.class::isInstance)
        .map(decl -> decl.name().text())
        .collect(Collectors.toSet());
    return STRUCTS.stream().filter(name -> !declared.contains(name)).findFirst();
  }

  private static boolean callsLibrary(Resolution resolution, Expr expr) {
    return expr instanceof Expr.Call call
        && call.callee() instanceof Expr.Ref ref
        && resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Function function
        && resolution.library().stream().anyMatch(unit -> unit.decls().contains(function.decl()));
  }

  int extraWords(String struct) {
    return machine.extraWords(struct);
  }

  int frameWords() {
    return machine.frameWords();
  }

  int slots(String struct) {
    return struct.equals("ptdesc") ? Math.max(TABLES, context.variant.machine().objects())
        : context.variant.machine().objects();
  }

  /** Reserves what the machine and the kernel keep beside their objects; all pools are in the layout. */
  void attach() {
    rcu = new Rcu(context.layout);
    hardware = new Hardware(machine, context.layout);
    kernel = new Kernel(
        context.layout, hardware, rcu, threads(), context.actors, context.variant.judgesMemory(),
        context.variant.machine().splitPtlocks());
    sections = new Sections(rcu, hardware.cpus(), agent -> bases[agent] + ThreadWords.ATOMIC_DEPTH);
  }

  private Threads threads() {
    return new Threads() {
      @Override
      public int currentMm(StepContext running) {
        return KernelAttachment.this.currentMm(running);
      }

      @Override
      public boolean isAlone(StepContext running) {
        State state = running.state();
        for (int agent = 0; agent < bases.length; agent++) {
          if (agent != running.agent() && mmWords[agent] != 0
              && state.get(mmWords[agent]) == state.get(mmWords[running.agent()])
              && state.get(bases[agent] + ThreadWords.PC) != 0) {
            return false;
          }
        }
        return true;
      }
    };
  }

  private int currentMm(StepContext running) {
    int word = mmWords[running.agent()];
    return word == 0 ? 0 : Words.index(running.state().get(word));
  }

  Map<String, Binding> bindings() {
    Map<String, Binding> all = new LinkedHashMap<>();
    kernel.bindings().forEach(binding -> all.put(binding.name(), binding));
    rcu.bindings().forEach(binding -> all.put(binding.name(), binding));
    sections.bindings().forEach(binding -> all.put(binding.name(), binding));
    return all;
  }

  Rcu rcu() {
    return rcu;
  }

  /**
   * The bindings that do something with page tables, with what rules demand of it looked at.
   *
   * @param setup the agent that builds the start state
   */
  Map<String, Binding> checkedBindings(Judge judge, Map<TableOperation, List<Rule>> rules, int setup) {
    TableChecks checks = new TableChecks(context.layout, hardware, judge, rules, setup);
    Map<String, Binding> all = new LinkedHashMap<>();
    kernel.bindings().forEach(binding -> all.put(binding.name(), checks.checked(binding)));
    all.put(PLAIN_READ, checks.plainRead());
    return all;
  }

  /** In which sections threads are, for rules. */
  dev.pagewalk.mm.rule.Sections ruleSections() {
    return RuleSections.of(rcu, hardware.cpus());
  }

  List<Device> devices() {
    return hardware.interruptAgents();
  }

  List<Waiting> waitings() {
    return List.of(new AnswerWait(hardware.interrupts()), new GracePeriodWait(rcu));
  }

  List<FreeOracle> freeOracles() {
    return kernel.freeOracles();
  }

  List<EndOracle> endOracles() {
    return kernel.endOracles();
  }

  List<WordText> wordTexts(IntFunction<String> agents) {
    List<WordText> all = new ArrayList<>(kernel.wordTexts());
    all.add(sections.wordText(agents));
    return all;
  }

  WordOwners owners() {
    return new WordOwners(hardware.wordsOfCpus(), kernel.wordsOfAgents(), kernel.wordsOfFolios());
  }

  int signalWord(int agent) {
    return kernel.signalWord(agent);
  }

  List<Naming> namings() {
    return kernel.namings();
  }

  List<StateOracle> stateOracles() {
    return kernel.stateOracles();
  }

  /** Tells where a thread keeps its words, and where the mm of its process is kept; 0 for a kernel thread. */
  void thread(int agent, int base, int mmWord) {
    bases[agent] = base;
    mmWords[agent] = mmWord;
  }

  /** Says that a CPU has left a program of a process, whose mm is kept in {@code mmWord}, for a kernel thread. */
  void lazy(int cpu, int mmWord) {
    lazyCpus.add(new CpuOf(cpu, mmWord));
  }

  /**
   * Says that a CPU has run a program of a process and may have kept what it cached, although it runs something else.
   */
  void cached(int cpu, int mmWord) {
    cachingCpus.add(new CpuOf(cpu, mmWord));
  }

  /**
   * Makes each CPU that runs a thread of a process, or ran one and is lazy, hold its address space: the end of set-up.
   *
   * <p>Model: a CPU that runs kernel threads only has an address space loaded lazily where the scenario says so.
   */
  Binding loadSpaces(List<ThreadPlan> threads) {
    return Binding.step("load_spaces", 0, (running, args) -> {
      State state = running.state();
      for (CpuOf caching : cachingCpus) {
        hardware.spaceSwitch().load(state, caching.cpu(), Words.index(state.get(caching.mmWord())));
        hardware.spaceSwitch().load(state, caching.cpu(), 0);
      }
      for (CpuOf lazy : lazyCpus) {
        hardware.spaceSwitch().load(state, lazy.cpu(), Words.index(state.get(lazy.mmWord())));
        hardware.spaceSwitch().enterLazy(state, lazy.cpu());
      }
      for (int agent = 0; agent < threads.size(); agent++) {
        if (mmWords[agent] != 0 && state.get(mmWords[agent]) != 0) {
          hardware.spaceSwitch().load(state, threads.get(agent).cpu(), Words.index(state.get(mmWords[agent])));
        }
      }
      return 0;
    });
  }

  /** Makes a forked thread's CPU hold the address space that is the argument, which is its own from now on. */
  Binding startChild(ThreadPlan child, int mmWord) {
    return Binding.local("start_child", 1, (running, args) -> {
      State state = running.state();
      if (state.get(mmWord) != 0) {
        running.exhausted("`" + child.name() + "` is forked more than once");
        return 0;
      }
      state.set(mmWord, args[0]);
      hardware.spaceSwitch().load(state, child.cpu(), Words.index(args[0]));
      return 0;
    });
  }

  /** The word that names the mm of the process that is being set up. */
  int setupMm() {
    return setupMm;
  }

  int setupCpu() {
    return 0;
  }
}
