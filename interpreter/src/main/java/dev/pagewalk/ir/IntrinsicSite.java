package dev.pagewalk.ir;

import dev.pagewalk.hw.step.Binding;

/** A place where an intrinsic is called; {@code arguments} are value operands. */
public record IntrinsicSite(Binding binding, int[] arguments) {}
