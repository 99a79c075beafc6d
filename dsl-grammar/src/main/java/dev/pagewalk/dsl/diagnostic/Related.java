package dev.pagewalk.dsl.diagnostic;

import dev.pagewalk.dsl.syntax.Span;

/** Another place that belongs to a diagnostic, and what it has to do with it. */
public record Related(Span span, String message) {}
