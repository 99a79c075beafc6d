package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Related;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What is certainly wrong in the texts of one scenario, each once. All of it warns only: a scenario may show it. */
final class Mistakes {
  private record Key(Code code, Span span) {}

  private final Predicate<Code> isWanted;
  private final Map<Key, Diagnostic> found = new LinkedHashMap<>();
  private final Map<LockRef, Span> given = new HashMap<>();
  private boolean isQuiet;

  /** @param isWanted whether a mistake is worth telling; one that a scenario expects is not */
  Mistakes(Predicate<Code> isWanted) {
    this.isWanted = isWanted;
  }

  List<Diagnostic> found() {
    return new ArrayList<>(found.values());
  }

  /** Looks at something without telling what is wrong with it. */
  void quietly(Runnable look) {
    boolean before = isQuiet;
    isQuiet = true;
    look.run();
    isQuiet = before;
  }

  /** Takes note that a thread gives back a lock that it holds. */
  void given(LockRef lock, Span at) {
    given.put(lock, at);
  }

  /** A lock is given back that the thread does not hold. */
  void notHeld(Held lock, Optional<Span> inside) {
    boolean isSection = lock.lock().kind().equals("section");
    List<Related> related = new ArrayList<>();
    Optional.ofNullable(given.get(lock.lock())).ifPresent(at -> related.add(
        new Related(at, isSection ? "it was left here already" : "it was given back here already")));
    inside.ifPresent(at -> related.add(new Related(at, "given back here")));
    report(Code.LOCK_NOT_HELD, lock.at(),
        isSection ? name(lock.lock()) + " is left that the thread is not in"
            : name(lock.lock()) + " is given back, but the thread does not hold it",
        isSection ? "not entered" : "not held here", related,
        isSection ? "enter it on the way here, or leave it only once"
            : "take it on the way here, or give it back only once");
  }

  /** A lock is given back in another mode than it is held in. */
  void wrongMode(Span at, Held held, Optional<Span> inside) {
    List<Related> related = new ArrayList<>();
    related.add(new Related(held.at(), held.isShared() ? "taken for reading here" : "taken for writing here"));
    inside.ifPresent(place -> related.add(new Related(place, "given back here")));
    report(Code.LOCK_NOT_HELD, at,
        name(held.lock()) + " is held for " + (held.isShared() ? "reading" : "writing") + ", but given back for "
            + (held.isShared() ? "writing" : "reading"),
        "the other mode", related, "give it back as it was taken");
  }

  /** A thread waits for a lock that it holds itself. */
  void takenTwice(Span at, Held held, Optional<Span> inside) {
    List<Related> related = new ArrayList<>();
    related.add(new Related(held.at(), "held since here"));
    inside.ifPresent(place -> related.add(new Related(place, "taken again here")));
    report(Code.LOCK_TAKEN_TWICE, at, name(held.lock()) + " is taken by a thread that holds it already",
        "waits for itself", related, "give it back first, or leave out what takes it again");
  }

  /** A thread ends with a lock. */
  void heldAtEnd(Held held, Span end) {
    boolean isSection = held.lock().kind().equals("section");
    report(Code.LOCK_HELD_AT_END, held.at(),
        isSection ? "the thread ends in " + name(held.lock()) : "the thread ends while it holds " + name(held.lock()),
        isSection ? "entered here and not left" : "taken here and not given back",
        List.of(new Related(end, "the thread ends here")),
        isSection ? "leave it on every way to the end" : "give it back on every way to the end");
  }

  /** A lock of a new object is taken before it is initialised. */
  void notInitialised(Span at, String lock, Span allocated, Span elsewhere) {
    report(Code.LOCK_NOT_INITIALISED, at, "`" + lock + "` is taken before it is initialised", "not initialised yet",
        List.of(new Related(allocated, "allocated here"), new Related(elsewhere, "initialised here, elsewhere")),
        "initialise it between `alloc` and here");
  }

  private void report(Code code, Span at, String message, String label, List<Related> related, String help) {
    if (!isQuiet && isWanted.test(code)) {
      found.putIfAbsent(new Key(code, at),
          new Diagnostic(code, Severity.WARNING, message, at, label, related, Optional.of(help), List.of()));
    }
  }

  /** As users write it. */
  private static String name(LockRef lock) {
    return lock.kind().equals("section") ? lock.text() : (lock.root().isEmpty() ? "a lock `" : "`") + lock.text() + "`";
  }
}
