package dev.pagewalk.lower;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is fixed before a scenario is compiled.
 *
 * @param patches the patches that are in
 * @param parameters the values of scenario parameters that differ from their defaults
 * @param machine the machine's settings
 * @param judgesMemory whether what programs read is compared with what they may read
 * @param keepsRegisters whether what threads have in the variables of their outermost blocks is kept for those who look
 *     at end states
 */
public record Variant(
    Set<String> patches, Map<String, Long> parameters, MachineSettings machine, boolean judgesMemory,
    boolean keepsRegisters) {
  /** A variant with every oracle. */
  public Variant(Set<String> patches, Map<String, Long> parameters, MachineSettings machine) {
    this(patches, parameters, machine, true, false);
  }

  /** The same, with registers kept. */
  public Variant withRegisters() {
    return new Variant(patches, parameters, machine, judgesMemory, true);
  }

  /** The same, but what programs read is not judged. */
  public Variant withoutMemory() {
    return new Variant(patches, parameters, machine, false, keepsRegisters);
  }

  public Variant {
    patches = Set.copyOf(new TreeSet<>(patches));
    parameters = Map.copyOf(new TreeMap<>(parameters));
  }
}
