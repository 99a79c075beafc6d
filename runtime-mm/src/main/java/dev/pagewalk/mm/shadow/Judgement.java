package dev.pagewalk.mm.shadow;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import java.util.OptionalLong;

/**
 * Says what is wrong with a value that the abstract memory does not allow: a store is lost ({@code lost_write}), a
 * value is read again that is gone ({@code stale_read}), or one that was never there ({@code leak}).
 *
 * <p>What was there is looked up in the journal, which holds the whole execution: history costs no words of the state.
 */
final class Judgement {
  private final Shadow shadow;
  private final Backing backing;
  private final Cells cells;
  private final UserNames names;

  Judgement(Shadow shadow, Backing backing, Cells cells, UserNames names) {
    this.shadow = shadow;
    this.backing = backing;
    this.cells = cells;
    this.names = names;
  }

  /** A program has loaded a value that its word cannot have. */
  void load(StepContext context, long key, int mm, long address, long value) {
    State state = context.state();
    OptionalLong real = WordKey.isFile(key)
        ? OptionalLong.of(backing.real(state, key))
        : backing.real(state, mm, address);
    String what = name(state, key, mm, address) + " reads " + value;
    boolean isInMemory = real.isPresent() && shadow.allows(state, key, mm, address, real.getAsLong());
    if (isInMemory && hasHeld(state, key, mm, address, value)) {
      stale(context, key, what + " through a cached translation, but holds " + real.getAsLong());
    } else {
      wrong(context, key, mm, address, value, what);
    }
  }

  /** Whoever holds a reference to a page has read a value that the word has not had since. */
  void pinnedLoad(StepContext context, long key, int mm, long address, long value) {
    String what = "who holds a reference reads " + value + " in " + name(context.state(), key, mm, address);
    if (hasHeld(context.state(), key, mm, address, value)) {
      stale(context, key, what + ", which it has not held since");
    } else {
      context.report(leak(context, key, value, what));
    }
  }

  /** Memory holds a value at the end that its word cannot have. */
  void end(StepContext context, long key, int mm, long address, long value, String when) {
    wrong(context, key, mm, address, value, name(context.state(), key, mm, address) + " is " + value + " " + when);
  }

  private void wrong(StepContext context, long key, int mm, long address, long value, String what) {
    State state = context.state();
    if (!hasHeld(state, key, mm, address, value)) {
      context.report(leak(context, key, value, what).causedBy(past -> isRight(past, key, mm, address), "leaked"));
    } else if (cells.isPresent(state, key)) {
      context.report(Finding.fatal("lost_write", "",
          what + ": the store of " + cells.value(state, key) + " is lost", cells.valueIndex(state, key), "stored")
          .causedBy(past -> isRight(past, key, mm, address), "lost"));
    } else {
      stale(context, key, what + ", which it holds no more");
    }
  }

  private void stale(StepContext context, long key, String message) {
    context.report(Finding.fatal("stale_read", "", message, cells.valueIndex(context.state(), key), "stored"));
  }

  private Finding leak(StepContext context, long key, long value, String what) {
    State state = context.state();
    for (long other : cells.keys(state)) {
      if (other != key && cells.value(state, other) == value) {
        int owner = WordKey.isFile(other) ? 0 : backing.mm(WordKey.slot(other));
        return Finding.fatal("leak", "",
            what + ", which was never stored there: it belongs to " + name(state, other, owner, WordKey.address(other)),
            cells.valueIndex(state, other), "stored");
      }
    }
    return Finding.fatal("leak", "", what + ", which was never stored there", 0, "");
  }

  /** Whether memory held in some state of the execution what the word could have then; so too where nothing says. */
  private boolean isRight(State past, long key, int mm, long address) {
    if (WordKey.isFile(key)) {
      return shadow.allows(past, key, mm, address, backing.real(past, key));
    }
    OptionalLong real = backing.real(past, mm, address);
    return real.isEmpty() || shadow.allows(past, key, mm, address, real.getAsLong());
  }

  /** Whether a word has had a value since the start. */
  private boolean hasHeld(State state, long key, int mm, long address, long value) {
    if (hasHeld(state, key, value)) {
      return true;
    }
    if (WordKey.isFile(key)) {
      return value == 0;
    }
    long file = backing.fileBehind(state, mm, address);
    return file == Backing.NOTHING ? value == 0 : value == 0 || hasHeld(state, file, value);
  }

  private boolean hasHeld(State state, long key, long value) {
    int index = cells.valueIndex(state, key);
    if (cells.value(state, key) == value && cells.isPresent(state, key)) {
      return true;
    }
    for (int entry = state.mark() - 1; 0 <= entry; entry--) {
      int changed = state.journalIndex(entry);
      if (state.journalOld(entry) == value && (changed == index || cells.isBookkeeping(changed))) {
        return true;
      }
    }
    return false;
  }

  /** What users call a word: {@code A[0][2] of P}. */
  String name(State state, long key, int mm, long address) {
    if (WordKey.isFile(key)) {
      int mapping = backing.mapping(WordKey.slot(key));
      return "word " + WordKey.word(key) + " of page " + WordKey.page(key) + " of "
          + names.file(state, mapping).orElse("the file of {" + mapping + "}");
    }
    int word = Backing.word(address);
    return names.page(state, mm, address)
        .map(page -> page.replaceFirst("]", "][" + word + "]"))
        .orElseGet(() -> "word " + word + " of 0x" + Long.toHexString(Shadow.pageStart(address)) + " of {" + mm + "}");
  }
}
