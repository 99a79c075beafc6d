package dev.pagewalk.dsl.parse;

import org.antlr.v4.runtime.DefaultErrorStrategy;

/** Goes on after a mistake. */
final class RecoveryStrategy extends DefaultErrorStrategy {
  private final Complaints complaints;

  RecoveryStrategy(Complaints complaints) {
    this.complaints = complaints;
  }
}
