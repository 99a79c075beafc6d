package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A lock, or an object that has locks, as a text names it: where the way begins, and the fields along it.
 *
 * @param root the declaration at which the way begins; empty where that is not known
 * @param path the fields and indices behind it
 * @param group all locks that may be the same one as this: those of a field, or a declared lock; empty for a lock that
 *     is only known by a pointer, and for objects
 * @param kind what sort of lock it is, as it is written; locks of different kinds are never the same one
 * @param isStable whether it means the same lock wherever it is written
 */
record LockRef(Optional<Name> root, List<String> path, String group, String kind, boolean isStable) {
  LockRef {
    path = List.copyOf(path);
  }

  /** A section without a lock: it has an outermost beginning and end, and can be entered again. */
  static LockRef section(String text) {
    return new LockRef(Optional.empty(), List.of(text), text, "section", true);
  }

  /** The same lock for certain. */
  boolean is(LockRef other) {
    return isStable && other.isStable && writtenAs(other);
  }

  /** Written in the same way: most likely the same lock. */
  boolean writtenAs(LockRef other) {
    return root.equals(other.root) && path.equals(other.path) && kind.equals(other.kind)
        && (root.isPresent() || kind.equals("section"));
  }

  /** Perhaps the same lock. */
  boolean mayBe(LockRef other) {
    return kind.equals(other.kind) && (group.isEmpty() || other.group.isEmpty() || group.equals(other.group))
        && !(isStable && other.isStable && areDistinct(other));
  }

  /** Two locks that are declared, not reached through an object, are different ones. */
  private boolean areDistinct(LockRef other) {
    return !group.isEmpty() && path.isEmpty() && other.path.isEmpty() && !root.equals(other.root);
  }

  /**
   * As users write it; by the field alone, such as {@code mm.mmap_lock}, where its object is not known, and by its kind
   * where nothing else is.
   */
  String text() {
    if (kind.equals("section")) {
      return path.get(0);
    }
    StringBuilder text = new StringBuilder(root.map(Name::text).orElse(group.isEmpty() ? kind : group));
    if (root.isPresent()) {
      path.forEach(step -> text.append(step.startsWith("[") ? "" : ".").append(step));
    }
    return text.toString();
  }

  /** A lock that is a field of this object. */
  LockRef field(String name, String ofGroup, String ofKind, boolean staysSo) {
    List<String> way = new ArrayList<>(path);
    way.add(name);
    return new LockRef(root, way, ofGroup, ofKind, isStable && staysSo);
  }
}
