package dev.pagewalk.step;

import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Program;
import dev.pagewalk.witness.StateNames;
import dev.pagewalk.witness.StepText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words, values and objects of the state at the position, as lines of views. */
final class Items {
  private final Interleaving interleaving;
  private final Program program;
  private final StateNames names;
  private final Names paths;
  private final Map<Integer, Long> before = new HashMap<>();

  Items(Interleaving interleaving, Names paths) {
    this.interleaving = interleaving;
    this.paths = paths;
    program = interleaving.program();
    names = interleaving.names();
    interleaving.last().ifPresent(step -> {
      for (StepText.Change change : step.changes()) {
        before.put(change.index(), change.before());
      }
    });
  }

  State state() {
    return interleaving.state();
  }

  Program program() {
    return program;
  }

  StateNames names() {
    return names;
  }

  /** What a word was before the last step, in words; empty if that left it alone. */
  String was(int index) {
    return before.containsKey(index) ? "was " + names.value(index, before.get(index)) : "";
  }

  boolean isChanged(int from, int to) {
    return before.keySet().stream().anyMatch(index -> from <= index && index < to);
  }

  /** A word under a name. */
  Item word(String name, int index) {
    long value = state().get(index);
    return referring(Item.line(name, names.value(index, value), was(index), paths.path(index)), value);
  }

  /** A variable of a thread. */
  Item variable(String name, int index, Type type) {
    long value = state().get(index);
    String was = before.containsKey(index) ? "was " + names.value(type, before.get(index)) : "";
    return referring(Item.line(name, names.value(type, value), was, ""), value);
  }

  /** The value of an expression. */
  Item value(String name, Value value) {
    if (value.place() != 0) {
      Item word = word(name, value.place());
      Optional<Pool> whole = program.layout().poolOf(value.place())
          .filter(pool -> program.layout().header(value.place()) == value.place());
      return whole.isPresent() ? object(name, value.place()) : word;
    }
    return referring(Item.line(name, names.value(value.type(), value.word()), "", ""), value.word());
  }

  private Item referring(Item line, long value) {
    int index = Words.isReference(value) ? Words.index(value) : 0;
    if (index == 0) {
      return line;
    }
    if (program.layout().header(index) == index) {
      Item object = object(line.name(), index);
      return new Item(line.name(), line.value() + (isLive(index) ? "" : ", freed"), line.was(), line.path(),
          object.count(), object.children());
    }
    return new Item(line.name(), line.value(), line.was(), line.path(), 1,
        () -> List.of(word(names.word(index), index)));
  }

  boolean isLive(int header) {
    return state().get(header) == StructLayout.LIVE;
  }

  /** An object with its fields. */
  Item object(String name, int header) {
    Pool pool = program.layout().poolOf(header).orElseThrow();
    String was = before.containsKey(header) ? was(header) : isChanged(header, header + pool.stride()) ? "changed" : "";
    String path = paths.path(header);
    return new Item(name, isLive(header) ? "" : "free", was, path, isLive(header) ? pool.struct().fields().size() : 0,
        () -> fields(pool, header));
  }

  private List<Item> fields(Pool pool, int header) {
    List<Item> items = new ArrayList<>();
    if (!isLive(header)) {
      return items;
    }
    for (StructLayout.Field field : pool.struct().fields()) {
      int from = header + field.offset();
      if (field.length() == 1) {
        items.add(word(field.name(), from));
      } else {
        items.add(run(field.name(), from, field.length()));
      }
    }
    if (pool.struct().size() < pool.stride()) {
      items.add(run("entries", header + pool.struct().size(), pool.stride() - pool.struct().size()));
    }
    return items;
  }

  /** Words one behind the other; of more than 16 only those that are not zero. */
  Item run(String name, int from, int length) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      if (length <= 16 || state().get(from + i) != 0 || before.containsKey(from + i)) {
        items.add(word("[" + i + "]", from + i));
      }
    }
    String was = isChanged(from, from + length) ? "changed" : "";
    return Item.group(name, items.size() == length ? length + " words" : items.size() + " of " + length + " not zero", was,
        items);
  }
}
