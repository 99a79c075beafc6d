package dev.pagewalk.exec;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.Renaming;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Agent;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.rcu.Rcu;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One way to give the members of symmetric families each other's names, together with all that goes with a member: its
 * CPU and that CPU's interrupts, and its share of the slots of objects, so that what one allocates lies where the other
 * would have allocated it. What names any of these says the other name then: references, entries and frame numbers by
 * their tags, locks, masks of agents, and the records of RCU by where they lie.
 */
final class Exchange implements Renaming {
  private static final byte BY_TAG = 0;
  private static final byte LOCK = 1;
  private static final byte AGENTS = 2;
  private static final byte HEADER = 3;
  private static final long INDEX = 0xFFFF_FFFFL;

  private final int[] agents;
  private final int[] places;
  private final byte[] kinds;
  private final int[] tables;
  private final int[] folios;
  private final int pagesOfFolio;

  /** The exchange in which agent {@code a} of a program with the kernel is called {@code names[a]}. */
  Exchange(Program program, int[] names, Shares shares) {
    Layout layout = program.layout();
    agents = IntStream.range(0, Math.max(LockWord.MAX_AGENTS, names.length + program.devices().size())).toArray();
    int[] cpus = IntStream.range(0, program.devices().size()).toArray();
    for (int agent = 0; agent < names.length; agent++) {
      if (names[agent] != agent) {
        agents[agent] = names[agent];
        cpus[program.agents().get(agent).cpu()] = program.agents().get(names[agent]).cpu();
      }
    }
    for (int cpu = 0; cpu < cpus.length; cpu++) {
      agents[names.length + cpu] = names.length + cpus[cpu];
    }
    places = IntStream.range(0, layout.size()).toArray();
    for (int agent = 0; agent < names.length; agent++) {
      Agent here = program.agents().get(agent);
      move(here.base(), program.agents().get(names[agent]).base(), ThreadWords.STACK + here.stackWords());
    }
    program.owners().ofCpus().forEach(rows -> move(rows, cpus));
    program.owners().ofAgents().forEach(rows -> move(rows, agents));
    for (Pool pool : layout.pools()) {
      int[] slots = slots(shares, pool, names);
      move(new Rows(pool.base(), pool.count(), pool.stride()), slots);
    }
    tables = slots(shares, layout.pool("ptdesc"), names);
    folios = slots(shares, layout.pool("folio"), names);
    Rows frames = program.owners().ofFolios();
    move(frames, folios);
    pagesOfFolio = frames.stride() / (program.frameWords() + 1);
    kinds = kinds(program);
  }

  private void move(int from, int to, int length) {
    for (int i = 0; i < length; i++) {
      places[from + i] = to + i;
    }
  }

  private void move(Rows rows, int[] names) {
    for (int i = rows.base(); i < rows.base() + rows.count() * rows.stride(); i++) {
      places[i] = rows.place(i, names);
    }
  }

  /** Where each slot of a pool goes: the shares of exchanged agents change places. */
  private static int[] slots(Shares shares, Pool pool, int[] names) {
    int[] slots = IntStream.range(0, pool.count()).toArray();
    for (int agent = 0; agent < names.length; agent++) {
      for (int i = 0; names[agent] != agent && i < shares.length(pool); i++) {
        slots[shares.first(pool, agent) + i] = shares.first(pool, names[agent]) + i;
      }
    }
    return slots;
  }

  private static byte[] kinds(Program program) {
    byte[] kinds = new byte[program.layout().size()];
    for (int lock : program.lockWords()) {
      kinds[lock] = LOCK;
    }
    for (Layout.Region region : program.layout().regions()) {
      if (region.name().equals(Rcu.WAITS)) {
        Arrays.fill(kinds, region.base(), region.base() + region.length(), AGENTS);
      } else if (region.name().equals(Rcu.RECORDED)) {
        for (int i = 0; i < region.length(); i++) {
          kinds[region.base() + i] = i % 2 == 0 ? HEADER : AGENTS;
        }
      }
    }
    return kinds;
  }

  /** What an agent is called, a thread or an interrupt; -1 for -1. */
  int agent(int agent) {
    return agent < 0 ? agent : agents[agent];
  }

  @Override
  public int place(int index) {
    return places[index];
  }

  @Override
  public long value(int index, long value) {
    return switch (kinds[index]) {
      case LOCK -> LockWord.renamed(value, agents);
      case AGENTS -> mask(value);
      case HEADER -> places[(int) value];
      default -> byTag(value);
    };
  }

  private long mask(long mask) {
    long renamed = 0;
    for (long left = mask; left != 0; left &= left - 1) {
      renamed |= 1L << agents[Long.numberOfTrailingZeros(left)];
    }
    return renamed;
  }

  private long byTag(long value) {
    if (Words.isReference(value)) {
      return value & ~INDEX | places[Words.index(value)];
    }
    if (Words.isEntry(value)) {
      return Entry.withPfn(value, pfn(Entry.pfn(value)));
    }
    return Words.isFrame(value) ? Words.frame(pfn(Words.pfn(value))) : value;
  }

  private int pfn(int pfn) {
    int table = pfn - Tables.FIRST;
    if (0 <= table && table < tables.length) {
      return Tables.FIRST + tables[table];
    }
    int page = pfn - Frames.FIRST;
    return 0 <= page && page < folios.length * pagesOfFolio
        ? Frames.FIRST + folios[page / pagesOfFolio] * pagesOfFolio + page % pagesOfFolio
        : pfn;
  }
}
