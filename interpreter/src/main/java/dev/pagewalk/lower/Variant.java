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
 */
public record Variant(
    Set<String> patches, Map<String, Long> parameters, MachineSettings machine, boolean judgesMemory) {
  /** A variant with every oracle. */
  public Variant(Set<String> patches, Map<String, Long> parameters, MachineSettings machine) {
    this(patches, parameters, machine, true);
  }

  public Variant {
    patches = Set.copyOf(new TreeSet<>(patches));
    parameters = Map.copyOf(new TreeMap<>(parameters));
  }
}
