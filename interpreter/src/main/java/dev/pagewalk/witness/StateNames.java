package dev.pagewalk.witness;

import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.graph.Labels;
import dev.pagewalk.hw.memory.EntryText;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Global;
import dev.pagewalk.ir.Program;
import dev.pagewalk.mm.lock.LockWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of the state and their values as users read them: {@code table #3[0]}, {@code ptl held by trunc}. */
public final class StateNames implements Labels {
  /** Kinds of objects that users know by a shorter name than their struct's. */
  private static final Map<String, String> KINDS = Map.of("ptdesc", "table");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)}");

  private final Program program;

  /** Names for the words of a program. */
  public StateNames(Program program) {
    this.program = program;
  }

  /** A message with every {@code {index}} replaced by the name of that word. */
  public String resolve(String message) {
    Matcher matcher = PLACEHOLDER.matcher(message);
    return matcher.replaceAll(match -> Matcher.quoteReplacement(word(Integer.parseInt(match.group(1)))));
  }

  /** The name of the word at {@code index}; for an object's header, of the object. */
  @Override
  public String word(int index) {
    for (Global global : program.globals()) {
      if (global.index() <= index && index < global.index() + global.length()) {
        return global.length() == 1 ? global.name() : global.name() + "[" + (index - global.index()) + "]";
      }
    }
    Layout layout = program.layout();
    return layout.poolOf(index).map(pool -> member(pool, index)).orElseGet(() -> outside(index));
  }

  /** A lock that is lacking, by the names of the source. */
  Violation.Missing missing(Finding.Lack lack) {
    if (lack.word() == 0) {
      return Violation.Missing.RCU;
    }
    Optional<Pool> pool = program.layout().poolOf(lack.word());
    if (pool.isEmpty()) {
      return new Violation.Missing("", word(lack.word()), lack.forWriting());
    }
    int offset = lack.word() - pool.get().address(pool.get().slot(lack.word()));
    StructLayout struct = pool.get().struct();
    return new Violation.Missing(
        struct.name(), 0 < offset && offset < struct.size() ? struct.at(offset).name() : "", lack.forWriting());
  }

  private String outside(int index) {
    return program.wordTexts().stream()
        .flatMap(text -> text.name(index).stream())
        .findFirst()
        .orElseGet(() -> region(program.layout(), index));
  }

  private static String region(Layout layout, int index) {
    for (Layout.Region region : layout.regions()) {
      if (region.base() <= index && index < region.base() + region.length()) {
        return region.length() == 1 ? region.name() : region.name() + "[" + (index - region.base()) + "]";
      }
    }
    return "word " + index;
  }

  private static String member(Pool pool, int index) {
    int slot = pool.slot(index);
    int offset = index - pool.address(slot);
    StructLayout struct = pool.struct();
    String object = KINDS.getOrDefault(struct.name(), struct.name()) + " #" + (slot + 1);
    if (offset == 0) {
      return object;
    }
    if (struct.size() <= offset) {
      return object + "[" + (offset - struct.size()) + "]";
    }
    StructLayout.Field field = struct.at(offset);
    String name = object + "." + field.name();
    return field.length() == 1 ? name : name + "[" + (offset - field.offset()) + "]";
  }

  /** Whether a change of the word is worth telling: it belongs to no thread's own frame. */
  @Override
  public boolean isShared(int index) {
    for (Agent agent : program.agents()) {
      if (agent.base() <= index && index < agent.base() + agent.stackWords() + 3) {
        return false;
      }
    }
    return program.wordTexts().stream().allMatch(text -> text.isTold(index))
        && !region(program.layout(), index).startsWith("labels");
  }

  /** The value of the word at {@code index}. */
  @Override
  public String value(int index, long value) {
    if (isHeader(index)) {
      return value == StructLayout.LIVE ? "allocated" : "free";
    }
    return program.wordTexts().stream()
        .flatMap(text -> text.value(index, value).stream())
        .findFirst()
        .orElseGet(() -> value(type(index), value));
  }

  /** What {@code operation} gave. */
  String result(String operation, long value) {
    return program.wordTexts().stream()
        .flatMap(text -> text.result(operation, value).stream())
        .findFirst()
        .orElseGet(() -> value(new Type.Error(), value));
  }

  private boolean isHeader(int index) {
    return program.layout().header(index) == index;
  }

  /** The type of the word at {@code index}; {@link Type.Error} where it is not known. */
  public Type type(int index) {
    for (Global global : program.globals()) {
      if (global.index() <= index && index < global.index() + global.length()) {
        return global.type();
      }
    }
    return program.layout().poolOf(index).map(pool -> {
      int offset = index - pool.address(pool.slot(index));
      if (offset == 0 || pool.struct().size() <= offset) {
        return new Type.Error();
      }
      Type found = program.fieldTypes().get(pool.struct().name() + "." + pool.struct().at(offset).name());
      return found == null ? new Type.Error() : found;
    }).orElse(new Type.Error());
  }

  /** A value of a type; {@link Type.Error} where the type is not known. */
  public String value(Type type, long value) {
    if (Words.isReference(value)) {
      return word(Words.index(value));
    }
    if (Words.isFrame(value)) {
      return EntryText.pfn(Words.pfn(value));
    }
    if (Words.isEntry(value)) {
      return EntryText.describe(value);
    }
    return switch (type) {
      case Type.Bool bool -> value == 0 ? "false" : "true";
      case Type.Enumeration enumeration -> member(enumeration.decl().members(), value);
      case Type.Flags flags -> flags(flags.decl().members(), value);
      case Type.Lock lock -> lock.kind() == Type.LockKind.SEQCOUNT ? Long.toString(value) : lock(value);
      case Type.Ref ref -> "null";
      case Type.NullableRef ref -> "null";
      case Type.Pointer pointer -> "null";
      case Type.Entry entry -> "none";
      case Type.Vaddr address -> "0x" + Long.toHexString(value);
      default -> Long.toString(value);
    };
  }

  private static String member(List<Name> members, long value) {
    return 0 <= value && value < members.size() ? members.get((int) value).text() : Long.toString(value);
  }

  private static String flags(List<Name> members, long value) {
    List<String> set = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      if ((value >>> i & 1) != 0) {
        set.add(members.get(i).text());
      }
    }
    return set.isEmpty() ? "0" : String.join("|", set);
  }

  private String lock(long value) {
    if (LockWord.isRaw(value)) {
      return "not initialised";
    }
    if (LockWord.isFree(value)) {
      return LockWord.queued(value) == 0 ? "free" : "free, wanted by " + agents(LockWord.queued(value));
    }
    int owner = LockWord.owner(value);
    String held = 0 <= owner
        ? "held by " + agent(owner)
        : "read by " + agents(LockWord.readers(value));
    return LockWord.queued(value) == 0 ? held : held + ", wanted by " + agents(LockWord.queued(value));
  }

  private String agents(long mask) {
    List<String> names = new ArrayList<>();
    for (long open = mask; open != 0; open &= open - 1) {
      names.add(agent(Long.numberOfTrailingZeros(open)));
    }
    return String.join(" and ", names);
  }

  /** The name of an agent. */
  @Override
  public String agent(int number) {
    int threads = program.agents().size();
    return number < threads
        ? program.agents().get(number).name()
        : program.devices().get(number - threads).name();
  }
}
