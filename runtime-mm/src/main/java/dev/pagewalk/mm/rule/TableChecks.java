package dev.pagewalk.mm.rule;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.memory.Entry;
import dev.pagewalk.hw.memory.Tables;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.oracle.TablePositions;
import dev.pagewalk.mm.vma.Vmas;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of page tables, looked at in the step in which the kernel reads or changes an entry. The page walk of the
 * hardware is subject to none. A breach is recorded: nothing need have gone wrong yet.
 *
 * <p>What a rule speaks of are the table of the entry, its mm, a mapping, and the table to which the entry leads. The
 * mapping is the one that covers the address, whether the tree still has it or not; where a table goes or moves, each
 * of those that it translates for.
 *
 * <p>Model: a walk down may go on as long as any mapping of the address space is kept stable; what is done at its end
 * is judged by the mapping at the address.
 *
 * <p>Model: a table that hangs in no tree is subject to no rule: who has made it fills it, or everybody who could still
 * walk it was waited for, which other oracles judge.
 */
public final class TableChecks {
  private final Hardware hardware;
  private final Tables tables;
  private final TablePositions positions;
  private final Vmas vmas;
  private final Judge judge;
  private final Map<TableOperation, List<Rule>> rules;
  private final int setup;

  /**
   * The checks.
   *
   * @param rules what each operation needs: each of the rules
   * @param setup the agent that builds the start state
   */
  public TableChecks(
      Layout layout, Hardware hardware, Judge judge, Map<TableOperation, List<Rule>> rules, int setup) {
    this.hardware = hardware;
    this.tables = hardware.tables();
    this.positions = new TablePositions(hardware.tree());
    this.vmas = new Vmas(layout);
    this.judge = judge;
    this.rules = new EnumMap<>(rules);
    this.setup = setup;
  }

  /** The binding with its check in front; itself if it has nothing to do with entries. */
  public Binding checked(Binding binding) {
    return switch (binding.name()) {
      case "pgdp_get", "p4dp_get", "pudp_get", "pmdp_get" -> before(binding, 0, TableOperation.TRAVERSE);
      case "ptep_get" -> before(binding, 0, TableOperation.READ);
      case "set_pte_at", "set_pmd_at", "ptep_xchg_direct", "ptep_xchg_lazy" -> with(binding, (context, args) -> {
        int place = Words.index(args[2]);
        check(context, stored(context.state().peek(place), args[3]), place, args[1], 0);
      });
      case "ptep_set_wrprotect", "ptep_test_and_clear_young", "pmdp_test_and_clear_young" ->
          before(binding, 2, TableOperation.CHANGE);
      case "ptep_get_and_clear", "pmdp_get_and_clear" -> with(binding, (context, args) -> {
        int place = Words.index(args[2]);
        long entry = context.state().peek(place);
        int below = below(entry);
        check(context, below == 0 ? TableOperation.ZAP : TableOperation.FREE, place, args[1], below);
      });
      case "pmd_populate" -> with(binding, (context, args) -> {
        int below = Words.index(args[3]);
        check(context, hasEntries(context.state(), below) ? TableOperation.MOVE : TableOperation.LINK,
            Words.index(args[2]), args[1], below);
      });
      case "pud_populate", "p4d_populate", "pgd_populate" -> with(binding, (context, args) -> {
        int below = Words.index(args[3]);
        check(context, hasEntries(context.state(), below) ? TableOperation.MOVE : TableOperation.LINK_UPPER,
            Words.index(args[2]), args[1], below);
      });
      default -> binding;
    };
  }

  /** The check of a plain access to the entry at its argument, as local computation behind it. */
  public Binding plainRead() {
    return Binding.local("rule read plain", 1, (context, args) -> {
      check(context, TableOperation.READ_PLAIN, Words.index(args[0]), 0, 0);
      return 0;
    });
  }

  private interface Check {
    void look(StepContext context, long[] args);
  }

  private Binding before(Binding binding, int place, TableOperation operation) {
    return with(binding, (context, args) ->
        check(context, operation, Words.index(args[place]), place == 0 ? 0 : args[1], 0));
  }

  private static Binding with(Binding binding, Check check) {
    return new Binding(binding.name(), binding.arity(), binding.visible(), (context, args) -> {
      check.look(context, args);
      return context.isStopped() ? 0 : binding.intrinsic().call(context, args);
    });
  }

  private static TableOperation stored(long old, long entry) {
    if (Entry.isNone(entry)) {
      return TableOperation.ZAP;
    }
    boolean isSame = !Entry.isNone(old)
        && (!Entry.isPresent(old) || !Entry.isPresent(entry) || Entry.pfn(old) == Entry.pfn(entry));
    return isSame ? TableOperation.CHANGE : TableOperation.INSTALL;
  }

  private int below(long entry) {
    return Entry.isTable(entry) && tables.contains(Entry.pfn(entry)) ? tables.table(Entry.pfn(entry)) : 0;
  }

  private boolean hasEntries(State state, int table) {
    for (int i = 0; i < tables.entries(); i++) {
      if (state.get(tables.place(table, i)) != 0) {
        return true;
      }
    }
    return false;
  }

  private void check(StepContext context, TableOperation operation, int place, long address, int below) {
    List<Rule> all = rules.getOrDefault(operation, List.of());
    int table = place == 0 || context.agent() == setup ? 0 : tables.tableOf(place);
    if (all.isEmpty() || table == 0 || !tables.isLive(context.state(), table)) {
      return;
    }
    State state = context.state();
    int mm = positions.mm(state, table);
    View view = View.now(context);
    long[] things = {
      Words.reference(table), mm == 0 ? 0 : Words.reference(mm), 0, below == 0 ? 0 : Words.reference(below)
    };
    for (Rule rule : all) {
      things[2] = 0;
      if (!judge.isKept(view, rule, things) && !isKeptWithMapping(view, rule, things, operation, address, table)) {
        report(view, rule, things, operation, place);
      }
    }
  }

  /** Leaves in {@code things} the mapping for which the rule is not kept. */
  private boolean isKeptWithMapping(
      View view, Rule rule, long[] things, TableOperation operation, long address, int table) {
    State state = view.state();
    return switch (operation) {
      case TRAVERSE, READ, READ_PLAIN -> isKeptForAny(view, rule, things) || isDetached(state, table);
      case INSTALL, LINK, LINK_UPPER, CHANGE, ZAP ->
          isKeptForAll(view, rule, things, address, address) || isDetached(state, table);
      case FREE, MOVE -> {
        long span = hardware.geometry().span(tables.level(state, table));
        long first = address & -span;
        yield isKeptForAll(view, rule, things, first, first + span - 1) || isDetached(state, table);
      }
    };
  }

  private boolean isDetached(State state, int table) {
    return positions.start(state, table) == TablePositions.DETACHED;
  }

  private boolean isKeptForAny(View view, Rule rule, long[] things) {
    for (long vma : vmas.meeting(view.state(), things[1], 0, Long.MAX_VALUE)) {
      things[2] = vma;
      if (judge.isKept(view, rule, things)) {
        return true;
      }
    }
    return false;
  }

  private boolean isKeptForAll(View view, Rule rule, long[] things, long first, long last) {
    long[] found = vmas.meeting(view.state(), things[1], first, last);
    for (long vma : found) {
      things[2] = vma;
      if (!judge.isKept(view, rule, things)) {
        return false;
      }
    }
    return 0 < found.length;
  }

  private void report(View view, Rule rule, long[] things, TableOperation operation, int place) {
    view.context().report(Finding.recorded("lock_rule", "page_tables",
        "{" + place + "} " + operation.done() + " without " + judge.lacking(view, rule, things) + "; the rule is `"
            + rule.text() + "`" + (rule.source().isEmpty() ? "" : " (" + rule.source() + ")"),
        judge.lackingLock(view, rule, things), "locked").mendedBy(judge.remedies(view, rule, things)));
  }
}
