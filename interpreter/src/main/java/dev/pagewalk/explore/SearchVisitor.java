package dev.pagewalk.explore;

import java.util.List;
import java.util.function.Supplier;

/** Looks on while a search goes through the states of a system. */
@FunctionalInterface
public interface SearchVisitor {
  /** Looks at nothing. */
  SearchVisitor NONE = new SearchVisitor() {
    @Override
    public void atEnd(Supplier<List<Move>> execution) {}
  };

  /**
   * The system stands in an end state that the search has just judged.
   *
   * @param execution gives the steps that led there, when they are wanted
   */
  void atEnd(Supplier<List<Move>> execution);

  /** The last step has led to a state that had not been seen. */
  default void entered() {}
}
