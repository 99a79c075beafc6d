package dev.pagewalk.hw.machine;

import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.EntryPart;
import dev.pagewalk.hw.memory.Geometry;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.hw.tlb.ForbiddenEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** The machine's operations under the names by which the kernel library declares them. */
public final class HardwareBindings {
  private final Hardware hardware;
  private final Geometry geometry;
  private final Tables tables;
  private final List<Binding> bindings = new ArrayList<>();

  private HardwareBindings(Hardware hardware) {
    this.hardware = hardware;
    this.geometry = hardware.geometry();
    this.tables = hardware.tables();
  }

  /** All bindings, among them {@code entry_PART} for each part of an entry that reads as a field. */
  public static List<Binding> bindings(Hardware hardware) {
    HardwareBindings all = new HardwareBindings(hardware);
    all.values();
    all.places();
    all.accesses();
    all.otherCpus();
    all.secondaryMmu();
    return List.copyOf(all.bindings);
  }

  private void values() {
    for (EntryPart part : EntryPart.values()) {
      value("entry_" + part.text(), part::get);
    }
    value("pte_none", e -> Entry.isNone(e) ? 1 : 0);
    value("pte_mkwrite", e -> Entry.with(e, Entry.WRITE));
    value("pte_wrprotect", e -> Entry.without(e, Entry.WRITE));
    value("pte_mkdirty", e -> Entry.with(e, Entry.DIRTY | Entry.SOFT_DIRTY));
    value("pte_mkyoung", e -> Entry.with(e, Entry.ACCESSED));
    value("pte_mkuffd_wp", e -> Entry.with(e, Entry.UFFD_WP));
    value("pte_clear_uffd_wp", e -> Entry.without(e, Entry.UFFD_WP));
    value("pte_mkspecial", e -> Entry.with(e, Entry.SPECIAL));
    value("pte_mkold", e -> Entry.without(e, Entry.ACCESSED));
    value("pte_mkclean", e -> Entry.without(e, Entry.DIRTY));
    value("pte_mksoft_dirty", e -> Entry.with(e, Entry.SOFT_DIRTY));
    value("pte_clear_soft_dirty", e -> Entry.without(e, Entry.SOFT_DIRTY));
    value("pmd_mkwrite", e -> Entry.with(e, Entry.WRITE));
    value("pmd_wrprotect", e -> Entry.without(e, Entry.WRITE));
    value("pmd_mkinvalid", e -> Entry.without(e, Entry.PRESENT));
    value("pmd_mkclean", e -> Entry.without(e, Entry.DIRTY));
    value("pmd_mkdirty", e -> Entry.with(e, Entry.DIRTY | Entry.SOFT_DIRTY));
    bindings.add(Binding.local("make_pte_marker", 0, (context, args) -> Entry.uffdMarker()));
    bindings.add(Binding.local("zero_pfn", 0, (context, args) -> Words.frame(hardware.frames().zero())));
    bindings.add(Binding.local("words_per_page", 0, (context, args) -> hardware.frames().words()));
    bindings.add(Binding.local("align_down", 2, (context, args) -> args[0] & -args[1]));
  }

  private void value(String name, LongUnaryOperator function) {
    bindings.add(Binding.local(name, 1, (context, args) -> function.applyAsLong(args[0])));
  }

  private void places() {
    bindings.add(Binding.local("pgd_offset", 2, (context, args) -> {
      int root = hardware.tree().spaces().root(context.state(), Words.index(args[0]));
      return Words.reference(tables.place(root, geometry.index(args[1], Geometry.PGD)));
    }));
    lower("p4d_offset_lockless", Geometry.P4D);
    lower("pud_offset_lockless", Geometry.PUD);
    lower("pmd_offset_lockless", Geometry.PMD);
    bindings.add(Binding.local("__pte_map", 2, (context, args) -> below(context, args[0], args[1], Geometry.PTE)));
    bindings.add(Binding.local("pte_offset", 2, (context, args) ->
        Words.reference(tables.place(Words.index(args[0]), geometry.index(args[1], Geometry.PTE)))));
    for (String name : List.of("pmd_pgtable", "pud_pgtable", "p4d_pgtable", "pgd_pgtable")) {
      bindings.add(Binding.local(name, 1, (context, args) ->
          isPointer(context, args[0]) ? Words.reference(tables.table(Entry.pfn(args[0]))) : 0));
    }
    tableOf("pte_ptdesc");
    tableOf("pmd_ptdesc");
  }

  /** The place in the table below: arguments are the place above, the entry there, the address. */
  private void lower(String name, int level) {
    bindings.add(Binding.local(name, 3, (context, args) ->
        geometry.isFolded(level) ? args[0] : below(context, args[1], args[2], level)));
  }

  private long below(StepContext context, long entry, long address, int level) {
    return isPointer(context, entry)
        ? Words.reference(tables.place(tables.table(Entry.pfn(entry)), geometry.index(address, level)))
        : 0;
  }

  private boolean isPointer(StepContext context, long entry) {
    if (Entry.isTable(entry) && tables.contains(Entry.pfn(entry))) {
      return true;
    }
    String what = Entry.isPresent(entry) ? "a huge leaf" : "an entry that is not present";
    context.report(Finding.fatal("page_tables", "", what + " is used as a pointer to a page table", 0, "read"));
    return false;
  }

  private void tableOf(String name) {
    bindings.add(Binding.local(name, 1, (context, args) -> Words.reference(tables.tableOf(Words.index(args[0])))));
  }

  private void accesses() {
    get("pgdp_get", Geometry.PGD);
    get("p4dp_get", Geometry.P4D);
    get("pudp_get", Geometry.PUD);
    get("pmdp_get", Geometry.PMD);
    get("ptep_get", Geometry.PTE);
    level("set_pte_at", "ptep_get_and_clear", "ptep_test_and_clear_young", Geometry.PTE);
    bindings.add(Binding.step("ptep_set_wrprotect", 3, (context, args) -> {
      int place = Words.index(args[2]);
      hardware.entries().setWrprotect(
          context, Words.index(args[0]), args[1], place, geometry.real(Geometry.PTE));
      return 0;
    }));
    exchange("ptep_xchg_direct", false);
    exchange("ptep_xchg_lazy", true);
    level("set_pmd_at", "pmdp_get_and_clear", "pmdp_test_and_clear_young", Geometry.PMD);
    clear("pudp_get_and_clear", Geometry.PUD);
    clear("p4dp_get_and_clear", Geometry.P4D);
    clear("pgdp_get_and_clear", Geometry.PGD);
    populate("pmd_populate", Geometry.PMD);
    populate("pud_populate", Geometry.PUD);
    populate("p4d_populate", Geometry.P4D);
    populate("pgd_populate", Geometry.PGD);
  }

  private void get(String name, int level) {
    int real = geometry.real(level);
    bindings.add(Binding.step(name, 1, (context, args) -> hardware.entries().get(context, Words.index(args[0]), real)));
  }

  private void level(String set, String clear, String young, int level) {
    int real = geometry.real(level);
    bindings.add(Binding.step(set, 4, (context, args) -> {
      hardware.entries().set(context, Words.index(args[0]), args[1], Words.index(args[2]), real, args[3]);
      return 0;
    }));
    clear(clear, level);
    bindings.add(Binding.step(young, 3, (context, args) ->
        hardware.entries().testAndClearYoung(context, Words.index(args[0]), args[1], Words.index(args[2]), real)
            ? 1
            : 0));
  }

  private void clear(String name, int level) {
    int real = geometry.real(level);
    bindings.add(Binding.step(name, 3, (context, args) ->
        hardware.entries().getAndClear(context, Words.index(args[0]), args[1], Words.index(args[2]), real)));
  }

  private void exchange(String name, boolean lazy) {
    int real = geometry.real(Geometry.PTE);
    bindings.add(Binding.step(name, 4, (context, args) -> hardware.entries().exchangeAndFlush(
        context, Words.index(args[0]), args[1], Words.index(args[2]), real, args[3], lazy)));
  }

  private void populate(String name, int level) {
    bindings.add(Binding.step(name, 4, (context, args) -> {
      hardware.entries().populate(
          context, Words.index(args[0]), args[1], Words.index(args[2]), geometry.real(level), Words.index(args[3]));
      return 0;
    }));
  }

  private void otherCpus() {
    bindings.add(Binding.step("flush_tlb_multi", 4, (context, args) ->
        hardware.flushes().range(context, Words.index(args[0]), args[1], args[2], args[3] != 0)));
    bindings.add(Binding.step("__tlbi", 4, (context, args) -> {
      hardware.broadcast().start(context, Words.index(args[0]), args[1], args[2], args[3] != 0);
      return 0;
    }));
    bindings.add(Binding.step("dsb_ish", 0, (context, args) -> {
      hardware.broadcast().finish(context);
      return 0;
    }));
    bindings.add(Binding.step("__tlb_flush_idte", 1, (context, args) -> {
      hardware.translations().flushSpaceEverywhere(
          context.state(), hardware.tree().spaces().slot(Words.index(args[0])));
      return 0;
    }));
    bindings.add(Binding.step("smp_call_function_empty", 0, (context, args) ->
        hardware.interrupts().synchronise(context)));
    forbid("forbid_cached_translations", false);
    forbid("forbid_cached_writes", true);
    bindings.add(Binding.step(AnswerWait.NAME, 0, (context, args) -> {
      hardware.interrupts().await(context);
      return 0;
    }));
  }

  private void forbid(String name, boolean writeOnly) {
    ForbiddenEntries entries = new ForbiddenEntries(hardware.tree());
    bindings.add(Binding.step(name, 3, (context, args) -> {
      entries.check(context, Words.index(args[0]), args[1], args[2], writeOnly);
      if (context.isStopped()) {
        return 0;
      }
      hardware.stale().forbid(context, Words.index(args[0]), args[1], args[2], writeOnly);
      return 0;
    }));
  }

  private void secondaryMmu() {
    bindings.add(Binding.local("mm_has_notifiers", 1, (context, args) -> hardware.secondary().isFitted() ? 1 : 0));
    bindings.add(Binding.step("secondary_mmu_invalidate_start", 3, (context, args) -> {
      hardware.secondary().begin(context.state(), Words.index(args[0]), args[1], args[2]);
      return 0;
    }));
    bindings.add(Binding.step("secondary_mmu_invalidate_end", 3, (context, args) -> {
      hardware.secondary().end(context.state(), Words.index(args[0]));
      return 0;
    }));
    bindings.add(Binding.step("secondary_mmu_seq", 1, (context, args) ->
        hardware.secondary().sequence(context.state(), Words.index(args[0]))));
    bindings.add(Binding.step("secondary_mmu_map", 4, (context, args) ->
        hardware.secondary().map(context, Words.index(args[0]), args[1], Words.pfn(args[2]), args[3]) ? 1 : 0));
  }
}
