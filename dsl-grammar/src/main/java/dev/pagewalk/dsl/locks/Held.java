package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.syntax.Span;

/**
 * A lock that is held, or that somebody gives back.
 *
 * @param isShared whether for reading
 * @param at where that happens
 */
record Held(LockRef lock, boolean isShared, Span at) {
  boolean isAlike(Held other) {
    return isShared == other.isShared && lock.equals(other.lock);
  }
}
