package dev.pagewalk.dsl.resolve;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about nodes, each told by its identity. A table may stand on another one that does not change any more:
 * what it does not know itself, it looks up there.
 */
final class SideTable<K, V> {
  private final Optional<SideTable<K, V>> below;
  private final Map<K, V> own = new IdentityHashMap<>();

  private SideTable(Optional<SideTable<K, V>> below) {
    this.below = below;
  }

  /** An empty table that stands on nothing. */
  static <K, V> SideTable<K, V> empty() {
    return new SideTable<>(Optional.empty());
  }

  /** A table that knows what this one knows. */
  SideTable<K, V> above() {
    return new SideTable<>(Optional.of(this));
  }

  /** What is known about {@code key}; null if nothing is. */
  V get(K key) {
    V known = own.get(key);
    return known != null || below.isEmpty() ? known : below.get().get(key);
  }

  V getOrDefault(K key, V other) {
    V known = get(key);
    return known == null ? other : known;
  }

  boolean containsKey(K key) {
    return get(key) != null;
  }

  /** Whether {@code key} is known below and was not put in here. */
  boolean isBelow(K key) {
    return !own.containsKey(key) && below.isPresent() && below.get().containsKey(key);
  }

  void put(K key, V value) {
    own.put(key, value);
  }
}
