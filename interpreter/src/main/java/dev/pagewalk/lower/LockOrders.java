package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.ir.LockOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles the {@code lock order} declarations of a program. A class of locks is a field of a struct, a lock of the
 * scenario, or one of the two that the kernel's page tables have: {@code pml}, the lock of a PMD table (or of one
 * above), and {@code ptl}, that of a PTE table.
 *
 * <p>Model: a mode such as {@code (w)} in an order is for the reader; a class is ordered in every mode.
 */
final class LockOrders {
  private static final String UPPER_TABLES = "pml";
  private static final String LOWEST_TABLES = "ptl";
  private static final int MOST_CLASSES = 64;

  private final LoweringContext context;
  private final Map<String, Integer> classes = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> words = new HashMap<>();
  private final Map<Integer, Set<String>> nests = new HashMap<>();
  private final long[] after = new long[MOST_CLASSES];
  private final int[] classOfWord;
  private final int[] levelOfWord;

  private LockOrders(LoweringContext context) {
    this.context = context;
    classOfWord = new int[context.layout.size()];
    levelOfWord = new int[context.layout.size()];
  }

  /** The order that all declarations together give, over a layout that is complete. */
  static LockOrder of(LoweringContext context, List<Decl> decls) {
    List<Decl.LockOrder> orders = decls.stream()
        .filter(Decl.LockOrder.class::isInstance).map(Decl.LockOrder.class::cast).toList();
    return orders.isEmpty() ? LockOrder.NONE : new LockOrders(context).compile(orders);
  }

  private LockOrder compile(List<Decl.LockOrder> orders) {
    for (Decl.LockOrder order : orders) {
      order.chains().forEach(this::chain);
      order.nests().forEach(this::nest);
    }
    close();
    int[][] found = new int[classes.size()][];
    for (int i = 0; i < found.length; i++) {
      found[i] = words.getOrDefault(i, List.of()).stream().mapToInt(Integer::intValue).toArray();
    }
    return new LockOrder(List.copyOf(classes.keySet()), after, found, classOfWord, levelOfWord,
        classes.getOrDefault(UPPER_TABLES, -1), nests);
  }

  /** Notes the order of a chain's stages; gives the classes in it. */
  private long chain(SyntaxPart.OrderChain chain) {
    if (chain.lock().isPresent()) {
      int number = number(chain.lock().get());
      return number < 0 ? 0 : 1L << number;
    }
    long before = 0;
    for (SyntaxPart.OrderStage stage : chain.stages()) {
      long here = 0;
      for (SyntaxPart.OrderChain alternative : stage.alternatives()) {
        here |= chain(alternative);
      }
      for (long open = before; open != 0; open &= open - 1) {
        after[Long.numberOfTrailingZeros(open)] |= here;
      }
      before |= here;
    }
    return before;
  }

  private void nest(SyntaxPart.Nest nest) {
    int number = number(nest.lock());
    if (0 <= number) {
      Set<String> functions = nests.computeIfAbsent(number, n -> new HashSet<>());
      nest.functions().stream().map(Name::text).forEach(functions::add);
    }
  }

  private void close() {
    for (int middle = 0; middle < classes.size(); middle++) {
      for (int i = 0; i < classes.size(); i++) {
        if ((after[i] >>> middle & 1) != 0) {
          after[i] |= after[middle];
        }
      }
    }
  }

  /** The number of the class that an expression names, or -1 for what is no lock that exists here. */
  private int number(Expr lock) {
    Expr expr = lock;
    while (expr instanceof Expr.Call call) {
      expr = call.callee();
    }
    return switch (expr) {
      case Expr.Field field when context.resolution.symbol(field.name()).orElse(null) instanceof Symbol.StructField f ->
          number(f.struct().name().text() + '.' + f.declared().text(), ofField(f));
      case Expr.Ref ref when context.resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Global global ->
          number(ref.name().text(), ofGlobal(global));
      case Expr.Ref ref when ref.name().text().equals(LOWEST_TABLES) || ref.name().text().equals(UPPER_TABLES) ->
          number(ref.name().text(), ofTables(ref.name().text()));
      default -> -1;
    };
  }

  private int number(String name, List<Integer> locks) {
    Integer known = classes.get(name);
    if (known != null) {
      return known;
    }
    if (locks.isEmpty() || classes.size() == MOST_CLASSES) {
      return -1;
    }
    int number = classes.size();
    classes.put(name, number);
    words.put(number, locks);
    if (!name.equals(UPPER_TABLES)) {
      locks.forEach(word -> classOfWord[word] = number + 1);
    }
    return number;
  }

  private List<Integer> ofGlobal(Symbol.Global global) {
    Integer index = context.globals.get(global);
    List<Integer> locks = new ArrayList<>();
    for (int i = 0; index != null && i < Structs.words(global.type()); i++) {
      locks.add(index + i);
    }
    return locks;
  }

  private List<Integer> ofField(Symbol.StructField field) {
    return context.layout.findPool(field.struct().name().text())
        .map(pool -> ofField(pool, field.declared().text())).orElse(List.of());
  }

  private static List<Integer> ofField(Pool pool, String name) {
    List<Integer> locks = new ArrayList<>();
    for (StructLayout.Field field : pool.struct().fields()) {
      for (int slot = 0; slot < pool.count() && field.name().equals(name); slot++) {
        for (int i = 0; i < field.length(); i++) {
          locks.add(pool.address(slot) + field.offset() + i);
        }
      }
    }
    return locks;
  }

  private List<Integer> ofTables(String name) {
    Pool pool = context.layout.findPool("ptdesc").orElse(null);
    if (pool == null) {
      return List.of();
    }
    List<Integer> locks = ofField(pool, "ptl");
    if (name.equals(UPPER_TABLES)) {
      locks.forEach(word -> levelOfWord[word] = pool.address(pool.slot(word)) + pool.struct().offset("level"));
    }
    return locks;
  }
}
