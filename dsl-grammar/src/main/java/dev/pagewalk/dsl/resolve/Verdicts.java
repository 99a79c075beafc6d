package dev.pagewalk.dsl.resolve;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What can stand behind {@code expect}: {@code safe} and the names of the oracles, with what they speak of. */
public final class Verdicts {
  private static final List<String> OBJECTS =
      List.of("page_table", "folio", "frame", "vma", "anon_vma", "mm", "file", "secondary");

  private static final Map<String, List<String>> SUBJECTS = subjects();

  private Verdicts() {}

  /** Every word that can stand behind {@code expect}. */
  public static Set<String> names() {
    return SUBJECTS.keySet();
  }

  /** What the verdict can speak of, in parentheses, beside the structs of the model; empty if of nothing. */
  public static List<String> subjects(String verdict) {
    return SUBJECTS.getOrDefault(verdict, List.of());
  }

  private static Map<String, List<String>> subjects() {
    Map<String, List<String>> all = new TreeMap<>();
    for (String plain : List.of(
        "safe", "anon_exclusive", "assertion", "bounds", "break_before_make", "deadlock", "dirty",
        "division_by_zero", "endless_loop", "exists", "final", "forall", "interrupts", "leak", "lost_event", "lost_write", "never",
        "null_dereference", "overflow", "page_tables", "range", "stale_read", "warning")) {
      all.put(plain, List.of());
    }
    for (String ofObjects : List.of(
        "accounting", "data_race", "rmap_incomplete", "stale_translation", "use_after_free")) {
      all.put(ofObjects, OBJECTS);
    }
    all.put("lock_rule", List.of(
        "held_at_exit", "unlock_without_lock", "not_held", "not_initialised", "sleeping_while_atomic", "order",
        "field", "page_tables"));
    return all;
  }
}
