package dev.pagewalk.step;

import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Global;
import dev.pagewalk.ir.Landmark;
import dev.pagewalk.ir.Program;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be named in a program beside the variables of threads: shared variables, objects, what the scenario
 * declares.
 */
final class Names {
  private static final Pattern OBJECT = Pattern.compile("\\b(\\w+) ?# ?(0x[0-9a-fA-F]+|[0-9]+)");
  private static final Pattern CODED = Pattern.compile("object__(\\w+?)__(0x[0-9a-fA-F]+|[0-9]+)");

  private final Interleaving interleaving;
  private final Program program;
  private final Map<String, Global> globals = new HashMap<>();
  private final Map<String, Landmark> landmarks = new HashMap<>();

  Names(Interleaving interleaving) {
    this.interleaving = interleaving;
    program = interleaving.program();
    program.globals().forEach(global -> globals.put(global.name(), global));
    program.landmarks().forEach(landmark -> landmarks.put(landmark.name(), landmark));
  }

  /** Words one behind the other. */
  record Run(int base, int length) {}

  /** An expression with every {@code folio #3} as one name. */
  static String coded(String text) {
    return OBJECT.matcher(text).replaceAll("object__$1__$2");
  }

  /** The same back. */
  static String decoded(String text) {
    return CODED.matcher(text).replaceAll("$1#$2");
  }

  /** The value of a name; empty if nothing is called so. */
  Optional<Value> value(String name) {
    Global global = globals.get(name);
    if (global != null) {
      return Optional.of(new Value(interleaving.state().get(global.index()), global.type(), global.index()));
    }
    Landmark landmark = landmarks.get(name);
    if (landmark != null) {
      return Optional.of(new Value(
          landmark.word() == 0 ? landmark.constant() : interleaving.state().get(landmark.word()), landmark.type(), 0));
    }
    return object(name).map(header -> new Value(Words.reference(header), new Type.Error(), 0));
  }

  private Optional<Integer> object(String name) {
    Matcher coded = CODED.matcher(name);
    if (!coded.matches()) {
      return Optional.empty();
    }
    int number = Integer.decode(coded.group(2));
    String kind = coded.group(1).equals("table") ? "ptdesc" : coded.group(1);
    if (kind.equals("pfn")) {
      return frames().filter(base -> Frames.FIRST <= number)
          .map(base -> base.base() + (number - Frames.FIRST) * frameStride())
          .filter(owner -> owner < frames().orElseThrow().base() + frames().orElseThrow().length());
    }
    return program.layout().findPool(kind)
        .filter(pool -> 1 <= number && number <= pool.count())
        .map(pool -> pool.address(number - 1));
  }

  /** The words of a shared variable. */
  Optional<Run> run(String name) {
    Global global = globals.get(name);
    return global == null ? Optional.empty() : Optional.of(new Run(global.index(), global.length()));
  }

  /** The words of the field at {@code place}. */
  Optional<Run> run(int place) {
    return program.layout().poolOf(place).flatMap(pool -> {
      int offset = place - pool.address(pool.slot(place));
      return 0 < offset && offset < pool.struct().size()
          ? Optional.of(new Run(place, pool.struct().at(offset).length()))
          : Optional.empty();
    });
  }

  /** The shared variable that is an array and begins at {@code place}. */
  Optional<Run> array(int place) {
    return globals.values().stream()
        .filter(global -> place != 0 && global.index() == place)
        .findFirst()
        .map(global -> new Run(global.index(), global.length()));
  }

  /** The words behind the fields of an object: the entries of a page table; for a frame, its contents. */
  Optional<Run> behind(int header) {
    Optional<Run> frames = frames();
    if (frames.isPresent() && frames.get().base() <= header
        && header < frames.get().base() + frames.get().length()) {
      return Optional.of(new Run(header + 1, frameStride() - 1));
    }
    return program.layout().poolOf(header)
        .filter(pool -> pool.struct().size() < pool.stride())
        .map(pool -> new Run(header + pool.struct().size(), pool.stride() - pool.struct().size()));
  }

  /** The word at a place, with the type that it has there. */
  Value at(int place) {
    return new Value(interleaving.state().get(place), interleaving.names().type(place), place);
  }

  /** Bytes of a page. */
  long pageSize() {
    return Landmark.PAGE_SIZE;
  }

  private Optional<Run> frames() {
    return program.layout().regions().stream()
        .filter(region -> region.name().equals("frames"))
        .findFirst()
        .map(region -> new Run(region.base(), region.length()));
  }

  private int frameStride() {
    return program.frameWords() + 1;
  }

  /**
   * The word that a path names, as {@link #path} gives it or as it is shown; 0 if there is none. Tried last, since it
   * asks every word for its name.
   */
  int search(String path) {
    String wanted = path.strip().replace(" #", "#");
    Layout layout = program.layout();
    for (int index = 1; index < layout.size(); index++) {
      if (interleaving.state().peek(index) != 0 && path(index).equals(wanted)) {
        return index;
      }
    }
    return 0;
  }

  /** What a word is called, without blanks before numbers: {@code folio#3.refcount}. */
  String path(int index) {
    return interleaving.names().word(index).replace(" #", "#");
  }

  /** The object in which a word lies, as a run of words with its header first; empty for one outside of objects. */
  Optional<Run> objectAround(int index) {
    Optional<Pool> pool = program.layout().poolOf(index);
    return pool.map(found -> new Run(found.address(found.slot(index)), found.stride()));
  }
}
