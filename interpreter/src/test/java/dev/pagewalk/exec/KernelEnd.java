package dev.pagewalk.exec;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Global;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * End states of programs in which families run the kernel, without saying which slot an object has nor which CPU a
 * thread ran on: the scenario's variables, what objects there are and what they say, what users' memory holds, what
 * CPUs may have cached, and where threads are. Written apart from the exchange of members that it is there to judge.
 */
final class KernelEnd {
  private final Program program;
  private final long[] words;
  private final Set<Integer> locks = new HashSet<>();

  private KernelEnd(Program program, long[] words) {
    this.program = program;
    this.words = words;
    for (int lock : program.lockWords()) {
      locks.add(lock);
    }
  }

  static List<Object> told(Program program, long[] words) {
    return new KernelEnd(program, words).told();
  }

  private List<Object> told() {
    List<Object> told = new ArrayList<>();
    for (Global global : program.globals()) {
      for (int i = 0; i < global.length(); i++) {
        told.add(global.name() + "=" + word(global.index() + i));
      }
    }
    List<String> objects = new ArrayList<>();
    for (Pool pool : program.layout().pools()) {
      for (int slot = 0; slot < pool.count(); slot++) {
        if (words[pool.address(slot)] == StructLayout.LIVE) {
          objects.add(pool.struct().name() + range(pool.address(slot), pool.stride()) + contents(pool, slot));
        }
      }
    }
    told.add(sorted(objects));
    for (Rows rows : program.owners().ofCpus()) {
      // Whoever has requests under way is told by how many.
      List<String> each = new ArrayList<>();
      for (int row = 0; row < rows.count(); row++) {
        each.add(range(rows.base() + row * rows.stride(), rows.stride() - rows.columns()));
      }
      told.add(sorted(each));
    }
    List<String> threads = new ArrayList<>();
    for (Agent agent : program.agents()) {
      threads.add(program.functions().get(agent.function()).name().replaceAll("\\[.*", "") + words[agent.base()]);
    }
    told.add(sorted(threads));
    return told;
  }

  private String contents(Pool pool, int slot) {
    Rows frames = program.owners().ofFolios();
    return pool.struct().name().equals("folio") ? range(frames.base() + slot * frames.stride(), frames.stride()) : "";
  }

  private String range(int from, int length) {
    StringBuilder told = new StringBuilder();
    for (int i = 0; i < length; i++) {
      told.append(' ').append(word(from + i));
    }
    return told.toString();
  }

  private String word(int index) {
    long word = words[index];
    if (locks.contains(index)) {
      return word == 0 ? "free" : "held";
    }
    if (Words.isReference(word)) {
      return program.layout().poolOf(Words.index(word)).map(pool -> pool.struct().name()).orElse("word");
    }
    return Words.isFrame(word) ? "frame" : Long.toHexString(Words.isEntry(word) ? Entry.withPfn(word, 0) : word);
  }

  private static List<String> sorted(List<String> all) {
    return all.stream().sorted().toList();
  }
}
