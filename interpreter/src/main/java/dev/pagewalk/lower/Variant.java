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
 */
public record Variant(Set<String> patches, Map<String, Long> parameters, MachineSettings machine) {
  public Variant {
    patches = Set.copyOf(new TreeSet<>(patches));
    parameters = Map.copyOf(new TreeMap<>(parameters));
  }
}
