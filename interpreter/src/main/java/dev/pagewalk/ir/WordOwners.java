package dev.pagewalk.ir;

import dev.pagewalk.hw.state.Rows;
import java.util.List;

/**
 * Which words of a state belong to somebody by number, beside a thread's own. Locks name agents too, and masks of RCU;
 * no other word does, and none of the kernel library's values is the number of a CPU or of an agent.
 *
 * @param ofCpus registers, what is cached, requests under way
 * @param ofAgents how deep in sections of RCU, for whom it waits, by which signal it ended, in which call it is
 * @param ofFolios the frames of each slot of the pool {@code folio}; no rows without a kernel
 */
public record WordOwners(List<Rows> ofCpus, List<Rows> ofAgents, Rows ofFolios) {
  /** Those of a program without the kernel, where threads are told by other means. */
  public static final WordOwners NONE = new WordOwners(List.of(), List.of(), new Rows(0, 0, 1));

  public WordOwners {
    ofCpus = List.copyOf(ofCpus);
    ofAgents = List.copyOf(ofAgents);
  }
}
