package dev.pagewalk.explore;

import dev.pagewalk.hw.step.Finding;
import java.util.List;

/** A system that does what another one does; who extends it changes a part of that. */
public abstract class DelegatingSystem implements TransitionSystem {
  private final TransitionSystem system;

  /** What {@code system} does. */
  protected DelegatingSystem(TransitionSystem system) {
    this.system = system;
  }

  @Override
  public int agents() {
    return system.agents();
  }

  @Override
  public Outcome step(int agent, Choices choices) {
    return system.step(agent, choices);
  }

  @Override
  public Outcome rest() {
    return system.rest();
  }

  @Override
  public List<Finding> findings() {
    return system.findings();
  }

  @Override
  public long witnessed() {
    return system.witnessed();
  }

  @Override
  public String exhausted() {
    return system.exhausted();
  }

  @Override
  public int mark() {
    return system.mark();
  }

  @Override
  public void undo(int mark) {
    system.undo(mark);
  }

  @Override
  public long key() {
    return system.key();
  }

  @Override
  public long key(int last) {
    return system.key(last);
  }
}
