package dev.pagewalk.mm.rule;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.mm.lock.LockWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Says whether the running thread has what a rule demands. */
public final class Judge {
  private static final int MOST_REMEDIES = 8;

  private final Sections sections;

  /** @param sections in which sections threads are */
  public Judge(Sections sections) {
    this.sections = sections;
  }

  /**
   * Whether the rule is kept, or does not apply.
   *
   * @param things references to what the rule speaks of; null for what there is not
   */
  boolean isKept(View view, Rule rule, long[] things) {
    return holdsAny(view, rule.needs(), things) || isExempt(view, rule, things)
        && isExempt(View.now(view.context()), rule, things);
  }

  private boolean isExempt(View view, Rule rule, long[] things) {
    return rule.exempt().isPresent() && holds(view, rule.exempt().get(), things);
  }

  private boolean holdsAny(View view, List<Condition.All> alternatives, long[] things) {
    for (int i = 0; i < alternatives.size(); i++) {
      if (missing(view, alternatives.get(i), things) == 0) {
        return true;
      }
    }
    return false;
  }

  private int missing(View view, Condition.All all, long[] things) {
    int missing = 0;
    for (int i = 0; i < all.conditions().size(); i++) {
      missing += holds(view, all.conditions().get(i), things) ? 0 : 1;
    }
    return missing;
  }

  /** Whether a condition holds. */
  boolean holds(View view, Condition condition, long[] things) {
    return switch (condition) {
      case Condition.Held held -> isHeld(view, held, things);
      case Condition.Set set -> set.field().value(view, things) != 0;
      case Condition.Test test -> passes(view, test, things);
      case Condition.InRcu rcu -> sections.inRcu(view.context());
      case Condition.InterruptsOff off -> sections.interruptsOff(view.context());
      case Condition.Fixed fixed -> fixed.holds();
      case Condition.Not not -> !holds(view, not.condition(), things);
      case Condition.Named named -> holds(view, named, arguments(view, named.arguments(), things));
    };
  }

  /** Of what there is not nothing holds, not even the opposite of something. */
  private boolean holds(View view, Condition.Named named, long[] arguments) {
    for (long argument : arguments) {
      if (argument == 0) {
        return false;
      }
    }
    return holdsAny(view, named.needs(), arguments);
  }

  private static boolean passes(View view, Condition.Test test, long[] things) {
    long[] arguments = arguments(view, test.arguments(), things);
    for (long argument : arguments) {
      if (argument == 0) {
        return false;
      }
    }
    return test.test().intrinsic().call(view.context(), arguments) != 0;
  }

  private static long[] arguments(View view, List<Path> given, long[] things) {
    long[] arguments = new long[given.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = given.get(i).value(view, things);
    }
    return arguments;
  }

  /**
   * Nobody else can take a lock in the thread's name: one that it does not hold is no word on which its step depends.
   */
  private static boolean isHeld(View view, Condition.Held held, long[] things) {
    State state = view.state();
    int place = held.lock().place(view, things);
    if (place == Path.NOWHERE) {
      return false;
    }
    long lock = state.peek(place);
    boolean isHeld = held.forWriting()
        ? LockWord.isHeldAlone(lock, view.context().agent()) : LockWord.isHeld(lock, view.context().agent());
    if (isHeld) {
      state.get(place);
    }
    return isHeld;
  }

  /**
   * What a thread that breaks the rule lacks, in the alternative that comes nearest to being kept; the first such one.
   *
   * @return what is lacking, words as placeholders, joined by {@code and}
   */
  String lacking(View view, Rule rule, long[] things) {
    return lacking(view, rule.needs(), things);
  }

  private String lacking(View view, List<Condition.All> alternatives, long[] things) {
    Condition.All nearest = alternatives.getFirst();
    for (Condition.All all : alternatives) {
      if (missing(view, all, things) < missing(view, nearest, things)) {
        nearest = all;
      }
    }
    List<String> lacking = new ArrayList<>();
    for (Condition condition : nearest.conditions()) {
      if (!holds(view, condition, things)) {
        lacking.add(text(view, condition, things));
      }
    }
    return String.join(" and ", lacking);
  }

  /** The lock that is lacking first, as a word; 0 if what is lacking is no lock. */
  int lackingLock(View view, Rule rule, long[] things) {
    return rule.needs().stream()
        .flatMap(all -> all.conditions().stream())
        .filter(condition -> condition instanceof Condition.Held && !holds(view, condition, things))
        .mapToInt(condition -> ((Condition.Held) condition).lock().place(view, things))
        .filter(place -> place != Path.NOWHERE)
        .findFirst()
        .orElse(0);
  }

  /**
   * The locks that would keep the rule, the fewest first: all of one list, whichever. What no lock can bring about is
   * left out, and so is what is more than a handful.
   */
  List<List<Finding.Lack>> remedies(View view, Rule rule, long[] things) {
    return remedies(view, rule.needs(), things).stream().sorted(Comparator.comparingInt(List::size)).toList();
  }

  private List<List<Finding.Lack>> remedies(View view, List<Condition.All> alternatives, long[] things) {
    return alternatives.stream().flatMap(all -> remedies(view, all, things).stream()).limit(MOST_REMEDIES).toList();
  }

  private List<List<Finding.Lack>> remedies(View view, Condition.All all, long[] things) {
    List<List<Finding.Lack>> found = List.of(List.of());
    for (Condition condition : all.conditions()) {
      if (!holds(view, condition, things)) {
        List<List<Finding.Lack>> ways = remedies(view, condition, things);
        found = found.stream()
            .flatMap(some -> ways.stream().map(more -> Stream.concat(some.stream(), more.stream()).distinct().toList()))
            .limit(MOST_REMEDIES)
            .toList();
      }
    }
    return found;
  }

  private List<List<Finding.Lack>> remedies(View view, Condition condition, long[] things) {
    return switch (condition) {
      case Condition.Held held -> {
        int place = held.lock().place(view, things);
        yield place == Path.NOWHERE ? List.of() : List.of(List.of(new Finding.Lack(place, held.forWriting())));
      }
      case Condition.Test test -> {
        long[] arguments = arguments(view, test.arguments(), things);
        yield test.test().name().equals("vma_is_write_locked") && arguments[0] != 0
            ? List.of(List.of(new Finding.Lack(Words.index(arguments[0]), true))) : List.of();
      }
      case Condition.InRcu rcu -> List.of(List.of(new Finding.Lack(0, false)));
      case Condition.Named named -> {
        long[] arguments = arguments(view, named.arguments(), things);
        yield Arrays.stream(arguments).anyMatch(argument -> argument == 0)
            ? List.of() : remedies(view, named.needs(), arguments);
      }
      case Condition.Set set -> List.of();
      case Condition.InterruptsOff off -> List.of();
      case Condition.Fixed fixed -> List.of();
      case Condition.Not not -> List.of();
    };
  }

  private String text(View view, Condition condition, long[] things) {
    return switch (condition) {
      case Condition.Held held -> {
        int place = held.lock().place(view, things);
        yield (place == Path.NOWHERE ? "`" + held.lock().text() + "`" : "{" + place + "}")
            + (held.forWriting() ? " for writing" : "");
      }
      case Condition.Set set -> "`" + set.field().text() + "`";
      case Condition.Test test -> "`" + called(view, test.test().name(), test.arguments(), things) + "`";
      case Condition.InRcu rcu -> "an RCU read-side section";
      case Condition.InterruptsOff off -> "interrupts off";
      case Condition.Fixed fixed -> "patch `" + fixed.name() + "`";
      case Condition.Not not -> "`!" + name(not.condition()) + "`";
      case Condition.Named named ->
          "`" + called(view, named.name(), named.arguments(), things) + "` ("
              + lacking(view, named.needs(), arguments(view, named.arguments(), things)) + ")";
    };
  }

  private static String called(View view, String name, List<Path> arguments, long[] things) {
    return name + '(' + String.join(", ", arguments.stream().map(argument -> {
      long value = argument.value(view, things);
      return value == 0 ? argument.text() : "{" + Words.index(value) + "}";
    }).toList()) + ')';
  }

  private static String name(Condition condition) {
    return switch (condition) {
      case Condition.Held held -> held.lock().text();
      case Condition.Set set -> set.field().text();
      case Condition.Test test -> call(test.test().name(), test.arguments());
      case Condition.InRcu rcu -> "rcu";
      case Condition.InterruptsOff off -> "irqs_off";
      case Condition.Fixed fixed -> fixed.name();
      case Condition.Not not -> name(not.condition());
      case Condition.Named named -> call(named.name(), named.arguments());
    };
  }

  private static String call(String name, List<Path> arguments) {
    return name + '(' + String.join(", ", arguments.stream().map(Path::text).toList()) + ')';
  }
}
