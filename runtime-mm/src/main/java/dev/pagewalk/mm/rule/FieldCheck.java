package dev.pagewalk.mm.rule;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;

/**
 * Looks at one access to a field, in the step of the access and behind it. A breach is recorded: nothing need have gone
 * wrong yet.
 *
 * <p>Model: an access through a pointer to a field is subject to no rule; nor is set-up.
 */
public final class FieldCheck {
  /** How many words a step changes between an access and the look at it, at most. */
  private static final int RECENT = 32;

  private final Judge judge;
  private final Rule rule;
  private final Access access;
  private final int offset;
  private final int setup;

  /** To which accesses a rule applies. */
  public enum Access {
    /** Every read. */
    READ("read"),
    /** Every write. */
    WRITE("written"),
    /** A write that replaces null, or 0. */
    SET("set"),
    /** A write of null, or 0. */
    CLEAR("cleared");

    private final String done;

    Access(String done) {
      this.done = done;
    }
  }

  /**
   * A check.
   *
   * @param offset of the field, from the header of its object
   * @param setup the agent that builds the start state
   */
  public FieldCheck(Judge judge, Rule rule, Access access, int offset, int setup) {
    this.judge = judge;
    this.rule = rule;
    this.access = access;
    this.offset = offset;
    this.setup = setup;
  }

  /** The check as local computation with the object as its argument. */
  public Binding binding() {
    return Binding.local("rule " + rule.text(), 1, (context, args) -> {
      check(context, args[0]);
      return 0;
    });
  }

  private void check(StepContext context, long object) {
    int header = Words.index(object);
    if (context.agent() == setup || object == 0 || context.state().get(header) != StructLayout.LIVE) {
      return;
    }
    if (!applies(context.state(), header + offset)) {
      return;
    }
    long[] things = {object};
    View view = access == Access.READ
        ? View.now(context) : new View(context, header + offset, old(context.state(), header + offset));
    if (!judge.isKept(view, rule, things)) {
      context.report(Finding.recorded("lock_rule", "field",
          "{" + (header + offset) + "} is " + access.done + " without " + judge.lacking(view, rule, things)
              + "; the rule is `" + rule.text() + "`" + (rule.source().isEmpty() ? "" : " (" + rule.source() + ")"),
          judge.lackingLock(view, rule, things), "locked").mendedBy(judge.remedies(view, rule, things)));
    }
  }

  private boolean applies(State state, int place) {
    return switch (access) {
      case READ, WRITE -> true;
      case SET -> state.get(place) != 0 && old(state, place) == 0;
      case CLEAR -> state.get(place) == 0 && old(state, place) != 0;
    };
  }

  /** What the word was before it was written last, just now; what it is if that changed nothing. */
  private static long old(State state, int place) {
    for (int entry = state.mark() - 1; Math.max(0, state.mark() - RECENT) <= entry; entry--) {
      if (state.journalIndex(entry) == place) {
        return state.journalOld(entry);
      }
    }
    return state.get(place);
  }
}
