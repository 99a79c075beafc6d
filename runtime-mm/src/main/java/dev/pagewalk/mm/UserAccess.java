package dev.pagewalk.mm;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.shadow.Shadow;
import java.util.List;
import java.util.function.ToIntFunction;

/** Loads and stores of user programs, each one step: the value, or a fault that the library then handles. */
final class UserAccess {
  /** What a load or store gives when it faults; no value of a word. */
  static final long ACCESS_FAULT = 0x1_0000_0000L;

  private final Hardware hardware;
  private final ToIntFunction<StepContext> currentMm;
  private final Shadow shadow;

  UserAccess(Hardware hardware, ToIntFunction<StepContext> currentMm, Shadow shadow) {
    this.hardware = hardware;
    this.currentMm = currentMm;
    this.shadow = shadow;
  }

  List<Binding> bindings() {
    return List.of(
        Binding.local("current_mm", 0, (context, args) -> {
          int mm = currentMm.applyAsInt(context);
          return mm == 0 ? 0 : Words.reference(mm);
        }),
        Binding.step("cpu_load", 2, (context, args) -> {
          int word = translate(context, args[0], args[1], false);
          if (word == 0) {
            return ACCESS_FAULT;
          }
          long value = context.state().get(word);
          shadow.loaded(context, currentMm.applyAsInt(context), address(args[0], args[1]), value);
          return value;
        }),
        Binding.step("cpu_store", 3, (context, args) -> {
          int word = translate(context, args[0], args[1], true);
          if (word == 0) {
            return ACCESS_FAULT;
          }
          context.state().set(word, args[2]);
          int pfn = hardware.frames().pfnOfWord(word);
          shadow.stored(context, currentMm.applyAsInt(context), address(args[0], args[1]), args[2], pfn);
          return 0;
        }));
  }

  private int translate(StepContext context, long page, long word, boolean write) {
    if (word < 0 || Geometry.PAGE_SIZE / Long.BYTES <= word) {
      context.exhausted("a page has no word " + word);
      return 0;
    }
    return hardware.access().translate(context, currentMm.applyAsInt(context), address(page, word), write, true);
  }

  private static long address(long page, long word) {
    return (page & -Geometry.PAGE_SIZE) + word * Long.BYTES;
  }
}
