package dev.pagewalk.exec;

import dev.pagewalk.explore.ReferenceSearch;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.mm.lock.LockWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

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
    if (!program.owners().ofCpus().isEmpty() && !program.exchangeable().isEmpty()) {
      return KernelEnd.told(program, words);
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
    for (Layout.Region region : program.layout().regions()) {
      if (region.name().startsWith("rcu ")) {
        // Whoever is still in a section is stuck.
        Arrays.fill(words, region.base(), region.base() + region.length(), 0);
      }
    }
    told.add(new Objects(program.layout(), words).told());
    return told;
  }

  /** Words without the slots of objects: each is told by where it is first named. */
  private static final class Objects {
    private final Layout layout;
    private final long[] words;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<Integer> found = new ArrayList<>();

    Objects(Layout layout, long[] words) {
      this.layout = layout;
      this.words = words;
    }

    List<Object> told() {
      List<Object> told = new ArrayList<>();
      for (int i = 0; i < words.length; i++) {
        if (layout.header(i) == 0) {
          told.add(word(words[i]));
        }
      }
      for (int i = 0; i < found.size(); i++) {
        told.add(object(found.get(i), this::word));
      }
      // Objects that nothing names.
      told.add(IntStream.range(0, words.length)
          .filter(i -> layout.header(i) == i && words[i] == StructLayout.LIVE && !numbers.containsKey(i))
          .mapToObj(i -> object(i, word -> Words.isReference(word) ? "?" : word).toString())
          .sorted().toList());
      return told;
    }

    private List<Object> object(int header, LongFunction<Object> word) {
      Pool pool = layout.poolOf(header).orElseThrow();
      List<Object> told = new ArrayList<>(List.of(pool.struct().name()));
      for (int i = header; i < header + pool.stride(); i++) {
        told.add(word.apply(words[i]));
      }
      return told;
    }

    private Object word(long word) {
      int header = Words.isReference(word) ? layout.header(Words.index(word)) : 0;
      if (header == 0) {
        return word;
      }
      int number = numbers.computeIfAbsent(header, key -> {
        found.add(key);
        return found.size();
      });
      return number + "+" + (Words.index(word) - header);
    }
  }
}
