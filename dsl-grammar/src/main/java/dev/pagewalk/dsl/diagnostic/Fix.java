package dev.pagewalk.dsl.diagnostic;

import dev.pagewalk.dsl.syntax.Span;

/** A change that removes the cause: {@code replacement} takes the place of {@code span}. */
public record Fix(String title, Span span, String replacement) {}
