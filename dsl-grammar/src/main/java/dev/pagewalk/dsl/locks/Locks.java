package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What taking and giving back does to what is known, and what is certainly wrong with it. */
final class Locks {
  private final Mistakes mistakes;
  private final boolean isWhole;

  /** @param isWhole whether the text begins with no lock held: that of a thread */
  Locks(Mistakes mistakes, boolean isWhole) {
    this.mistakes = mistakes;
    this.isWhole = isWhole;
  }

  /** Takes a lock; waits for it. */
  LockState take(LockState state, LockRef lock, boolean isShared, Span at) {
    if (!state.isReached()) {
      return state;
    }
    Held wanted = new Held(lock, isShared, at);
    if (waitsForItself(state, wanted, Optional.empty())) {
      return LockState.UNREACHED;
    }
    List<Held> taken = new ArrayList<>(state.taken());
    if (state.isSure(lock) && state.given().stream().noneMatch(h -> h.lock().mayBe(lock))) {
      taken.add(wanted);
    }
    return holding(state, wanted, taken);
  }

  /** What holds where a lock was had at once. */
  LockState had(LockState state, LockRef lock, boolean isShared, Span at) {
    return state.isReached() ? holding(state, new Held(lock, isShared, at), state.taken()) : state;
  }

  private static LockState holding(LockState state, Held lock, List<Held> taken) {
    List<Held> held = new ArrayList<>(state.held());
    if (state.isSure(lock.lock())) {
      held.add(lock);
    }
    return state.with(held, state.given(), taken);
  }

  /** Whether the thread waits for what it holds itself, which is reported. */
  private boolean waitsForItself(LockState state, Held wanted, Optional<Span> inside) {
    if (wanted.lock().kind().equals("section") || !state.isSure(wanted.lock())) {
      return false;
    }
    Optional<Held> same = state.held().stream()
        .filter(h -> h.lock().is(wanted.lock()) && !(h.isShared() && wanted.isShared()))
        .findFirst();
    same.ifPresent(h -> mistakes.takenTwice(wanted.at(), h, inside));
    return same.isPresent();
  }

  /** Gives a lock back. */
  LockState give(LockState state, LockRef lock, boolean isShared, Span at, Optional<Span> inside) {
    if (!state.isReached() || !state.isSure(lock)) {
      return state;
    }
    Held wanted = new Held(lock, isShared, at);
    Optional<Held> same = last(state.held(), h -> h.lock().is(lock) || h.lock().writtenAs(lock));
    if (same.isPresent()) {
      mistakes.given(lock, at);
      if (same.get().isShared() != isShared && same.get().lock().is(lock)) {
        mistakes.wrongMode(at, same.get(), inside);
        return LockState.UNREACHED;
      }
      LockState left = state.with(without(state.held(), same.get()), state.given(), state.taken());
      return same.get().lock().is(lock) ? left : left.without(lock);
    }
    List<Held> candidates = state.held().stream().filter(h -> h.lock().mayBe(lock)).toList();
    if (candidates.size() == 1) {
      Held only = candidates.get(0);
      return state.with(without(state.held(), only), state.given(), state.taken()).without(lock).without(only.lock());
    }
    if (!candidates.isEmpty()) {
      return candidates.stream().map(Held::lock).reduce(state.without(lock), LockState::without, (a, b) -> a);
    }
    if (isWhole) {
      if (lock.group().isEmpty()) {
        return state;
      }
      mistakes.notHeld(wanted, inside);
      return LockState.UNREACHED;
    }
    List<Held> given = new ArrayList<>(state.given());
    given.add(wanted);
    return state.with(state.held(), given, state.taken());
  }

  /** Turns a lock that is held for writing into one for reading. */
  LockState downgrade(LockState state, LockRef lock, Span at) {
    return had(give(state, lock, false, at, Optional.empty()), lock, true, at);
  }

  /**
   * What holds behind a call.
   *
   * @param effects of the function
   * @param here what its locks are called where it is called
   */
  LockState call(LockState state, LockState effects, UnaryOperator<LockRef> here, Span at) {
    if (!state.isReached() || !effects.isReached()) {
      return LockState.UNREACHED;
    }
    if (effects == LockState.START) {
      return state;
    }
    LockState after = state;
    List<Held> taken = new ArrayList<>(state.taken());
    for (Held each : effects.taken()) {
      Held wanted = new Held(here.apply(each.lock()), each.isShared(), at);
      if (waitsForItself(state, wanted, Optional.of(each.at()))) {
        return LockState.UNREACHED;
      }
      if (state.isSure(wanted.lock()) && state.given().stream().noneMatch(h -> h.lock().mayBe(wanted.lock()))) {
        taken.add(wanted);
      }
    }
    for (Held each : effects.given()) {
      after = give(after, here.apply(each.lock()), each.isShared(), at, Optional.of(each.at()));
    }
    for (String group : effects.unsure()) {
      after = after.without(new LockRef(Optional.empty(), List.of(), group, "", false));
    }
    for (String kind : effects.unsureKinds()) {
      after = after.without(new LockRef(Optional.empty(), List.of(), "", kind, false));
    }
    for (Held each : effects.held()) {
      after = had(after, here.apply(each.lock()), each.isShared(), at);
    }
    boolean changes = !effects.taken().isEmpty() || after != state;
    return changes ? after.with(after.held(), after.given(), taken) : state;
  }

  /** Reports what a thread holds at its end. */
  void end(LockState state, Span at) {
    if (state.isReached()) {
      state.held().stream().filter(h -> state.isSure(h.lock())).findFirst().ifPresent(h -> mistakes.heldAtEnd(h, at));
    }
  }

  private static Optional<Held> last(List<Held> all, Predicate<Held> wanted) {
    return all.reversed().stream().filter(wanted).findFirst();
  }

  private static List<Held> without(List<Held> all, Held one) {
    List<Held> left = new ArrayList<>(all);
    left.remove(all.lastIndexOf(one));
    return left;
  }
}
