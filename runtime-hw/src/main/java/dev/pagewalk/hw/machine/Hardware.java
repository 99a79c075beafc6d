package dev.pagewalk.hw.machine;

import dev.pagewalk.hw.cpu.Contexts;
import dev.pagewalk.hw.cpu.Cpus;
import dev.pagewalk.hw.device.SecondaryMmu;
import dev.pagewalk.hw.ipi.Flushes;
import dev.pagewalk.hw.ipi.InterruptAgent;
import dev.pagewalk.hw.ipi.Interrupts;
import dev.pagewalk.hw.memory.Frames;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.PageTables;
import dev.pagewalk.hw.memory.Spaces;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Rows;
import dev.pagewalk.hw.step.Device;
import dev.pagewalk.hw.step.FreeOracle;
import dev.pagewalk.hw.step.Naming;
import dev.pagewalk.hw.step.WordText;
import dev.pagewalk.hw.tlb.Broadcast;
import dev.pagewalk.hw.tlb.EntryWrites;
import dev.pagewalk.hw.tlb.Invalidation;
import dev.pagewalk.hw.tlb.SpaceSwitch;
import dev.pagewalk.hw.tlb.StaleTranslations;
import dev.pagewalk.hw.tlb.Translations;
import dev.pagewalk.hw.walk.Access;
import java.util.ArrayList;
import java.util.List;

/** The views of one machine over one layout. They hold no state of their own, so that all workers share them. */
public final class Hardware {
  private final Machine machine;
  private final Geometry geometry;
  private final Frames frames;
  private final PageTables tree;
  private final Cpus cpus;
  private final Contexts contexts;
  private final Translations translations;
  private final SecondaryMmu secondary;
  private final EntryWrites entries;
  private final Broadcast broadcast;
  private final SpaceSwitch spaceSwitch;
  private final Invalidation invalidation;
  private final StaleTranslations stale;
  private final Access access;
  private final Interrupts interrupts;
  private final Flushes flushes;

  /**
   * Reserves the machine's words in a layout.
   *
   * @param layout has the pools {@code mm} (with a field {@code pgd}) and {@code ptdesc}, whose slots have {@link
   *     Machine#extraWords} words behind the fields
   */
  public Hardware(Machine machine, Layout layout) {
    this.machine = machine;
    this.geometry = new Geometry(machine.levels(), machine.tableEntries());
    Tables tables = new Tables(layout.pool("ptdesc"));
    Spaces spaces = new Spaces(layout.pool("mm"));
    if (tables.entries() != machine.tableEntries()) {
      throw new IllegalArgumentException("ptdesc has room for " + tables.entries() + " entries");
    }
    this.tree = new PageTables(geometry, tables, spaces);
    this.frames = new Frames(layout, machine.frames(), machine.frameWords());
    this.cpus = new Cpus(layout, machine.cpus());
    this.contexts = new Contexts(layout, machine.cpus(), spaces.count());
    this.translations =
        new Translations(layout, tree, cpus, contexts, machine.setsAccessed(), machine.translations());
    this.secondary = new SecondaryMmu(layout, tree, frames, machine.secondaryPages());
    this.entries = new EntryWrites(
        tree, translations, secondary, cpus, machine.architecture().changesWithFlush());
    this.broadcast = new Broadcast(spaces, cpus, contexts, translations);
    this.spaceSwitch = new SpaceSwitch(spaces, cpus, contexts, translations, broadcast, machine.pcid());
    this.invalidation = new Invalidation(spaces, cpus, contexts, translations, spaceSwitch);
    this.stale = new StaleTranslations(tree, frames, cpus, contexts, translations, secondary);
    this.access = new Access(
        tree, frames, translations, machine.setsAccessed(), machine.architecture().dropsOnFault());
    this.interrupts = new Interrupts(layout, cpus, invalidation);
    this.flushes = new Flushes(machine.flush(), spaces, cpus, contexts, invalidation, interrupts);
  }

  /** What it is made of. */
  public Machine machine() {
    return machine;
  }

  /** The shape of its address spaces. */
  public Geometry geometry() {
    return geometry;
  }

  /** Data frames. */
  public Frames frames() {
    return frames;
  }

  /** Page tables as they lie in memory. */
  public PageTables tree() {
    return tree;
  }

  /** Page-table pages. */
  public Tables tables() {
    return tree.tables();
  }

  /** Registers. */
  public Cpus cpus() {
    return cpus;
  }

  /** Which CPUs hold translations of which address space. */
  public Contexts contexts() {
    return contexts;
  }

  /** What CPUs may have cached. */
  public Translations translations() {
    return translations;
  }

  /** Accesses of the kernel to entries. */
  public EntryWrites entries() {
    return entries;
  }

  /** Loading address spaces. */
  public SpaceSwitch spaceSwitch() {
    return spaceSwitch;
  }

  /** Invalidation that CPUs broadcast. */
  public Broadcast broadcast() {
    return broadcast;
  }

  /** Flushes on one CPU. */
  public Invalidation invalidation() {
    return invalidation;
  }

  /** The oracle for what is freed while it is cached. */
  public StaleTranslations stale() {
    return stale;
  }

  /** Accesses to memory by address. */
  public Access access() {
    return access;
  }

  /** Interrupts between CPUs. */
  public Interrupts interrupts() {
    return interrupts;
  }

  /** Flushes on all CPUs. */
  public Flushes flushes() {
    return flushes;
  }

  /** All words that say something of one CPU: no other word names one, but for marks of {@link #broadcast}. */
  public List<Rows> wordsOfCpus() {
    return List.of(cpus.words(), contexts.words(), translations.leaves().words(), translations.structures().words(),
        broadcast.words(), interrupts.words());
  }

  /** The interrupts of each CPU, as agents. */
  public List<Device> interruptAgents() {
    List<Device> agents = new ArrayList<>();
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      agents.add(new InterruptAgent(interrupts, cpu));
    }
    return agents;
  }

  /** Judges page tables that are freed, and forgets address spaces that are. */
  public FreeOracle freeOracle() {
    return (context, pool, header) -> {
      if (pool.equals(tree.tables().pool())) {
        stale.onTableFree(context, header);
      } else if (pool.equals(tree.spaces().pool())) {
        spaceSwitch.forget(context.state(), header);
        secondary.forget(context.state(), header);
      }
    };
  }

  /** Knows entries that point to a page table. */
  public Naming naming() {
    return (word, pool, header) -> pool.equals(tree.tables().pool()) && tree.tables().isNamedBy(word, header);
  }

  /** How people call the machine's words. */
  public WordText wordText() {
    return new HardwareText(this);
  }

  /** The device that follows page tables. */
  public SecondaryMmu secondary() {
    return secondary;
  }
}
