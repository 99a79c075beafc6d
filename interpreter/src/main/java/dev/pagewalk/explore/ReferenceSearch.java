package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
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
      long states, long transitions, Set<String> findings, long finished, long cut, Set<List<Long>> ends) {}

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
    Map<List<Long>, List<Move>> seen = new HashMap<>();
    Deque<List<Long>> open = new ArrayDeque<>();
    List<Long> first = boxed(snapshot.get());
    seen.put(first, List.of());
    open.add(first);
    Set<String> findings = new TreeSet<>();
    Set<List<Long>> ends = new java.util.HashSet<>();
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
            List<Long> state = boxed(snapshot.get());
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
          ends.add(boxed(snapshot.get()));
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

  private static List<Long> boxed(long[] words) {
    return Arrays.stream(words).boxed().toList();
  }
}
