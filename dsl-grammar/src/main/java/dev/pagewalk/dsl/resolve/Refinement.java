package dev.pagewalk.dsl.resolve;

import java.util.ArrayList;
import java.util.List;

/**
 * What a condition tells about variables of the running thread: which are null, and which are not, when it holds or
 * does not.
 */
record Refinement(List<Symbol> nullIfTrue, List<Symbol> otherIfTrue, List<Symbol> nullIfFalse,
    List<Symbol> otherIfFalse) {
  static final Refinement NOTHING = new Refinement(List.of(), List.of(), List.of(), List.of());

  /** Beyond this many names nothing more is remembered. */
  private static final int MOST = 16;

  /** Of {@code x == null}. */
  static Refinement isNull(Symbol local) {
    return new Refinement(List.of(local), List.of(), List.of(), List.of(local));
  }

  Refinement not() {
    return new Refinement(nullIfFalse, otherIfFalse, nullIfTrue, otherIfTrue);
  }

  Refinement and(Refinement other) {
    return new Refinement(
        union(nullIfTrue, other.nullIfTrue), union(otherIfTrue, other.otherIfTrue), List.of(), List.of());
  }

  Refinement or(Refinement other) {
    return not().and(other.not()).not();
  }

  NullFacts ifTrue(NullFacts before) {
    return before.learn(nullIfTrue, otherIfTrue);
  }

  NullFacts ifFalse(NullFacts before) {
    return before.learn(nullIfFalse, otherIfFalse);
  }

  private static List<Symbol> union(List<Symbol> a, List<Symbol> b) {
    if (b.isEmpty() || MOST < a.size() + b.size()) {
      return a;
    }
    List<Symbol> all = new ArrayList<>(a);
    all.addAll(b);
    return List.copyOf(all);
  }
}
