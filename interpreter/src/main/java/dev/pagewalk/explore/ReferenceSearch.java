package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The slow, obvious search with which every other is compared: breadth first, whole states kept and compared word for
 * word, each state reached anew by replaying its moves from the start. No fingerprints, no reductions, nothing undone
 * but whole executions.
 *
 * <p>For small systems only.
 */
public final class ReferenceSearch {
  /**
   * What the search saw.
   *
   * @param findings each kind of finding as {@code oracle(subject)}
   * @param ends the end states
   */
  public record Result(
      long states, long transitions, Set<String> findings, long finished, long cut, Set<Snapshot> ends) {}

  /**
   * All words of a state: the index and the value of each that is not 0, one behind the other. Two are equal if all
   * words are.
   */
  public record Snapshot(long[] indicesAndValues) {
    /** The snapshot of a state's words. */
    public static Snapshot of(long[] words) {
      long[] pairs = new long[2 * (int) Arrays.stream(words).filter(word -> word != 0).count()];
      int at = 0;
      for (int i = 0; i < words.length; i++) {
        if (words[i] != 0) {
          pairs[at++] = i;
          pairs[at++] = words[i];
        }
      }
      return new Snapshot(pairs);
    }

    /** The word at {@code index}. */
    public long get(int index) {
      for (int i = 0; i < indicesAndValues.length; i += 2) {
        if (indicesAndValues[i] == index) {
          return indicesAndValues[i + 1];
        }
      }
      return 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Snapshot snapshot && Arrays.equals(snapshot.indicesAndValues, indicesAndValues);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(indicesAndValues);
    }
  }

  private ReferenceSearch() {}

  /**
   * Searches everything.
   *
   * @param system stands in its start state
   * @param snapshot a copy of all words of the system's present state
   * @param limit the largest number of states
   * @throws IllegalStateException if there are more, or if the model runs out of something: an error of the caller
   */
  public static Result run(TransitionSystem system, Supplier<long[]> snapshot, long limit) {
    int bottom = system.mark();
    Map<Snapshot, List<Move>> seen = new HashMap<>();
    Deque<Snapshot> open = new ArrayDeque<>();
    Snapshot first = Snapshot.of(snapshot.get());
    seen.put(first, List.of());
    open.add(first);
    Set<String> findings = new TreeSet<>();
    Set<Snapshot> ends = new HashSet<>();
    long transitions = 0;
    long finished = 0;
    long cut = 0;
    while (!open.isEmpty()) {
      List<Move> path = seen.get(open.remove());
      boolean moved = false;
      for (int agent = 0; agent < system.agents(); agent++) {
        Choices choices = new Choices();
        do {
          replay(system, bottom, path);
          choices.rewind();
          Outcome outcome = system.step(agent, choices);
          if (outcome == Outcome.MOVED || outcome == Outcome.FOUND) {
            transitions++;
            for (Finding finding : system.findings()) {
              findings.add(finding.oracle() + '(' + finding.subject() + ')');
            }
          }
          if (outcome == Outcome.CUT) {
            cut++;
          }
          if (outcome == Outcome.EXHAUSTED) {
            throw new IllegalStateException("the model runs out: " + system.exhausted());
          }
          moved |= outcome == Outcome.MOVED || outcome == Outcome.FOUND || outcome == Outcome.CUT;
          if (outcome == Outcome.MOVED) {
            Snapshot state = Snapshot.of(snapshot.get());
            if (!seen.containsKey(state)) {
              List<Move> longer = new ArrayList<>(path);
              longer.add(new Move(agent, choices.taken()));
              seen.put(state, longer);
              open.add(state);
            }
          }
        } while (choices.next());
      }
      if (!moved) {
        replay(system, bottom, path);
        if (system.rest() == Outcome.CUT) {
          cut++;
        } else {
          finished++;
          ends.add(Snapshot.of(snapshot.get()));
          for (Finding finding : system.findings()) {
            findings.add(finding.oracle() + '(' + finding.subject() + ')');
          }
        }
      }
      if (limit < seen.size()) {
        throw new IllegalStateException("more than " + limit + " states: too many for the reference search");
      }
    }
    system.undo(bottom);
    return new Result(seen.size(), transitions, findings, finished, cut, ends);
  }

  private static void replay(TransitionSystem system, int bottom, List<Move> path) {
    system.undo(bottom);
    for (Move move : path) {
      Choices choices = new Choices();
      choices.follow(move.choices());
      system.step(move.agent(), choices);
    }
  }
}
