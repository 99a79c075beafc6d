package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.ir.Arithmetic;
import dev.pagewalk.ir.Op;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The things that a scenario declares, as values of the kernel: a process is its mm, a mapping its first address, a
 * page of it an address, a file its struct file or address_space. Objects come to life in set-up; the words in which it
 * leaves them never change again.
 */
final class Actors {
  /** Where a mapping lies, in bytes, and the word that holds its VMA. */
  record Area(long start, long size, int vmaWord) {}

  /** The words that hold a file's struct file and its address_space, and its size in bytes. */
  record FileWords(int file, int mapping, long size) {}

  private final Map<Object, Integer> processes = new IdentityHashMap<>();
  private final Map<Object, Area> mappings = new IdentityHashMap<>();
  private final Map<Object, FileWords> files = new IdentityHashMap<>();

  void process(Object declaration, int mmWord) {
    processes.put(declaration, mmWord);
  }

  void mapping(Object declaration, Area area) {
    mappings.put(declaration, area);
  }

  void file(Object declaration, FileWords words) {
    files.put(declaration, words);
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

  /** The word {@code A[p][w]} of a user's memory. */
  Place userWord(Expr.Index index, Expressions expressions, Emitter out) {
    int address = value(index.target(), new Type.Vaddr(), expressions, out);
    return new Place.UserWord(address, expressions.value(index.index()));
  }
}
