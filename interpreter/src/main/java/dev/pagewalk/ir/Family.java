package dev.pagewalk.ir;

import java.util.List;
import java.util.Optional;

/**
 * Threads that are declared {@code symmetric}.
 *
 * @param name as declared, without an index
 * @param members positions in {@link Program#agents()}
 * @param refused why they cannot be exchanged for each other, as what follows "because"; empty if they can
 */
public record Family(String name, List<Integer> members, Optional<String> refused) {
  public Family {
    members = List.copyOf(members);
  }
}
