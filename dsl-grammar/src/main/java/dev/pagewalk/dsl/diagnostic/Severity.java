package dev.pagewalk.dsl.diagnostic;

/** How much a diagnostic matters. Only an {@code ERROR} keeps a scenario from being checked. */
public enum Severity {
  ERROR, WARNING, NOTE
}
