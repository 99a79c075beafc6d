package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * A system whose state is one number, written down as a function: what each agent does to a state. Changes are made
 * before a step says that it is blocked or cut, as the real machine does, so that a search that forgets to undo is
 * found out.
 */
final class ToySystem implements TransitionSystem {
  /** What an agent does. */
  @FunctionalInterface
  interface Rule {
    /** Moves {@code agent} through {@code toy}, which stands in {@code state}. */
    Outcome step(ToySystem toy, int agent, long state, Choices choices);
  }

  /** What is said of a state in which nobody can move. */
  @FunctionalInterface
  interface Rest {
    /** Judges {@code state}. */
    Outcome judge(ToySystem toy, long state);
  }

  private final int agents;
  private final Rule rule;
  private final Rest rest;
  private final List<Long> history = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private long state;
  private long witnessed;
  private String exhausted = "";

  ToySystem(int agents, long start, Rule rule, Rest rest) {
    this.agents = agents;
    this.rule = rule;
    this.rest = rest;
    state = start;
  }

  ToySystem(int agents, long start, Rule rule) {
    this(agents, start, rule, (toy, state) -> Outcome.ENDED);
  }

  /** A finding that ends the execution. */
  static Finding fatal(String oracle) {
    return Finding.fatal(oracle, "", oracle, 0, "");
  }

  /** The step leads to another state. */
  Outcome go(long to) {
    history.add(state);
    state = to;
    return Outcome.MOVED;
  }

  /** The step leads to another state, and something was seen on the way. */
  Outcome goAndRecord(long to, String oracle) {
    findings.add(Finding.recorded(oracle, "", oracle, 0, ""));
    return go(to);
  }

  /** The step ends the execution, having changed the state. */
  Outcome fail(String oracle) {
    findings.add(fatal(oracle));
    go(-1);
    return Outcome.FOUND;
  }

  /** The step cannot happen, after having changed the state. */
  Outcome block() {
    go(-2);
    return Outcome.BLOCKED;
  }

  /** The execution is not to be judged. */
  Outcome cut() {
    go(-3);
    return Outcome.CUT;
  }

  /** The model has run out of something. */
  Outcome exhaust(String why) {
    exhausted = why;
    return Outcome.EXHAUSTED;
  }

  /** Property {@code i} has a witness in this end state. */
  void witness(int i) {
    witnessed |= 1L << i;
  }

  /** The present state. */
  long state() {
    return state;
  }

  @Override
  public int agents() {
    return agents;
  }

  @Override
  public Outcome step(int agent, Choices choices) {
    findings.clear();
    return rule.step(this, agent, state, choices);
  }

  @Override
  public Outcome rest() {
    findings.clear();
    witnessed = 0;
    return rest.judge(this, state);
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }

  @Override
  public long witnessed() {
    return witnessed;
  }

  @Override
  public String exhausted() {
    return exhausted;
  }

  @Override
  public int mark() {
    return history.size();
  }

  @Override
  public void undo(int mark) {
    while (mark < history.size()) {
      state = history.removeLast();
    }
  }

  @Override
  public long key() {
    return state * 0x9E3779B97F4A7C15L + 1;
  }
}
