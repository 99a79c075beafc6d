package dev.pagewalk.mm.shadow;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.shadow.Windows.Kind;
import java.util.OptionalLong;

/**
 * The abstract memory: told of every store in the step in which it reaches memory, asked about every load.
 *
 * <p>Private memory is one word per word of an address space, a file's pages one word per word of the file, whoever
 * maps it. A private mapping of a file shows the file's words until it has a word of its own. What is not mapped is not
 * judged: an access that a running munmap() has not stopped yet finds what it finds.
 *
 * <p>While a call is running that is not atomic, more than one value is legal for the words that it changes. A load
 * afterwards, or the page tables as the call leaves them, say which one it was.
 *
 * <p>Model: a private mapping of a file may show any value that the file has had since it was mapped.
 */
public final class Shadow {
  private final Backing backing;
  private final Cells cells;
  private final Windows windows;
  private final Judgement judgement;
  private final boolean on;

  /**
   * Reserves the abstract memory's words in a layout that has all its pools.
   *
   * @param on whether it is kept and judges; off, nothing is
   */
  public Shadow(Layout layout, Hardware hardware, Folios folios, UserNames names, boolean on) {
    this.on = on;
    backing = new Backing(layout, hardware, folios);
    cells = new Cells(layout);
    windows = new Windows(layout);
    judgement = new Judgement(this, backing, cells, names);
  }

  boolean isOn() {
    return on;
  }

  Backing backing() {
    return backing;
  }

  Cells cells() {
    return cells;
  }

  Windows windows() {
    return windows;
  }

  Judgement judgement() {
    return judgement;
  }

  /**
   * A store of a program, or of the kernel or a device on its behalf, reaches memory.
   *
   * @param mm the index of the mm
   * @param pfn the frame that it reaches; -1 if the abstract memory alone is told
   */
  public void stored(StepContext context, int mm, long address, long value, int pfn) {
    if (!on) {
      return;
    }
    State state = context.state();
    long key = key(state, mm, address);
    if (key == Backing.NOTHING) {
      long file = pfn < 0 ? Backing.NOTHING : backing.fileOfFrame(state, pfn, Backing.word(address));
      if (file != Backing.NOTHING) {
        storeFile(context, file, value);
      }
      return;
    }
    if (WordKey.isFile(key)) {
      storeFile(context, key, value);
      return;
    }
    for (int i = 0; i < windows.count(); i++) {
      if (windows.is(state, i, Kind.FORK, WordKey.slot(key))) {
        allow(context, WordKey.inSpace(key, (int) windows.other(state, i)), value);
      }
    }
    if (isReplaced(state, key)) {
      allow(context, key, value);
    } else {
      assign(context, key, value);
    }
    if (cells.isPresent(state, WordKey.pinned(key))) {
      allow(context, WordKey.pinned(key), value);
    }
  }

  /** From now on somebody looks at the page at an address by a reference: its words as they are, and what follows. */
  void pin(StepContext context, int mm, long page) {
    State state = context.state();
    for (int word = 0; word < backing.words(); word++) {
      long address = pageStart(page) + (long) word * Long.BYTES;
      long key = key(state, mm, address);
      if (WordKey.isUser(key)) {
        long pinned = WordKey.pinned(key);
        cells.clearMore(state, pinned);
        long file = backing.fileBehind(state, mm, address);
        boolean isFile = file != Backing.NOTHING && !cells.isPresent(state, key);
        put(context, pinned, cells.value(state, isFile ? file : key));
        cells.more(state, key).forEach(value -> allow(context, pinned, value));
        if (isFile) {
          cells.more(state, file).forEach(value -> allow(context, pinned, value));
        }
      }
    }
  }

  /** The reference to the page at an address is gone. */
  void unpin(State state, int mm, long page) {
    for (int word = 0; word < backing.words(); word++) {
      cells.remove(state, WordKey.pinned(WordKey.user(backing.slot(mm), page, word)));
    }
  }

  /** Whoever holds the reference has read {@code value}; reports it unless the word has had it meanwhile. */
  void pinnedLoaded(StepContext context, int mm, long address, long value) {
    State state = context.state();
    long user = WordKey.user(backing.slot(mm), address, Backing.word(address));
    long pinned = WordKey.pinned(user);
    boolean isFine = !cells.isPresent(state, pinned)
        || cells.value(state, pinned) == value
        || cells.isMore(state, pinned, value);
    if (!isFine) {
      judgement.pinnedLoad(context, user, mm, address, value);
    }
  }

  /** A store to a file's page, by whatever way. */
  void storeFile(StepContext context, long key, long value) {
    State state = context.state();
    if (isReplacedFile(state, key)) {
      allow(context, key, value);
      return;
    }
    long old = cells.value(state, key);
    if (old != value) {
      backing.eachPrivateView(state, key, view -> {
        if (!cells.isPresent(state, view)) {
          allow(context, view, old);
        }
      });
    }
    assign(context, key, value);
  }

  /** A program has loaded {@code value}; reports it unless the word may have it. */
  public void loaded(StepContext context, int mm, long address, long value) {
    if (!on) {
      return;
    }
    State state = context.state();
    long key = key(state, mm, address);
    if (key == Backing.NOTHING) {
      return;
    }
    if (!allows(state, key, mm, address, value)) {
      judgement.load(context, key, mm, address, value);
      return;
    }
    settle(context, key, mm, address, value);
  }

  /** The key of what a program sees at an address. A mapping that is being moved is where it was until it has moved. */
  long key(State state, int mm, long address) {
    long key = backing.key(state, mm, address);
    if (!WordKey.isUser(key)) {
      return key;
    }
    for (int i = 0; i < windows.count(); i++) {
      if (windows.is(state, i, Kind.MOVE, WordKey.slot(key))) {
        long length = windows.end(state, i) - windows.start(state, i);
        long offset = address - windows.other(state, i);
        if (0 <= offset && offset < length) {
          return WordKey.moved(key, windows.start(state, i) - windows.other(state, i));
        }
      }
    }
    return key;
  }

  /** Whether a load of the word may give {@code value}. */
  boolean allows(State state, long key, int mm, long address, long value) {
    if (cells.isMore(state, key, value)) {
      return true;
    }
    if (WordKey.isFile(key)) {
      return allowsFile(state, key, value);
    }
    if (cells.isPresent(state, key)) {
      return cells.value(state, key) == value
          || isReplaced(state, key) && (isReplacement(state, key, value) || isDefault(state, mm, address, value));
    }
    return isDefault(state, mm, address, value) || isReplaced(state, key) && isReplacement(state, key, value);
  }

  private boolean allowsFile(State state, long key, long value) {
    return cells.value(state, key) == value
        || cells.isMore(state, key, value)
        || value == 0 && isReplacedFile(state, key);
  }

  /** Whether private memory that nobody has stored to may hold {@code value}. */
  private boolean isDefault(State state, int mm, long address, long value) {
    long file = backing.fileBehind(state, mm, address);
    return file == Backing.NOTHING ? value == 0 : allowsFile(state, file, value);
  }

  /** A word of which several values were possible is known to have had {@code value}. */
  private void settle(StepContext context, long key, int mm, long address, long value) {
    State state = context.state();
    if (!cells.hasMore(state, key) || isReplaced(state, key) || isReplacedFile(state, key)) {
      return;
    }
    boolean mayBeTheFile = WordKey.isUser(key)
        && !cells.isPresent(state, key)
        && backing.fileBehind(state, mm, address) != Backing.NOTHING
        && isDefault(state, mm, address, value);
    if (!mayBeTheFile) {
      assign(context, key, value);
    }
  }

  /** The word has exactly this value from now on. */
  void assign(StepContext context, long key, long value) {
    State state = context.state();
    boolean isDefault = value == 0
        && (!WordKey.isUser(key)
            || backing.fileBehind(state, backing.mm(WordKey.slot(key)), WordKey.address(key)) == Backing.NOTHING);
    if (isDefault) {
      cells.remove(state, key);
      return;
    }
    if (cells.hasMore(state, key)) {
      cells.clearMore(state, key);
    }
    put(context, key, value);
  }

  void put(StepContext context, long key, long value) {
    if (!cells.put(context.state(), key, value)) {
      context.exhausted("programs use more words of memory than can be kept apart");
    }
  }

  void allow(StepContext context, long key, long value) {
    if (!cells.allow(context.state(), key, value)) {
      context.exhausted("too many values are possible in words that calls are changing");
    }
  }

  /** Lets the page tables say which of the possible values a word of private memory has got, if they do. */
  void settleByMemory(StepContext context, long key) {
    State state = context.state();
    int mm = backing.mm(WordKey.slot(key));
    long address = WordKey.address(key);
    boolean isOfFile = backing.fileBehind(state, mm, address) != Backing.NOTHING;
    if (isOfFile && backing.showsFile(state, mm, address)) {
      return;
    }
    OptionalLong real = backing.real(state, mm, address);
    if (real.isPresent() && allows(state, key, mm, address, real.getAsLong())) {
      assign(context, key, real.getAsLong());
    }
  }

  boolean isReplaced(State state, long key) {
    if (!WordKey.isUser(key)) {
      return false;
    }
    long address = WordKey.address(key);
    for (int i = 0; i < windows.count(); i++) {
      if (windows.is(state, i, Kind.REPLACE, WordKey.slot(key))
          && windows.start(state, i) <= address && address < windows.end(state, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isReplacement(State state, long key, long value) {
    long address = WordKey.address(key);
    for (int i = 0; i < windows.count(); i++) {
      if (windows.is(state, i, Kind.REPLACE, WordKey.slot(key))
          && windows.start(state, i) <= address && address < windows.end(state, i)
          && windows.other(state, i) == value) {
        return true;
      }
    }
    return false;
  }

  boolean isReplacedFile(State state, long key) {
    if (!WordKey.isFile(key)) {
      return false;
    }
    for (int i = 0; i < windows.count(); i++) {
      if (windows.is(state, i, Kind.REPLACE_FILE, WordKey.slot(key))
          && windows.start(state, i) <= WordKey.page(key) && WordKey.page(key) < windows.end(state, i)) {
        return true;
      }
    }
    return false;
  }

  /** Forgets the private memory of an address space between two addresses. */
  void forget(State state, int mm, long start, long end) {
    int slot = backing.slot(mm);
    for (long key : cells.keys(state)) {
      if (isIn(key, slot, start, end)) {
        cells.remove(state, key);
      }
    }
    for (long key : cells.keysWithMore(state)) {
      if (isIn(key, slot, start, end)) {
        cells.clearMore(state, key);
      }
    }
  }

  static boolean isIn(long key, int slot, long start, long end) {
    return WordKey.isUser(key) && WordKey.slot(key) == slot
        && start <= WordKey.address(key) && WordKey.address(key) < end;
  }

  static long pageStart(long address) {
    return address & -Geometry.PAGE_SIZE;
  }
}
