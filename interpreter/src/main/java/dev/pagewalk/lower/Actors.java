package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Arithmetic;
import dev.pagewalk.ir.Landmark;
import dev.pagewalk.ir.Op;
import dev.pagewalk.mm.shadow.UserNames;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The things that a scenario declares, as values of the kernel: a process is its mm, a mapping its first address, a
 * page of it an address, a file its struct file or address_space, a userfaultfd its context. Objects come to life in
 * set-up; the words in which it leaves them never change again.
 */
final class Actors implements UserNames {
  /** Where a mapping lies, in bytes, and the word that holds its VMA. */
  record Area(long start, long size, int vmaWord) {}

  /** The words that hold a file's struct file and its address_space, and its size in bytes. */
  record FileWords(int file, int mapping, long size) {}

  private record Named(String name, int word, Object process) {}

  private record Child(Object thread, int member, int word) {}

  private record NamedArea(String name, Object process, Area area) {}

  private final List<Child> children = new ArrayList<>();
  private final List<Named> namedProcesses = new ArrayList<>();
  private final List<NamedArea> namedAreas = new ArrayList<>();
  private final List<Named> namedFiles = new ArrayList<>();
  private final Map<Object, Integer> processes = new IdentityHashMap<>();
  private final Map<Object, Integer> uffds = new IdentityHashMap<>();
  private final Map<Object, Area> mappings = new IdentityHashMap<>();
  private final Map<Object, FileWords> files = new IdentityHashMap<>();

  void process(Object declaration, String name, int mmWord) {
    processes.put(declaration, mmWord);
    namedProcesses.add(new Named(name, mmWord, declaration));
  }

  /** A process that is forked: it has the mappings of {@code process}, from which it comes in the end. */
  void child(Object thread, int member, String name, int mmWord, Object process) {
    children.add(new Child(thread, member, mmWord));
    namedProcesses.add(new Named(name, mmWord, process));
  }

  /** The word that holds the mm of a process that is forked. */
  int childWord(Object thread, int member) {
    return children.stream()
        .filter(child -> child.thread() == thread && child.member() == member)
        .findFirst().orElseThrow().word();
  }

  void mapping(Object declaration, String name, Object process, Area area) {
    mappings.put(declaration, area);
    namedAreas.add(new NamedArea(name, process, area));
  }

  void uffd(Object declaration, int word) {
    uffds.put(declaration, word);
  }

  int uffdWord(Object declaration) {
    return uffds.get(declaration);
  }

  void file(Object declaration, String name, FileWords words) {
    files.put(declaration, words);
    namedFiles.add(new Named(name, words.mapping(), declaration));
  }

  /** The page of a mapping at an address: {@code A[0]}, and whose it is where there are several processes. */
  @Override
  public Optional<String> page(State state, int mm, long address) {
    Optional<Named> owner = namedProcesses.stream().filter(p -> Words.index(state.get(p.word())) == mm).findFirst();
    String whose = owner.filter(p -> 1 < namedProcesses.size()).map(p -> " of " + p.name()).orElse("");
    return namedAreas.stream()
        .filter(a -> a.area().start() <= address && address < a.area().start() + a.area().size())
        .filter(a -> owner.isEmpty() || a.process() == owner.get().process())
        .findFirst()
        .map(a -> a.name() + "[" + (address - a.area().start()) / MachineSettings.PAGE_SIZE + "]" + whose);
  }


  @Override
  public Optional<String> file(State state, int mapping) {
    return namedFiles.stream()
        .filter(f -> Words.index(state.get(f.word())) == mapping)
        .findFirst()
        .map(Named::name);
  }

  /** Adds what users can name of the actors. */
  void landmarks(List<Landmark> all) {
    for (Named process : namedProcesses) {
      all.add(new Landmark(process.name(), 0, process.word(), new Type.Error()));
      all.add(new Landmark(process.name() + ".mm", 0, process.word(), new Type.Error()));
    }
    for (NamedArea named : namedAreas) {
      Area area = named.area();
      all.add(new Landmark(named.name(), area.start(), 0, new Type.Vaddr()));
      all.add(new Landmark(named.name() + ".start", area.start(), 0, new Type.Vaddr()));
      all.add(new Landmark(named.name() + ".end", area.start() + area.size(), 0, new Type.Vaddr()));
      all.add(new Landmark(named.name() + ".size", area.size(), 0, Type.Int.LONG));
      all.add(new Landmark(named.name() + ".vma", 0, area.vmaWord(), new Type.Error()));
    }
    for (Named file : namedFiles) {
      all.add(new Landmark(file.name(), 0, file.word(), new Type.Error()));
      all.add(new Landmark(file.name() + ".mapping", 0, file.word(), new Type.Error()));
    }
  }

  Area area(Object declaration) {
    return mappings.get(declaration);
  }

  FileWords fileWords(Object declaration) {
    return files.get(declaration);
  }

  int mmWord(Object declaration) {
    return processes.get(declaration);
  }

  /** The value of an actor where a value of type {@code wanted} is asked for. */
  int value(Expr expr, Type wanted, Expressions expressions, Emitter out) {
    return switch (expr) {
      case Expr.Paren paren -> value(paren.inner(), wanted, expressions, out);
      case Expr.Index index -> address(index, expressions, out);
      case Expr.Ref ref -> symbol(ref, expressions.symbol(ref.name()), wanted, out);
      default -> expressions.value(expr);
    };
  }

  private int symbol(Expr.Ref ref, Symbol symbol, Type wanted, Emitter out) {
    return switch (symbol) {
      case Symbol.Process process -> fixed(mmWord(process.decl()), ref, out);
      case Symbol.Mapping mapping -> out.constant(area(mapping.decl()).start());
      case Symbol.FileObject file -> {
        FileWords words = files.get(file.decl());
        yield fixed(isNamed(wanted, "address_space") ? words.mapping() : words.file(), ref, out);
      }
      case Symbol.Cpu cpu -> out.constant(cpu.number());
      case Symbol.Uffd uffd -> fixed(uffdWord(uffd.decl()), ref, out);
      case null, default -> out.constant(0);
    };
  }

  private static boolean isNamed(Type type, String struct) {
    return switch (type) {
      case Type.Ref ref -> ref.struct().name().text().equals(struct);
      case Type.NullableRef ref -> ref.struct().name().text().equals(struct);
      default -> false;
    };
  }

  private static int fixed(int word, Expr at, Emitter out) {
    int result = out.temporary();
    out.emit(Op.LOAD_FIXED, result, word, at.span());
    return result;
  }

  /** The address of page {@code A[p]}. */
  private int address(Expr.Index index, Expressions expressions, Emitter out) {
    int start = value(index.target(), new Type.Vaddr(), expressions, out);
    int page = expressions.value(index.index());
    int bytes = expressions.arithmetic(Arithmetic.MUL, page, out.constant(MachineSettings.PAGE_SIZE), index.span());
    return expressions.arithmetic(Arithmetic.ADD, start, bytes, index.span());
  }

  /** {@code P.mm}, {@code A.start}, {@code A.vma}, {@code F.mapping}, ... */
  int part(Expr.Field field, Symbol.ActorPart part, Expressions expressions, Emitter out) {
    Symbol owner = field.target() instanceof Expr.Ref ref ? expressions.symbol(ref.name()) : null;
    return switch (owner) {
      case Symbol.Process process -> fixed(mmWord(process.decl()), field, out);
      case Symbol.Mapping mapping -> {
        Area area = area(mapping.decl());
        yield switch (part.declared().text()) {
          case "start" -> out.constant(area.start());
          case "end" -> out.constant(area.start() + area.size());
          case "size" -> out.constant(area.size());
          default -> fixed(area.vmaWord(), field, out);
        };
      }
      case Symbol.FileObject file -> {
        FileWords words = files.get(file.decl());
        yield part.declared().text().equals("size") ? out.constant(words.size()) : fixed(words.mapping(), field, out);
      }
      case null, default -> out.constant(0);
    };
  }

  private int ownerWord(Expr.Index word, Expressions expressions, int otherwise) {
    Expr at = word.target();
    while (at instanceof Expr.Index page) {
      at = page.target();
    }
    return at instanceof Expr.Ref ref && expressions.symbol(ref.name()) instanceof Symbol.Mapping mapping
        ? mmWord(mapping.process())
        : otherwise;
  }

  /** The word {@code A[p][w]} of a user's memory. */
  Place userWord(Expr.Index index, Optional<LoweringContext.Judge> judge, Expressions expressions, Emitter out) {
    judge.ifPresent(j -> {
      int mm = out.temporary();
      out.emit(Op.LOAD_FIXED, mm, j.owner().orElseGet(() -> ownerWord(index, expressions, j.mmWord())), index.span());
      out.emit(Op.STORE_GLOBAL, j.mmWord(), mm, index.span());
    });
    int address = value(index.target(), new Type.Vaddr(), expressions, out);
    return new Place.UserWord(address, expressions.value(index.index()));
  }
}
