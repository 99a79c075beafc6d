package dev.pagewalk.dsl.resolve;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The names that a piece of text can see: its own, then those of the text around it. */
final class Scope {
  private final Optional<Scope> parent;
  private final Map<Space, Map<String, Symbol>> names = new EnumMap<>(Space.class);
  private final Map<String, Supplier<Optional<Symbol>>> pending = new LinkedHashMap<>(0);

  private Scope(Optional<Scope> parent) {
    this.parent = parent;
  }

  /** A scope with nothing around it. */
  static Scope outermost() {
    return new Scope(Optional.empty());
  }

  /** A scope inside this one. */
  Scope inner() {
    return new Scope(Optional.of(this));
  }

  Optional<Scope> parent() {
    return parent;
  }

  /** Declares {@code symbol} under {@code text}; an earlier one of the same name is lost: ask {@link #here} before. */
  void put(Space space, String text, Symbol symbol) {
    names.computeIfAbsent(space, s -> new LinkedHashMap<>()).put(text, symbol);
  }

  /** Announces a value that is worked out on first use: a constant, which may be made of constants further down. */
  void announce(String text, Supplier<Optional<Symbol>> value) {
    pending.put(text, value);
  }

  /** Takes an announcement back: the value is being worked out, or is known. */
  void settle(String text) {
    pending.remove(text);
  }

  /** Whether a value of this name is announced and not yet worked out. */
  boolean announced(String text) {
    return pending.containsKey(text);
  }

  /** What this scope itself declares. */
  Optional<Symbol> here(Space space, String text) {
    return Optional.ofNullable(own(space).get(text));
  }

  /** What the name means here. */
  Optional<Symbol> find(Space space, String text) {
    for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().parent) {
      Optional<Symbol> found = scope.get().own(space, text);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Symbol> own(Space space, String text) {
    Symbol known = own(space).get(text);
    if (known != null) {
      return Optional.of(known);
    }
    Supplier<Optional<Symbol>> value = space == Space.VALUE ? pending.get(text) : null;
    return value == null ? Optional.empty() : value.get();
  }

  /** Every name that can be seen, the nearest first. */
  Set<String> visible(Space space) {
    Set<String> all = new LinkedHashSet<>();
    for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().parent) {
      all.addAll(scope.get().own(space).keySet());
      if (space == Space.VALUE) {
        all.addAll(scope.get().pending.keySet());
      }
    }
    return all;
  }

  /** What this scope itself declares in {@code space}, in the order of declaration. */
  Map<String, Symbol> own(Space space) {
    return names.getOrDefault(space, Map.of());
  }
}
