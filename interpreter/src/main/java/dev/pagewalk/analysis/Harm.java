package dev.pagewalk.analysis;

import dev.pagewalk.witness.Trace;

/**
 * What goes wrong in a variant in which a rule is broken.
 *
 * @param oracle what fired, with its subject in parentheses if it has one
 * @param trace the execution that shows it
 */
public record Harm(String oracle, Trace trace) {}
