package dev.pagewalk.mm;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.hw.step.WordText;
import dev.pagewalk.mm.folio.Folios;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.shadow.Shadow;
import java.util.List;
import java.util.Optional;

/** Loads and stores of user programs, each one step: the value, or a fault that the library then handles. */
final class UserAccess {
  /** What a load or store gives when it faults; no value of a word. */
  static final long ACCESS_FAULT = 0x1_0000_0000L;

  private final Hardware hardware;
  private final Threads threads;
  private final Folios folios;
  private final Shadow shadow;
  private final int signals;

  UserAccess(Layout layout, Hardware hardware, Threads threads, Folios folios, Shadow shadow) {
    this.hardware = hardware;
    this.threads = threads;
    this.folios = folios;
    this.shadow = shadow;
    signals = layout.reserve("signals", LockWord.MAX_AGENTS);
  }

  /** The words that say by which signal threads have ended. */
  Rows signals() {
    return new Rows(signals, LockWord.MAX_AGENTS, 1);
  }

  int signalWord(int agent) {
    return signals + agent;
  }

  List<Binding> bindings() {
    return List.of(
        Binding.local("current_mm", 0, (context, args) -> {
          int mm = threads.currentMm(context);
          return mm == 0 ? 0 : Words.reference(mm);
        }),
        Binding.local("is_last_thread", 0, (context, args) -> threads.isAlone(context) ? 1 : 0),
        Binding.local("do_exit", 1, (context, args) -> {
          context.endThread();
          return 0;
        }),
        Binding.local("force_sig", 1, (context, args) -> {
          if (context.agent() < LockWord.MAX_AGENTS) {
            context.state().set(signals + context.agent(), args[0]);
          }
          context.endThread();
          return 0;
        }),
        Binding.step("cpu_load", 2, (context, args) -> {
          int word = translate(context, args[0], args[1], false);
          if (word == 0) {
            return ACCESS_FAULT;
          }
          long value = context.state().get(word);
          shadow.loaded(context, threads.currentMm(context), address(args[0], args[1]), value);
          return value;
        }),
        Binding.step("cpu_store", 3, (context, args) -> {
          int word = translate(context, args[0], args[1], true);
          if (word == 0) {
            return ACCESS_FAULT;
          }
          context.state().set(word, args[2]);
          int pfn = hardware.frames().pfnOfWord(word);
          folios.modified(context.state(), pfn);
          shadow.stored(context, threads.currentMm(context), address(args[0], args[1]), args[2], pfn);
          return 0;
        }),
        Binding.step("copy_word_from_user", 3, this::copyFromUser));
  }

  private long copyFromUser(StepContext context, long[] args) {
    int from = translate(context, args[1], args[2], false);
    if (from == 0) {
      return 0;
    }
    State state = context.state();
    state.set(hardware.frames().wordIndex(Words.pfn(args[0]), (int) args[2]), state.get(from));
    return 1;
  }

  private int translate(StepContext context, long page, long word, boolean write) {
    int words = hardware.frames().words();
    if (word < 0 || words <= word) {
      context.report(Finding.fatal("bounds", "", "there is no word " + word + " in a page, which has " + words, 0, ""));
      return 0;
    }
    return hardware.access().translate(context, threads.currentMm(context), address(page, word), write, true);
  }

  private static long address(long page, long word) {
    return (page & -Geometry.PAGE_SIZE) + word * Long.BYTES;
  }

  /** Signals by their names, and page faults. */
  WordText wordText() {
    return new WordText() {
      @Override
      public Optional<String> name(int index) {
        return contains(index) ? Optional.of("signal") : Optional.empty();
      }

      @Override
      public Optional<String> value(int index, long value) {
        return contains(index) ? Optional.of(signalName(value)) : Optional.empty();
      }

      @Override
      public Optional<String> result(String operation, long result) {
        boolean accesses = operation.equals("cpu_load") || operation.equals("cpu_store");
        return accesses && result == ACCESS_FAULT ? Optional.of("page fault") : Optional.empty();
      }

      @Override
      public boolean isTold(int index) {
        return true;
      }

      private boolean contains(int index) {
        return signals <= index && index < signals + LockWord.MAX_AGENTS;
      }
    };
  }

  /** What a signal is called: {@code SIGSEGV}. */
  static String signalName(long signal) {
    return switch ((int) signal) {
      case 0 -> "none";
      case 7 -> "SIGBUS";
      case 9 -> "SIGKILL";
      case 11 -> "SIGSEGV";
      default -> "signal " + signal;
    };
  }
}
