package dev.pagewalk.hw.step;

/**
 * An {@link Intrinsic} under its name in the library.
 *
 * @param name as in {@code extern fn name(...)}
 * @param visible whether it touches what another agent can touch, and so is a step of its own; otherwise it is local
 *     computation and never an interleaving point
 */
public record Binding(String name, boolean visible, Intrinsic intrinsic) {}
