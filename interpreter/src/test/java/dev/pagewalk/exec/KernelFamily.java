package dev.pagewalk.exec;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.AnalysisHost;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.analysis.Searching;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.ir.Program;
import dev.pagewalk.lower.Lowering;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Random small programs in which symmetric families run the kernel: members fault, read and write, give memory back,
 * flush with and without interrupts, wait for grace periods, and change entries in ways that are wrong.
 *
 * @param text the scenario
 */
record KernelFamily(String text, Program program) {
  private static final List<String> RELEASES = List.of("5.8", "6.1", "6.6", "6.12", "6.14", "6.17");

  private static final String ENTRY = """
      lock P.mm.mmap_lock(r) {
              let p = mm_find_pmd(P.mm, A.start);
              if (p != null) {
                let pte = pte_offset_map_lock(P.mm, p, pmdp_get(p), A.start);
                if (pte != null) { CHANGE; pte_unmap_unlock(pte); }
              }
            }""";

  /** What a member does; cheap things, that take few steps. */
  private static final List<String> STATEMENTS = List.of(
      "A[0][0] = 1;",
      "A[0][1] = 2;",
      "x = A[0][0];",
      "if (A[0][0] == 1) { x++; }",
      "x++;",
      "atomic_inc(x);",
      "WARN_ON(x == 2);",
      "madvise_dontneed(P.mm, A.start, PAGE_SIZE);",
      "flush_tlb_range(P.mm, A.start, A.start + PAGE_SIZE);",
      "flush_tlb_mm(P.mm);",
      "flush_tlb_mm(P.mm); x++;",
      "local_irq_disable(); x++; local_irq_enable();",
      "preempt_disable(); x++; preempt_enable();",
      "rcu_read_lock(); x++; rcu_read_unlock();",
      "synchronize_rcu();",
      "user_store(A.end, 0, 3);",
      "madvise_dontneed(P.mm, A.start, A.size);",
      "munmap(P.mm, A.start, A.size);",
      "{ let folio = folio_alloc(0); if (folio != null) { x++; folio_put(folio); } }",
      "{ let table = pte_alloc_one(P.mm); if (table != null) { x++; pte_free_defer(P.mm, table); } }",
      "{ let got = get_user_pages_fast(P.mm, A.start, false); if (got != null) folio_put(got); }",
      "{ let got = get_user_pages_fast(P.mm, A.start, true); if (got != null && x == 0) folio_put(got); }",
      "lock P.mm.mmap_lock(r) { let p = mm_find_pmd(P.mm, A.start); if (p != null && pmd_none(pmdp_get(p))) "
          + "__pte_alloc(P.mm, p, A.start); }",
      "lock P.mm.mmap_lock(w) { x++; }",
      ENTRY.replace("CHANGE", "let old = ptep_get_and_clear(P.mm, A.start, pte); set_pte_at(P.mm, A.start, pte, old)"),
      ENTRY.replace("CHANGE", "ptep_set_wrprotect(P.mm, A.start, pte)"),
      ENTRY.replace("CHANGE", "ptep_test_and_clear_young(P.mm, A.start, pte)"),
      ENTRY.replace("CHANGE", "ptep_get_and_clear(P.mm, A.start, pte); flush_tlb_page(P.mm, A.start)"));

  /** Programs drawn from a seed, which all see one release of the kernel. */
  static List<KernelFamily> draw(long seed, int count) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text("family" + i, random));
    }
    return of(texts, RELEASES.get(random.nextInt(RELEASES.size())));
  }

  /** The programs of scenarios. */
  static List<KernelFamily> of(List<String> texts, String release) {
    AnalysisHost host = new AnalysisHost(Library.shipped(), Path.of("."));
    host.setText("families.pw", String.join("", texts));
    Analysis analysis = host.snapshot();
    FileAnalysis file = analysis.file("families.pw");
    CheckOptions options = new CheckOptions(
        Map.of(), Optional.of(release), Optional.empty(), List.of(), List.of(), Searching.DEFAULT);
    List<KernelFamily> families = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (file.diagnostics().stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
        throw new IllegalArgumentException(file.diagnostics() + "\n" + texts);
      }
      families.add(new KernelFamily("kernel " + release + "\n" + texts.get(i), Lowering.lower(
          file.resolution(), file.scenarios().get(i),
          analysis.plans(file, file.scenarios().get(i), options).plans().getFirst().variant(),
          span -> "").program().orElseThrow()));
    }
    return families;
  }

  /** The exchanges of members in a machine that uses them, but for the one that changes nothing. */
  static Exchange[] exchanges(Machine machine) {
    return machine.symmetry() instanceof Exchanges all ? all.others() : new Exchange[0];
  }

  private static String text(String name, Random random) {
    boolean isLone = random.nextInt(3) != 0;
    int members = 2 + (random.nextInt(4) == 0 ? 1 : 0);
    String flush = List.of("ipi", "ipi", "paravirt", "invlpgb").get(random.nextInt(4));
    StringBuilder text = new StringBuilder("scenario " + name + " {\n"
        + "  machine x86_64 { levels 2; table_entries 2; flush " + flush + "; }\n"
        + "  var x: int;\n"
        + "  process P { map A at PMD_SIZE size PMD_SIZE private anon prot rw; "
        + List.of("A[0][0] = 1; ", "A[0][0] = 1; A[1][0] = 1; ", "").get(random.nextInt(3)) + "}\n");
    text.append("  ").append(random.nextInt(6) == 0 ? "kthread" : "thread").append(" t[").append(members).append("]");
    body(text, random, members == 3 ? 1 : 2);
    if (isLone) {
      text.append("  thread u");
      body(text, random, 1);
    }
    return text.append("}\n").toString();
  }

  private static void body(StringBuilder text, Random random, int most) {
    boolean isKernel = text.substring(text.lastIndexOf("\n")).contains("kthread");
    text.append(isKernel ? "" : " in P").append(text.substring(text.lastIndexOf("\n")).contains("[") ? " symmetric" : "");
    text.append(" {\n");
    int statements = 1 + random.nextInt(most);
    for (int i = 0; i < statements; i++) {
      String statement = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
      if (!isKernel || !statement.contains("A[")) {
        text.append("    ").append(statement).append("\n");
      }
    }
    text.append("  }\n");
  }
}
