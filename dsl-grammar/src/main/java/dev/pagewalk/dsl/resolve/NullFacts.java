package dev.pagewalk.dsl.resolve;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The variables of the running thread that are known to be null at one point of the text. A point that nothing reaches
 * knows everything, so that it takes no part when paths meet.
 */
final class NullFacts {
  /** Nothing is known. */
  static final NullFacts NONE = new NullFacts(true, Set.of());

  /** Where nothing comes by: behind {@code return}. */
  static final NullFacts UNREACHED = new NullFacts(false, Set.of());

  private final boolean reached;
  private final Set<Symbol> known;

  private NullFacts(boolean reached, Set<Symbol> known) {
    this.reached = reached;
    this.known = known;
  }

  boolean isReached() {
    return reached;
  }

  boolean isNull(Symbol local) {
    return known.contains(local);
  }

  /** What is known when {@code nulls} are also null and {@code others} are not. */
  NullFacts learn(Collection<Symbol> nulls, Collection<Symbol> others) {
    if (!reached || nulls.isEmpty() && others.isEmpty()) {
      return this;
    }
    Set<Symbol> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(known);
    all.removeAll(others);
    all.addAll(nulls);
    return new NullFacts(true, all);
  }

  /** What is known where this path and {@code other} meet. */
  NullFacts join(NullFacts other) {
    if (!reached) {
      return other;
    }
    if (!other.reached || known.isEmpty()) {
      return this;
    }
    Set<Symbol> both = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Symbol local : known) {
      if (other.known.contains(local)) {
        both.add(local);
      }
    }
    return new NullFacts(true, both);
  }

  /** A point of which nothing is known, if anything reaches it. */
  NullFacts forget() {
    return reached ? NONE : this;
  }
}
