package dev.pagewalk.lower;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.mm.rcu.Rcu;
import java.util.LinkedHashMap;
import java.util.Map;

/** The intrinsics of models without the kernel: read-copy-update works there too. */
final class PlainBindings {
  private PlainBindings() {}

  static Map<String, Binding> bindings(Layout layout) {
    Map<String, Binding> bindings = new LinkedHashMap<>();
    new Rcu(layout).bindings().forEach(binding -> bindings.put(binding.name(), binding));
    return bindings;
  }
}
