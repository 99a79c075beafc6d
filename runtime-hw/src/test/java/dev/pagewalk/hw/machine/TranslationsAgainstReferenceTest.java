package dev.pagewalk.hw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.cpu.Architecture;
import dev.pagewalk.hw.ipi.FlushKind;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.state.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of changes, flushes and accesses, on the machine (cached translations as sets that change only when
 * entries do) and on {@link ReferenceMachine} (fills as transitions of their own, at any moment). After each sequence
 * the results that can have been seen must be the same.
 */
class TranslationsAgainstReferenceTest {
  private static final int SEQUENCES = 2000;
  private static final int LENGTH = 9;

  @Test
  void oneCpuSeesWhatExplicitFillsAllow() {
    for (int seed = 0; seed < SEQUENCES; seed++) {
      compare(seed, Bench.small(1));
    }
  }

  @Test
  void twoCpusSeeWhatExplicitFillsAllow() {
    for (int seed = 0; seed < SEQUENCES; seed++) {
      compare(1_000_000 + seed, Bench.small(2));
    }
  }

  @Test
  void broadcastsAreCompleteWithTheirBarrier() {
    Machine arm64 = Bench.small(2).withArchitecture(Architecture.ARM64, FlushKind.TLBI);
    for (int seed = 0; seed < SEQUENCES; seed++) {
      compare(2_000_000 + seed, arm64);
    }
  }

  @Test
  void withoutHardwareThatSetsThemTheKernelsBitsDecide() {
    Machine arm64 = Bench.small(2).withArchitecture(Architecture.ARM64, FlushKind.TLBI).withAccessedByHardware(false);
    for (int seed = 0; seed < SEQUENCES; seed++) {
      compare(3_000_000 + seed, arm64);
    }
  }

  @Test
  void entriesAreChangedTogetherWithTheTlbs() {
    Machine s390x = Bench.small(2).withArchitecture(Architecture.S390X, FlushKind.IPTE).withAccessedByHardware(false);
    for (int seed = 0; seed < SEQUENCES; seed++) {
      compare(4_000_000 + seed, s390x);
    }
  }

  @Test
  void aFaultLooksAtTheEntryAgain() {
    Machine ppc64 = Bench.small(2).withArchitecture(Architecture.PPC64, FlushKind.TLBI).withAccessedByHardware(false);
    for (int seed = 0; seed < SEQUENCES; seed++) {
      compare(5_000_000 + seed, ppc64);
    }
  }

  private static void compare(int seed, Machine shape) {
    Random random = new Random(seed);
    int cpus = shape.cpus();
    Architecture architecture = shape.architecture();
    Bench bench = new Bench(shape);
    int mm = bench.newMm();
    int[] tables = {bench.root(mm), bench.newTable(mm, 1), bench.newTable(mm, 1)};
    ReferenceMachine start = ReferenceMachine.empty(
        cpus, new ReferenceMachine.Rules(
            architecture.dropsOnFault(), shape.setsAccessed(), architecture.changesWithFlush()));
    for (int cpu = 0; cpu < cpus; cpu++) {
      bench.hardware.spaceSwitch().load(bench.state, cpu, mm);
    }
    Map<List<Long>, Set<List<Long>>> machine = new TreeMap<>(TranslationsAgainstReferenceTest::byText);
    Map<List<Long>, Set<ReferenceMachine>> reference = new TreeMap<>(TranslationsAgainstReferenceTest::byText);
    machine.put(List.of(), Set.of(words(bench.state.snapshot())));
    reference.put(List.of(), start.closure());
    List<Operation> done = new ArrayList<>();
    Links links = new Links();
    for (int i = 0; i < LENGTH; i++) {
      Operation operation = links.random(random, cpus, architecture);
      done.add(operation);
      machine = onMachine(machine, bench, mm, tables, operation);
      reference = onReference(reference, operation);
      assertThat(new ArrayList<>(machine.keySet()))
          .as("seed %d: %s", seed, done)
          .isEqualTo(new ArrayList<>(reference.keySet()));
    }
  }

  private static Map<List<Long>, Set<List<Long>>> onMachine(
      Map<List<Long>, Set<List<Long>>> from, Bench bench, int mm, int[] tables, Operation operation) {
    Map<List<Long>, Set<List<Long>>> to = new TreeMap<>(TranslationsAgainstReferenceTest::byText);
    from.forEach((trace, states) -> states.forEach(words -> {
      State state = new State(words.size());
      for (int i = 0; i < words.size(); i++) {
        state.set(i, words.get(i));
      }
      for (TestStep.Way<Long> way : TestStep.allWays(
          state, bench.layout, operation.cpu(), context -> operation.on(bench, context, mm, tables))) {
        assertThat(way.findings()).isEmpty();
        to.computeIfAbsent(with(trace, way.result()), t -> new HashSet<>()).add(words(way.words()));
      }
    }));
    return to;
  }

  private static Map<List<Long>, Set<ReferenceMachine>> onReference(
      Map<List<Long>, Set<ReferenceMachine>> from, Operation operation) {
    Map<List<Long>, Set<ReferenceMachine>> to = new TreeMap<>(TranslationsAgainstReferenceTest::byText);
    from.forEach((trace, machines) -> machines.forEach(machine -> operation.on(machine).forEach((result, after) ->
        after.forEach(next ->
            to.computeIfAbsent(with(trace, result), t -> new HashSet<>()).addAll(next.closure())))));
    return to;
  }

  private static List<Long> with(List<Long> trace, Long result) {
    List<Long> longer = new ArrayList<>(trace);
    longer.add(result);
    return List.copyOf(longer);
  }

  private static List<Long> words(long[] snapshot) {
    List<Long> words = new ArrayList<>(snapshot.length);
    for (long word : snapshot) {
      words.add(word);
    }
    return words;
  }

  private static int byText(List<Long> left, List<Long> right) {
    return left.toString().compareTo(right.toString());
  }

  /** Which table hangs below which entry of the root, so that the sequences are ones that a kernel can make. */
  private static final class Links {
    private final int[] below = {0, 0};
    private final int[] last = {0, 0, 1};

    Operation random(Random random, int cpus, Architecture architecture) {
      boolean isOwn = architecture != Architecture.X86_64 && random.nextInt(4) == 0;
      if (isOwn && !architecture.changesWithFlush()) {
        int sender = random.nextInt(cpus);
        return random.nextBoolean()
            ? new Operation.Dsb(sender)
            : new Operation.Tlbi(sender, random.nextInt(4), random.nextBoolean());
      }
      if (isOwn) {
        int changed = 1 + random.nextInt(2);
        return new Operation.Ipte(random.nextInt(cpus), changed, random.nextInt(2), last[changed]);
      }
      return randomEverywhere(random, cpus);
    }

    private Operation randomEverywhere(Random random, int cpus) {
      int cpu = random.nextInt(cpus);
      int table = 1 + random.nextInt(2);
      int index = random.nextInt(2);
      int page = random.nextInt(4);
      int slot = random.nextInt(2);
      switch (random.nextInt(12)) {
        case 0, 1:
          if (below[slot] == 0 && below[1 - slot] != table) {
            below[slot] = table;
            last[table] = slot;
            return new Operation.Link(cpu, slot, table);
          }
          return new Operation.Overwrite(cpu, table, index, last[table], randomLeaf(random));
        case 2:
          if (below[slot] != 0) {
            below[slot] = 0;
            return new Operation.Unlink(cpu, slot);
          }
          return new Operation.Overwrite(cpu, table, index, last[table], randomLeaf(random));
        case 3, 4:
          return new Operation.Overwrite(cpu, table, index, last[table], randomLeaf(random));
        case 5:
          return new Operation.Clear(cpu, table, index, last[table]);
        case 6:
          return new Operation.ClearFlag(cpu, table, index, last[table],
              random.nextBoolean() ? Entry.WRITE : Entry.ACCESSED);
        case 7:
          return new Operation.FlushPage(cpu, page);
        case 8:
          return new Operation.FlushLeaves(cpu, page);
        case 9:
          return new Operation.Reload(cpu);
        default:
          return new Operation.Access(cpu, page, random.nextBoolean());
      }
    }

    private static long randomLeaf(Random random) {
      long flags = Entry.USER;
      flags |= random.nextBoolean() ? Entry.WRITE : 0;
      flags |= random.nextInt(3) != 0 ? Entry.ACCESSED : 0;
      flags |= random.nextInt(3) == 0 ? Entry.DIRTY : 0;
      return Bench.leaf(random.nextInt(3), flags);
    }
  }

  @Test
  void theReferenceFillsAtAnyTime() {
    ReferenceMachine machine = ReferenceMachine.empty(1, new ReferenceMachine.Rules(true, true, false))
        .withEntry(0, 0, ReferenceMachine.pointer(1))
        .withEntry(1, 0, Bench.leaf(0, Bench.RW));
    assertThat(machine.closure().stream().map(m -> Entry.has(m.entry(1, 0), Entry.ACCESSED)).toList())
        .contains(true, false);
    assertThat(new TreeSet<>(machine.access(0, 0, false).keySet())).containsExactly(0L);
  }
}
