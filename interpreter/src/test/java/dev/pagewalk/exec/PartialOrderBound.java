package dev.pagewalk.exec;

import dev.pagewalk.analysis.Catalogue;
import dev.pagewalk.explore.Choices;
import dev.pagewalk.explore.Outcome;
import dev.pagewalk.hw.state.AccessLog;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.ThreadWords;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much persistent sets of one agent could save, at most: in a complete search it is learned which words each agent goes
 * on to touch from each place where it can stand; in a second search an agent is explored alone where its next step meets
 * none of the words that others go on to touch. Real persistent sets know less, and lose more.
 *
 * <p>Run as a program with a pattern for the names of scenario files; {@code docs/exploration.md} has what came of it. That
 * a free or an allocation looks whether anything names its slot is left out of what they touch, and so is where an agent
 * stands: both only make the bound better.
 */
final class PartialOrderBound {
  /** Larger systems are left out. */
  static final int LIMIT = 40_000;

  private final Machine machine;
  private final int agents;
  private final BitSet unseen = new BitSet();
  private final Touched touched = new Touched();
  private final List<Map<List<Integer>, Place>> places = new ArrayList<>();

  /** Where an agent can stand: what it touches from there on, and where its steps lead. */
  private static final class Place {
    private final BitSet reads = new BitSet();
    private final BitSet writes = new BitSet();
    private final Set<Place> next = new HashSet<>();

    boolean learn(Place behind) {
      int before = reads.cardinality() + writes.cardinality();
      reads.or(behind.reads);
      writes.or(behind.writes);
      return before < reads.cardinality() + writes.cardinality();
    }
  }

  /** The words that a step touches. */
  private static final class Touched implements AccessLog {
    private final BitSet reads = new BitSet();
    private final BitSet writes = new BitSet();

    @Override
    public void read(int index) {
      reads.set(index);
    }

    @Override
    public void search(int index) {}

    @Override
    public void write(int index) {
      writes.set(index);
    }

    void clear() {
      reads.clear();
      writes.clear();
    }
  }

  /** What one search saw; {@code states} is 0 if there were more than {@link #LIMIT}. */
  record Seen(long states, long steps, Set<String> findings) {}

  PartialOrderBound(Machine machine) {
    this.machine = machine;
    agents = machine.agents();
    for (Agent agent : machine.program().agents()) {
      unseen.set(agent.base(), agent.base() + ThreadWords.ATOMIC_DEPTH);
    }
    for (int i = 0; i < agents; i++) {
      places.add(new HashMap<>());
    }
  }

  /** Searches everything, and learns. */
  Seen whole() {
    Seen seen = search(false);
    boolean changes = true;
    while (changes) {
      changes = false;
      for (Map<List<Integer>, Place> ofAgent : places) {
        for (Place place : ofAgent.values()) {
          for (Place next : place.next) {
            changes |= place.learn(next);
          }
        }
      }
    }
    return seen;
  }

  /** Searches what is left when agents that meet nobody are explored alone. */
  Seen reduced() {
    return search(true);
  }

  private static final class Level {
    private final int mark;
    private final Choices tape = new Choices();
    private int agent;
    private int last;
    private boolean moved;

    private Level(int mark, int first, int last) {
      this.mark = mark;
      this.agent = first;
      this.last = last;
    }
  }

  private Seen search(boolean reduces) {
    Set<Long> keys = new HashSet<>(Set.of(machine.key()));
    Set<String> findings = new TreeSet<>();
    Deque<Level> levels = new ArrayDeque<>();
    long steps = 0;
    int bottom = machine.mark();
    levels.push(level(reduces, keys));
    while (!levels.isEmpty() && keys.size() <= LIMIT) {
      Level level = levels.peek();
      if (level.last < level.agent) {
        if (!level.moved) {
          machine.rest();
          note(findings);
        }
        levels.pop();
        if (!levels.isEmpty()) {
          machine.undo(levels.peek().mark);
          turn(levels.peek());
        }
        continue;
      }
      level.tape.rewind();
      Outcome outcome = step(level.agent, level.tape, !reduces);
      if (outcome == Outcome.MOVED || outcome == Outcome.FOUND) {
        steps++;
        note(findings);
      }
      level.moved |= outcome != Outcome.BLOCKED && outcome != Outcome.ENDED;
      if (outcome == Outcome.MOVED && keys.add(machine.key())) {
        levels.push(level(reduces, keys));
      } else {
        machine.undo(level.mark);
        turn(level);
      }
    }
    machine.undo(bottom);
    return new Seen(keys.size() <= LIMIT ? keys.size() : 0, steps, findings);
  }

  private static void turn(Level level) {
    if (!level.tape.next()) {
      level.agent++;
      level.tape.clear();
    }
  }

  private void note(Set<String> findings) {
    found().forEach(finding -> findings.add(finding.oracle() + '(' + finding.subject() + ')'));
  }

  /** What the last step found, without data races: they are judged in states, and states are what is saved. */
  private List<Finding> found() {
    return machine.findings().stream().filter(finding -> !finding.oracle().equals("data_race")).toList();
  }

  /** The agents to be tried in the present state: all, or one that meets nobody and leads to a new state. */
  private Level level(boolean reduces, Set<Long> keys) {
    int mark = machine.mark();
    for (int agent = 0; reduces && agent < agents; agent++) {
      Choices tape = new Choices();
      touched.clear();
      List<Place> others = others(agent);
      machine.state().watch(touched);
      Outcome outcome = machine.step(agent, tape);
      machine.state().watch(null);
      boolean isAlone = outcome == Outcome.MOVED && tape.size() == 0 && found().isEmpty()
          && others.stream().noneMatch(this::meets) && !keys.contains(machine.key());
      machine.undo(mark);
      if (isAlone) {
        return new Level(mark, agent, agent);
      }
    }
    return new Level(mark, 0, agents - 1);
  }

  private List<Place> others(int agent) {
    List<Place> others = new ArrayList<>();
    for (int other = 0; other < agents; other++) {
      if (other != agent) {
        others.add(place(other));
      }
    }
    return others;
  }

  private boolean meets(Place other) {
    return touched.writes.stream().anyMatch(word -> !unseen.get(word) && (other.reads.get(word) || other.writes.get(word)))
        || touched.reads.stream().anyMatch(word -> !unseen.get(word) && other.writes.get(word));
  }

  private Outcome step(int agent, Choices tape, boolean learns) {
    if (!learns) {
      return machine.step(agent, tape);
    }
    Place from = place(agent);
    touched.clear();
    machine.state().watch(touched);
    Outcome outcome = machine.step(agent, tape);
    machine.state().watch(null);
    from.reads.or(touched.reads);
    from.writes.or(touched.writes);
    from.next.add(place(agent));
    return outcome;
  }

  private Place place(int agent) {
    List<Integer> key = new ArrayList<>();
    if (agent < machine.program().agents().size()) {
      key.addAll(machine.callStack(agent));
      key.add(machine.position(agent));
    }
    return places.get(agent).computeIfAbsent(key, fresh -> new Place());
  }

  /** Prints a line for each variant that is searched whole: states and steps that are left of 100. */
  public static void main(String[] arguments) {
    String pattern = arguments.length == 0 ? ".*" : arguments[0];
    for (String file : Catalogue.files().stream().filter(name -> name.matches(pattern)).toList()) {
      for (Catalogue.Entry entry : Catalogue.entries(file)) {
        PartialOrderBound bound = new PartialOrderBound(entry.machine());
        Seen whole = bound.whole();
        if (0 < whole.states()) {
          Seen reduced = bound.reduced();
          System.out.printf(Locale.ROOT, "%8d states %5.1f %%  %8d steps %5.1f %%  %s::%s%s%n", whole.states(),
              100.0 * reduced.states() / whole.states(), whole.steps(), 100.0 * reduced.steps() / whole.steps(), file,
              entry.title(), whole.findings().equals(reduced.findings()) ? "" : " FINDS SOMETHING ELSE");
        }
      }
    }
  }
}
