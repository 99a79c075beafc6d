package dev.pagewalk.lower;

import dev.pagewalk.hw.step.Binding;
import java.util.LinkedHashMap;
import java.util.Map;

/** The intrinsics of models without the kernel: there is nothing to switch off, and nobody to wait for. */
final class PlainBindings {
  private PlainBindings() {}

  static Map<String, Binding> bindings() {
    Map<String, Binding> bindings = new LinkedHashMap<>();
    return bindings;
  }
}
