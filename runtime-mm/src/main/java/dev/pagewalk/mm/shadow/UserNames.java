package dev.pagewalk.mm.shadow;

import dev.pagewalk.hw.state.State;
import java.util.Optional;

/** Knows what users call a place in memory. */
public interface UserNames {
  /** Names nothing. */
  UserNames NONE = new UserNames() {
    @Override
    public Optional<String> page(State state, int mm, long address) {
      return Optional.empty();
    }

    @Override
    public Optional<String> file(State state, int mapping) {
      return Optional.empty();
    }
  };

  /** The page at an address of an address space (the index of its mm): {@code A[0] of P}. */
  Optional<String> page(State state, int mm, long address);

  /** A file (the index of its address_space): {@code F}. */
  Optional<String> file(State state, int mapping);
}
