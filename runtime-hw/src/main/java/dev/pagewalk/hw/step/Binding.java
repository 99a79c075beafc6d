package dev.pagewalk.hw.step;

/**
 * An {@link Intrinsic} under its name in the library.
 *
 * @param name as in {@code extern fn name(...)}
 * @param arity how many arguments it takes
 * @param visible whether it touches what another agent can touch, and so is a step of its own; otherwise it is local
 *     computation and never an interleaving point
 */
public record Binding(String name, int arity, boolean visible, Intrinsic intrinsic) {
  /** A binding that is a step of its own. */
  public static Binding step(String name, int arity, Intrinsic intrinsic) {
    return new Binding(name, arity, true, intrinsic);
  }

  /** A binding that is local computation. */
  public static Binding local(String name, int arity, Intrinsic intrinsic) {
    return new Binding(name, arity, false, intrinsic);
  }
}
