package dev.pagewalk.analysis;

import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.lower.ImpliedCalls;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The part of the library that a scenario can come across: of the functions those that it names, those that are called
 * on its behalf, and what these name in turn; of the rest everything, or, for a scenario that has nothing to do with
 * the kernel, only the patches, which may be asked for by name.
 *
 * <p>What a name stands for is not looked at: a word that is also the name of a function counts as naming it, so that
 * an excerpt can have too much but not too little. What it lacks in spite of that is unknown to the resolver.
 */
final class Excerpts {
  /** Words of scenarios that bring the kernel with them. */
  private static final Set<String> KERNEL_WORDS = Set.of("process", "file", "machine", "fork");

  private final List<? extends CutFile> files;
  private final Map<String, Place> functions = new HashMap<>();
  private final Map<String, Set<String>> mentions = new HashMap<>();

  private record Place(int file, int number) {}

  /** Excerpts of a library that has these files. */
  Excerpts(List<? extends CutFile> files) {
    this.files = List.copyOf(files);
    for (int file = 0; file < files.size(); file++) {
      for (int number = 0; number < files.get(file).size(); number++) {
        List<String> words = files.get(file).words(number);
        if (isFunction(words)) {
          functions.put(words.get(1), new Place(file, number));
        }
      }
    }
  }

  /** The files with what can matter to a text with these words; empty if the library cannot be cut. */
  synchronized Optional<List<SourceUnit>> mentionedBy(Set<String> words) {
    List<BitSet> chosen = choose(words);
    List<Optional<SourceUnit>> units = IntStream.range(0, files.size()).parallel()
        .mapToObj(file -> files.get(file).unit(chosen.get(file)))
        .toList();
    return units.stream().allMatch(Optional::isPresent)
        ? Optional.of(units.stream().map(Optional::get).toList())
        : Optional.empty();
  }

  private List<BitSet> choose(Set<String> words) {
    Set<String> found = new HashSet<>(words);
    boolean kernel = words.stream().anyMatch(word -> KERNEL_WORDS.contains(word) || functions.containsKey(word));
    List<BitSet> chosen = files.stream().map(file -> chooseAlways(file, kernel, found)).toList();
    if (!kernel) {
      return chosen;
    }
    functions.keySet().stream().filter(ImpliedCalls::contains).forEach(found::add);
    Deque<String> open = new ArrayDeque<>(found);
    Set<String> closed = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      Place place = functions.get(name);
      if (place != null && closed.add(name)) {
        chosen.get(place.file()).set(place.number());
        open.addAll(mentions.computeIfAbsent(name, key -> mentionedIn(place)));
      }
    }
    return chosen;
  }

  /** What there is whatever functions are called; the names in it go to {@code found}. */
  private static BitSet chooseAlways(CutFile file, boolean kernel, Set<String> found) {
    BitSet here = new BitSet();
    for (int number = 0; number < file.size(); number++) {
      List<String> words = file.words(number);
      if (!words.isEmpty() && (words.get(0).equals("patch") || kernel && !isFunction(words))) {
        here.set(number);
        file.addMentions(number, found);
      }
    }
    return here;
  }

  private static boolean isFunction(List<String> words) {
    return 1 < words.size() && words.get(0).equals("fn");
  }

  private Set<String> mentionedIn(Place place) {
    Set<String> words = new HashSet<>();
    files.get(place.file()).addMentions(place.number(), words);
    words.retainAll(functions.keySet());
    return words;
  }
}
