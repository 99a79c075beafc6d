package dev.pagewalk.exec;

import dev.pagewalk.explore.ReferenceSearch;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.mm.lock.LockWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * End states as far as somebody could tell them apart: the members of symmetric families are sorted, what a stuck
 * thread keeps in its frames is left out.
 */
final class EndWords {
  private EndWords() {}

  static Set<List<Object>> of(Program program, Set<ReferenceSearch.Snapshot> ends) {
    Set<List<Object>> all = new HashSet<>();
    ends.forEach(end -> all.add(words(program, end)));
    return all;
  }

  private static List<Object> words(Program program, ReferenceSearch.Snapshot end) {
    long[] words = new long[program.layout().size()];
    for (int i = 0; i < end.indicesAndValues().length; i += 2) {
      words[(int) end.indicesAndValues()[i]] = end.indicesAndValues()[i + 1];
    }
    List<Object> told = new ArrayList<>();
    for (List<Integer> family : program.exchangeable()) {
      List<List<Long>> members = new ArrayList<>();
      for (int member : family) {
        List<Long> own = new ArrayList<>();
        own.add(words[program.agents().get(member).base()]);
        for (int lock : program.lockWords()) {
          own.add(LockWord.share(words[lock], member));
          words[lock] = LockWord.without(words[lock], member);
        }
        members.add(own);
      }
      members.sort(Comparator.comparing(Object::toString));
      told.add(members);
      family.forEach(member -> words[program.agents().get(member).base()] = 0);
    }
    for (Agent agent : program.agents()) {
      int from = agent.base() + ThreadWords.STACK;
      Arrays.fill(words, from, from + agent.stackWords(), 0);
      words[agent.base() + ThreadWords.FRAME] = 0;
    }
    told.add(Arrays.stream(words).boxed().toList());
    return told;
  }
}
