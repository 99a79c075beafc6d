package dev.pagewalk.mm.vma;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.hw.step.StepContext;
import dev.pagewalk.mm.lock.LockWord;
import dev.pagewalk.mm.rcu.Rcu;
import java.util.ArrayList;
import java.util.List;

/** The look-ups of mappings under their names in the library. */
public final class VmaBindings {
  private final Vmas vmas;
  private final AnonVmas anonVmas;
  private final int fileLock;
  private final int anonLock;
  private final int root;

  private VmaBindings(Layout layout) {
    this.vmas = new Vmas(layout);
    this.anonVmas = new AnonVmas(layout, vmas);
    this.fileLock = layout.pool("address_space").struct().offset("i_mmap_rwsem");
    this.anonLock = layout.pool("anon_vma").struct().offset("rwsem");
    this.root = layout.pool("anon_vma").struct().offset("root");
  }

  /** All of them, over the pools of a layout. */
  public static List<Binding> bindings(Layout layout, Rcu rcu) {
    List<Binding> bindings = new ArrayList<>(new VmaBindings(layout).lookups());
    bindings.addAll(new VmaLocks(layout).bindings(rcu));
    return List.copyOf(bindings);
  }

  private List<Binding> lookups() {
    return List.of(
        Binding.step("vma_lookup", 2, (context, args) -> vmas.covering(context.state(), args[0], args[1])),
        Binding.step("find_vma", 2, (context, args) -> vmas.atOrAbove(context.state(), args[0], args[1])),
        Binding.step("vma_next", 1, (context, args) ->
            touch(context, args[0]) ? vmas.next(context.state(), Words.index(args[0])) : 0),
        Binding.step("vma_prev", 1, (context, args) ->
            touch(context, args[0]) ? vmas.previous(context.state(), Words.index(args[0])) : 0),
        Binding.step("vma_interval_tree_first", 3, (context, args) ->
            ofFile(context, args[0], 0, args[1], args[2])),
        Binding.step("vma_interval_tree_next", 4, (context, args) ->
            touch(context, args[1]) ? ofFile(context, args[0], Words.index(args[1]), args[2], args[3]) : 0),
        Binding.step("anon_vma_interval_tree_first", 3, (context, args) ->
            ofAnonVma(context, args[0], 0, args[1], args[2])),
        Binding.step("anon_vma_interval_tree_next", 3, (context, args) -> touch(context, args[0])
            ? ofAnonVma(
                context,
                anonVmas.anonVma(context.state(), Words.index(args[0])),
                Words.index(args[0]),
                args[1],
                args[2])
            : 0),
        Binding.step("vma_first_avc", 1, (context, args) ->
            touch(context, args[0]) ? anonVmas.firstOfVma(context.state(), args[0]) : 0),
        Binding.step("vma_next_avc", 1, (context, args) ->
            touch(context, args[0]) ? anonVmas.nextOfVma(context.state(), Words.index(args[0])) : 0),
        Binding.step("vma_avc_is_singular", 1, (context, args) ->
            touch(context, args[0]) && anonVmas.countOfVma(context.state(), args[0]) == 1 ? 1 : 0));
  }

  private long ofFile(StepContext context, long mapping, int after, long first, long last) {
    if (!touch(context, mapping) || !isHeld(context, Words.index(mapping) + fileLock)) {
      return 0;
    }
    return vmas.nextOfFile(context.state(), mapping, after, first, last);
  }

  private long ofAnonVma(StepContext context, long anonVma, int after, long first, long last) {
    if (!touch(context, anonVma)) {
      return 0;
    }
    long top = context.state().get(Words.index(anonVma) + root);
    if (!touch(context, top) || !isHeld(context, Words.index(top) + anonLock)) {
      return 0;
    }
    return anonVmas.nextOfAnonVma(context.state(), anonVma, after, first, last);
  }

  /** Whether the agent holds the lock of the tree that it walks; reports and goes on otherwise. */
  private static boolean isHeld(StepContext context, int lock) {
    if (!LockWord.isHeld(context.state().get(lock), context.agent())) {
      context.report(Finding.recorded("lock_rule", "not_held",
          "a reverse map is searched without holding {" + lock + "}", lock, "locked")
          .mendedBy(List.of(List.of(new Finding.Lack(lock, false)))));
    }
    return !context.isStopped();
  }

  private static boolean touch(StepContext context, long reference) {
    return context.touch(Words.index(reference));
  }
}
