package dev.pagewalk.exec;

import java.util.OptionalLong;

/** What a machine has executed so far, in all executions together. No part of the state. */
final class Coverage {
  /** Whether each instruction has been executed. */
  final boolean[] reached;

  /** Whether each instruction is one half of a race that is meant as it is. */
  final boolean[] intended;

  private final boolean[] hasReturned;
  private final boolean[] isConstant;
  private final long[] results;

  Coverage(int instructions, int callSites) {
    reached = new boolean[instructions];
    intended = new boolean[instructions];
    hasReturned = new boolean[callSites];
    isConstant = new boolean[callSites];
    results = new long[callSites];
  }

  /** An access of this kind would have raced, and is meant to if it says so. */
  void intended(int pc, int kind) {
    if ((kind & Accesses.INTENDED) != 0) {
      intended[pc] = true;
    }
  }

  /** A call through {@code site} has given {@code result}. */
  void returned(int site, long result) {
    isConstant[site] = !hasReturned[site] || isConstant[site] && results[site] == result;
    hasReturned[site] = true;
    results[site] = result;
  }

  /** The one value that every call through {@code site} gave; empty if there were several, or no return. */
  OptionalLong onlyResult(int site) {
    return isConstant[site] ? OptionalLong.of(results[site]) : OptionalLong.empty();
  }

  /** Whether calls through {@code site} have given different results, so that another one tells nothing new. */
  boolean isVaried(int site) {
    return hasReturned[site] && !isConstant[site];
  }

  /** Adds what another machine with the same program has executed. */
  void add(Coverage other) {
    for (int i = 0; i < reached.length; i++) {
      reached[i] |= other.reached[i];
      intended[i] |= other.intended[i];
    }
    for (int site = 0; site < results.length; site++) {
      if (other.hasReturned[site]) {
        boolean isConstantThere = other.isConstant[site];
        returned(site, other.results[site]);
        isConstant[site] &= isConstantThere;
      }
    }
  }
}
