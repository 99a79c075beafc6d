package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known of a thread's locks at a place of its text.
 *
 * @param isReached whether the place can be reached at all
 * @param held what it has taken since the text began, first one first
 * @param given what it has given back that it had not taken since the text began
 * @param taken what it has waited for on every way to this place, before it gave anything like it back
 * @param unsure groups of locks of which nothing is known any more
 * @param unsureKinds kinds of locks of which nothing is known any more
 * @param pending what is known once a variable is known to be true or not
 */
record LockState(
    boolean isReached, List<Held> held, List<Held> given, List<Held> taken, Set<String> unsure, Set<String> unsureKinds,
    Optional<Pending> pending) {
  /** Nothing can come here. */
  static final LockState UNREACHED =
      new LockState(false, List.of(), List.of(), List.of(), Set.of(), Set.of(), Optional.empty());

  /** The beginning of a text. */
  static final LockState START =
      new LockState(true, List.of(), List.of(), List.of(), Set.of(), Set.of(), Optional.empty());

  /** The result of a call that is kept in a variable, and what holds where it is true or not. */
  record Pending(Name variable, LockState ifTrue, LockState ifFalse) {}

  LockState {
    held = List.copyOf(held);
    given = List.copyOf(given);
    taken = List.copyOf(taken);
    unsure = Set.copyOf(unsure);
    unsureKinds = Set.copyOf(unsureKinds);
  }

  /** Whether what is listed of locks like this one is all there is. */
  boolean isSure(LockRef lock) {
    return !unsureKinds.contains(lock.kind()) && !unsure.contains(lock.group());
  }

  LockState with(List<Held> nowHeld, List<Held> nowGiven, List<Held> nowTaken) {
    return new LockState(isReached, nowHeld, nowGiven, nowTaken, unsure, unsureKinds, Optional.empty());
  }

  LockState remembering(Pending result) {
    return new LockState(isReached, held, given, taken, unsure, unsureKinds, Optional.of(result));
  }

  /** Nothing is known of locks like this one from here on. */
  LockState without(LockRef lock) {
    Set<String> groups = new LinkedHashSet<>(unsure);
    Set<String> kinds = new LinkedHashSet<>(unsureKinds);
    Predicate<Held> isKept;
    if (lock.group().isEmpty()) {
      kinds.add(lock.kind());
      isKept = h -> !h.lock().kind().equals(lock.kind());
    } else {
      groups.add(lock.group());
      isKept = h -> !h.lock().group().equals(lock.group());
    }
    return new LockState(isReached, held.stream().filter(isKept).toList(), given.stream().filter(isKept).toList(),
        taken, groups, kinds, Optional.empty());
  }

  /** What is known where two ways meet: what they agree on. */
  LockState join(LockState other) {
    if (!isReached || this == other) {
      return other;
    }
    if (!other.isReached) {
      return this;
    }
    Set<String> groups = new LinkedHashSet<>(unsure);
    groups.addAll(other.unsure);
    Set<String> kinds = new LinkedHashSet<>(unsureKinds);
    kinds.addAll(other.unsureKinds);
    List<Held> both = taken.stream().filter(h -> other.taken.stream().anyMatch(h::isAlike)).toList();
    LockState met = new LockState(true, held, given, both, groups, kinds, Optional.empty());
    List<Held> differing = new ArrayList<>(differing(held, other.held));
    differing.addAll(differing(given, other.given));
    for (Held each : differing) {
      met = met.without(each.lock());
    }
    List<LockRef> unknown = new ArrayList<>();
    met.held.stream().map(Held::lock).filter(lock -> kinds.contains(lock.kind()) || groups.contains(lock.group()))
        .forEach(unknown::add);
    for (LockRef lock : unknown) {
      met = met.without(lock);
    }
    return met;
  }

  private static List<Held> differing(List<Held> here, List<Held> there) {
    List<Held> left = new ArrayList<>(there);
    List<Held> alone = new ArrayList<>();
    for (Held each : here) {
      Optional<Held> twin = left.stream().filter(each::isAlike).findFirst();
      twin.ifPresentOrElse(left::remove, () -> alone.add(each));
    }
    alone.addAll(left);
    return alone;
  }

  /** Whether two ways that meet here are known to be the same; places aside. */
  boolean agreesWith(LockState other) {
    return isReached == other.isReached && differing(held, other.held).isEmpty()
        && differing(given, other.given).isEmpty() && differing(taken, other.taken).isEmpty()
        && unsure.equals(other.unsure) && unsureKinds.equals(other.unsureKinds);
  }
}
