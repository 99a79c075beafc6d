package dev.pagewalk.lower;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ProcessItem;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.ir.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compiles what a scenario says about files and processes into the code that builds its start state. The work is done
 * by the library's functions {@code state_...}, in the order of the text, one after the other.
 */
final class KernelSetup {
  private static final int LAST_PAGE_OF_LOW_MAPPINGS = 16;

  /** A part of a mapping; {@code end} is exclusive. */
  private record Range(Actors.Area area, long start, long end) {}

  private final LoweringContext context;
  private final Decl.Scenario scenario;
  private final Emitter out;
  private long nextAddress;
  private KernelAttachment kernel;
  private int setupMm;

  KernelSetup(LoweringContext context, Decl.Scenario scenario, Emitter out) {
    this.context = context;
    this.scenario = scenario;
    this.out = out;
    nextAddress = Math.max(context.variant.machine().span(1), LAST_PAGE_OF_LOW_MAPPINGS * MachineSettings.PAGE_SIZE);
  }

  /** Gives every actor its words and its place in memory. Must run before anything that names actors is compiled. */
  static void declare(LoweringContext context, Decl.Scenario scenario) {
    KernelSetup setup = new KernelSetup(context, scenario, null);
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.FileObject file) {
        setup.declareFile(file);
      } else if (item instanceof ScenarioItem.Process process) {
        setup.declareProcess(process);
      }
    }
  }

  private void declareFile(ScenarioItem.FileObject file) {
    int words = context.layout.reserve(file.name().text(), 2);
    context.actors.file(file, file.name().text(), new Actors.FileWords(words, words + 1, number(file.attrs(), "size").orElse(0L)));
  }

  private void declareProcess(ScenarioItem.Process process) {
    context.actors.process(process, process.name().text(), context.layout.reserve(process.name().text(), 1));
    for (ProcessItem item : process.items()) {
      if (item instanceof ProcessItem.Map map) {
        long size = number(map.attrs(), "size").orElse(MachineSettings.PAGE_SIZE);
        long start = number(map.attrs(), "at").orElseGet(() -> placeFor(size));
        nextAddress = Math.max(nextAddress, start + size);
        int vma = context.layout.reserve(map.name().text() + ".vma", 1);
        context.actors.mapping(map, map.name().text(), process, new Actors.Area(start, size, vma));
      } else if (item instanceof ProcessItem.Uffd uffd) {
        context.actors.uffd(uffd, context.layout.reserve(uffd.name().text(), 1));
      }
    }
  }

  /** Mappings without an address lie one behind the other, each in a PTE table of its own. */
  private long placeFor(long size) {
    long step = context.variant.machine().span(1);
    return (nextAddress + step - 1) / step * step;
  }

  /** Emits the code; the processes' mms are stored in the words given by {@link #declare}. */
  void emit(KernelAttachment kernel) {
    this.kernel = kernel;
    setupMm = kernel.setupMm();
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.FileObject file) {
        emitFile(file);
      }
    }
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Process process) {
        emitProcess(process);
      }
    }
  }

  private void emitFile(ScenarioItem.FileObject file) {
    Actors.FileWords words = context.actors.fileWords(file);
    int made = call("state_new_file", file.span(), out.constant(words.size()));
    out.emit(Op.STORE_GLOBAL, words.file(), made, file.span());
    int kept = load(words.file(), file.span());
    int mapping = out.temporary();
    int offset = context.structs.layout("file").offset("mapping");
    out.emit(Op.LOAD_FIELD, mapping, kept, offset, 0, file.span());
    out.emit(Op.STORE_GLOBAL, words.mapping(), mapping, file.span());
    for (SyntaxPart.Attr attr : file.attrs()) {
      switch (attr.key().text()) {
        case "size" -> {}
        case "huge_folio" -> call("state_huge_folio", attr.span(), load(words.file(), attr.span()), value(attr));
        case "folio" -> call("state_folio", attr.span(), load(words.file(), attr.span()), value(attr));
        case "regular" -> call("state_regular_file", attr.span(), load(words.mapping(), attr.span()));
        default -> complain(attr.span(), "a file has no `" + attr.key().text()
            + "`; there are size, `huge folio at N`, `folio at N` and regular");
      }
    }
  }

  private int value(SyntaxPart.Attr attr) {
    return out.constant(attr.value().map(v -> context.constants.value(v).orElse(0)).orElse(0L));
  }

  private void emitProcess(ScenarioItem.Process process) {
    int word = context.actors.mmWord(process);
    int made = call("state_new_mm", process.name().span());
    out.emit(Op.STORE_GLOBAL, word, made, process.name().span());
    out.emit(Op.STORE_GLOBAL, setupMm, load(word, process.name().span()), process.name().span());
    List<Stmt> statements = new ArrayList<>();
    for (ProcessItem item : process.items()) {
      if (item instanceof ProcessItem.Setup setup) {
        statements.add(setup.statement());
        continue;
      }
      emitStatements(process, statements);
      switch (item) {
        case ProcessItem.Map map -> emitMap(word, map);
        case ProcessItem.By by -> emitBy(word, by);
        case ProcessItem.Setup setup -> {}
        case ProcessItem.State state -> state(word, state);
        case ProcessItem.CpuState state -> cpuState(word, state);
        case ProcessItem.Cached cached -> cached(word, cached);
        case ProcessItem.Uffd uffd -> emitUffd(word, uffd);
        case ProcessItem.Registration registration -> {}
        case ProcessItem.Missing missing -> {}
      }
    }
    emitStatements(process, statements);
    out.emit(Op.STORE_GLOBAL, setupMm, out.constant(0), process.name().span());
  }

  private void cpuState(int mmWord, ProcessItem.CpuState state) {
    if (state.state().text().equals("lazy")
        && context.resolution.symbol(state.cpu()).orElse(null) instanceof Symbol.Cpu cpu) {
      kernel.lazy(cpu.number(), mmWord);
    } else {
      notYet(state.span(), state.state().text());
    }
  }

  /** {@code hold get(A[0]);} or {@code hold pin(A[0]);} */
  private void state(int mmWord, ProcessItem.State state) {
    Optional<Range> page = state.what() instanceof Expr.Call call && call.args().size() == 1
        ? range(call.args().getFirst().value())
        : Optional.empty();
    if (page.isEmpty() || !(state.what() instanceof Expr.Call call) || !(call.callee() instanceof Expr.Ref how)) {
      notYet(state.span(), state.key().text());
      return;
    }
    String builder = how.name().text().equals("pin") ? "state_hold_pin" : "state_hold_get";
    for (long at = page.get().start(); at < page.get().end(); at += MachineSettings.PAGE_SIZE) {
      call(builder, state.span(), load(mmWord, state.span()), out.constant(at));
    }
  }

  private void cached(int mmWord, ProcessItem.Cached cached) {
    if (context.resolution.symbol(cached.cpu()).orElse(null) instanceof Symbol.Cpu cpu) {
      kernel.cached(cpu.number(), mmWord);
    }
  }

  private void emitUffd(int mmWord, ProcessItem.Uffd uffd) {
    int word = context.actors.uffdWord(uffd);
    int made = call("state_new_uffd", uffd.span(), load(mmWord, uffd.span()));
    out.emit(Op.STORE_GLOBAL, word, made, uffd.span());
    for (ProcessItem.Registration registration : uffd.registrations()) {
      long modes = 0;
      for (Name mode : registration.modes()) {
        modes |= flag("VM_UFFD_" + mode.text().toUpperCase(Locale.ROOT));
      }
      if (context.resolution.symbol(registration.mapping()).orElse(null) instanceof Symbol.Mapping mapping) {
        call("state_uffd_register", registration.span(), load(word, registration.span()),
            out.constant(context.actors.area(mapping.decl()).start()), out.constant(modes));
      }
    }
  }

  private void emitMap(int mmWord, ProcessItem.Map map) {
    Actors.Area area = context.actors.area(map);
    long flags = flags(map);
    int file = out.constant(0);
    Optional<SyntaxPart.Attr> mapped = attr(map.attrs(), "file");
    if (mapped.isPresent() && mapped.get().value().orElse(null) instanceof Expr.Ref ref
        && context.resolution.symbol(ref.name()).orElse(null) instanceof Symbol.FileObject object) {
      file = load(context.actors.fileWords(object.decl()).file(), map.span());
    }
    long offset = number(map.attrs(), "offset").orElse(0L) / MachineSettings.PAGE_SIZE;
    int vma = call("state_mmap", map.span(), load(mmWord, map.span()), out.constant(area.start()),
        out.constant(area.size()), out.constant(flags), file, out.constant(offset));
    out.emit(Op.STORE_GLOBAL, area.vmaWord(), vma, map.span());
  }

  private long flags(ProcessItem.Map map) {
    long flags = 0;
    String protection = attr(map.attrs(), "prot")
        .flatMap(SyntaxPart.Attr::value)
        .map(v -> v instanceof Expr.Ref ref ? ref.name().text() : "")
        .orElse("rw");
    flags |= protection.contains("r") ? flag("VM_READ") : 0;
    flags |= protection.contains("w") ? flag("VM_WRITE") : 0;
    flags |= protection.contains("x") ? flag("VM_EXEC") : 0;
    flags |= attr(map.attrs(), "shared").isPresent() ? flag("VM_SHARED") : 0;
    return flags;
  }

  private long flag(String name) {
    return context.resolution.library().stream()
        .flatMap(unit -> unit.decls().stream())
        .filter(Decl.Flags.class::isInstance)
        .map(Decl.Flags.class::cast)
        .filter(flags -> flags.name().text().equals("vm_flags"))
        .findFirst()
        .map(flags -> {
          int position = flags.members().stream().map(m -> m.text()).toList().indexOf(name);
          return position < 0 ? 0L : 1L << position;
        })
        .orElse(0L);
  }

  private void emitBy(int mmWord, ProcessItem.By by) {
    Optional<Range> range = range(by.what());
    if (range.isEmpty()) {
      complain(by.span(), "`by` says how a mapping `A` or one of its pages `A[0]` is mapped");
      return;
    }
    String builder = by.how().text().equals("pmd") ? "state_by_pmd" : "state_by_pte";
    call(builder, by.span(), load(mmWord, by.span()), load(range.get().area().vmaWord(), by.span()),
        out.constant(range.get().start()), out.constant(range.get().end()));
  }

  /** The addresses of a mapping {@code A} or of a page {@code A[0]} of it. */
  private Optional<Range> range(Expr what) {
    if (what instanceof Expr.Ref ref && area(ref) != null) {
      Actors.Area area = area(ref);
      return Optional.of(new Range(area, area.start(), area.start() + area.size()));
    }
    if (what instanceof Expr.Index index && index.target() instanceof Expr.Ref ref && area(ref) != null) {
      long start = area(ref).start() + context.constants.value(index.index()).orElse(0) * MachineSettings.PAGE_SIZE;
      return Optional.of(new Range(area(ref), start, start + MachineSettings.PAGE_SIZE));
    }
    return Optional.empty();
  }

  private Actors.Area area(Expr.Ref ref) {
    return context.resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Mapping mapping
        ? context.actors.area(mapping.decl())
        : null;
  }

  /**
   * Statements of a process that follow each other are a function of their own, so that their variables have a frame.
   */
  private void emitStatements(ScenarioItem.Process process, List<Stmt> statements) {
    if (statements.isEmpty()) {
      return;
    }
    Span span = statements.getFirst().span().to(statements.getLast().span());
    int number = context.program.declare();
    context.program.define(number, "set-up of " + process.name().text(), 0,
        Body.function(context, "", List.of(), new Type.Nothing(), new Stmt.Block(statements, span)), span);
    out.call(number, new int[0], span);
    statements.clear();
  }

  private int call(String function, Span span, int... operands) {
    Decl.Fn fn = context.function(function);
    if (fn == null) {
      complain(span, "the kernel library has no function `" + function + "`, which set-up needs");
      return out.constant(0);
    }
    return out.call(context.number(fn), operands, span);
  }

  private int load(int word, Span span) {
    int result = out.temporary();
    out.emit(Op.LOAD_FIXED, result, word, span);
    return result;
  }

  private static Optional<SyntaxPart.Attr> attr(List<SyntaxPart.Attr> attrs, String key) {
    return attrs.stream().filter(attr -> attr.key().text().equals(key)).findFirst();
  }

  private Optional<Long> number(List<SyntaxPart.Attr> attrs, String key) {
    return attr(attrs, key).flatMap(SyntaxPart.Attr::value).map(v -> context.constants.value(v).orElse(0));
  }

  private void notYet(Span span, String what) {
    complain(span, "`" + what + "` is not modelled yet");
  }

  private void complain(Span span, String message) {
    context.diagnostics.add(new Diagnostic(
        Code.CANNOT_BUILD, Severity.ERROR, message, span, "", List.of(), Optional.empty(), List.of()));
  }
}
