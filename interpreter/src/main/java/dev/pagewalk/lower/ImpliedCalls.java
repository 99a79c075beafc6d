package dev.pagewalk.lower;

import java.util.Set;

/** Functions of the kernel library that run in scenarios whose text does not name them. */
public final class ImpliedCalls {
  /** What reading and writing a page's word, and {@code fork}, turn into. */
  private static final Set<String> BY_ITEMS = Set.of("user_load", "user_store", "fork_mm");

  /** How the functions that build a start state are called. */
  private static final String BUILDER = "state_";

  private ImpliedCalls() {}

  /** Whether the compiler may call {@code function}, of the library, by itself. */
  public static boolean contains(String function) {
    return function.startsWith(BUILDER) || BY_ITEMS.contains(function);
  }
}
