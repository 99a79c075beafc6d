package dev.pagewalk.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.step.Session;
import dev.pagewalk.witness.StateNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionTest {
  @Test
  void tableIsTakenAwayUnderAWalker() {
    Graph graph = graph(Executions.collapse());
    Graph.Node table = node(graph, "table#5");
    assertThat(table.phases().stream().map(phase -> phase.says().life()))
        .containsExactly(Moment.Life.LIVE, Moment.Life.DETACHED, Moment.Life.FREED);
    int detached = table.phases().get(1).from();
    assertThat(text(graph, 0, "table#4", "table#5", "folio#1")
        + text(graph, detached, "cpu0", "table#4", "table#5", "folio#1")
        + text(graph, graph.steps(), "mm#1", "table#4", "table#5")).isEqualTo("""
        after step 0
        table #4, LIVE PMD table
          ENTRY [1] = 0x2000  table #5
          <- table#3.[0] TABLE
        table #5, LIVE PTE table
          ENTRY [0] = 0x2000  pfn 0x1000 write young
          ENTRY [1] = 0x3000  pfn 0x1001 write young
          <- table#4.[1] TABLE
        folio #1, LIVE
          FIELD refcount = 4
          FIELD mapcount = 2
          FIELD mapping = address_space #1
          FIELD order = 1
          FIELD pfn = pfn 0x1000
          FIELD in_page_cache = true
          <- table#5.[0] MAPS
          <- table#5.[1] MAPS
        after step 29
        CPU 0, LIVE
          FIELD tables = mm #1
          FIELD translations of mm #1 = up to date
          FIELD interrupts = off
          CACHED paging-structure cache 0x2000 of mm #1 = table #5
        table #4, LIVE PMD table
          <- table#3.[0] TABLE
        table #5, DETACHED PTE table
          ENTRY [0] = 0x2000  pfn 0x1000 write young
          ENTRY [1] = 0x3000  pfn 0x1001 write young
          <- cpu0.paging-structure cache 0x2000 of mm #1 table #5 CACHED
        folio #1, LIVE
          FIELD refcount = 3
          LOCK lock = held by khugepaged
          FIELD mapping = address_space #1
          FIELD order = 1
          FIELD pfn = pfn 0x1000
          FIELD in_page_cache = true
          <- table#5.[0] MAPS
          <- table#5.[1] MAPS
        after step 36
        mm #1 (P), LIVE
          FIELD mm_users = 1
          FIELD mm_count = 2
          FIELD pgd = table #1
          <- cpu0.tables REFERS
          <- table#1.mm REFERS
          <- table#2.mm REFERS
          <- table#3.mm REFERS
          <- table#4.mm REFERS
          <- vma#1.mm REFERS
        table #4, LIVE PMD table
          <- table#3.[0] TABLE
        table #5, FREED PTE table
        """);
  }

  @Test
  void walkerHasTheTableInItsHands() {
    Graph graph = graph(Executions.collapse());
    assertThat(text(graph, 0, "thread gup")).isEqualTo("""
        after step 0
        gup, LIVE
          HELD mm #1 = in mm
        """);
    assertThat(graph.at(graph.steps()).nodes().stream().filter(each -> each.id().equals("thread gup")).findFirst().orElseThrow()
        .rows()).anySatisfy(row -> {
          assertThat(row.kind()).isEqualTo(Moment.Kind.HELD);
          assertThat(row.name()).isEqualTo("table #5");
          assertThat(row.text()).contains("pmd");
        });
  }

  @Test
  void pageIsCopied() {
    Graph graph = graph(Executions.copyOnWrite());
    int shared = node(graph, "folio#1").rows().stream().filter(row -> row.name().equals("mapcount")).findFirst().orElseThrow()
        .phases().get(1).from();
    String copy = graph.at(graph.steps()).edges().stream()
        .filter(edge -> edge.from().equals("table#2") && edge.link() == Moment.Link.MAPS).findFirst().orElseThrow().to();
    assertThat(text(graph, 0, "table#2", "folio#1")
        + text(graph, shared, "cpu0", "table#2", "table#10", "folio#1")
        + text(graph, graph.steps(), "cpu0", "table#2", "table#10", "folio#1", copy)).isEqualTo("""
        after step 0
        table #2, LIVE PTE table
          ENTRY [0] = 0x10000  pfn 0x1000 write dirty young soft_dirty
          <- table#1.[2] TABLE
        folio #1, LIVE
          FIELD refcount = 1
          FIELD mapcount = 1
          FIELD anon_vma = anon_vma #1
          FIELD anon = true
          FIELD anon_exclusive = true
          FIELD pfn = pfn 0x1000
          FIELD pfn 0x1000[0] = 1
          <- table#2.[0] MAPS
        after step 62
        CPU 0, LIVE
          FIELD tables = mm #1
          FIELD translations of mm #1 = up to date
        table #2, LIVE PTE table
          LOCK ptl = held by parent
          ENTRY [0] = 0x10000  pfn 0x1000 write dirty young soft_dirty
          <- table#1.[2] TABLE
        folio #1, LIVE
          FIELD refcount = 1
          FIELD mapcount = 2
          FIELD anon_vma = anon_vma #1
          FIELD anon = true
          FIELD pfn = pfn 0x1000
          FIELD pfn 0x1000[0] = 1
          <- table#2.[0] MAPS
        table #10, LIVE PTE table
          LOCK ptl = held by parent
          <- table#9.[2] TABLE
        after step 124
        CPU 0, LIVE
          FIELD tables = mm #1
          FIELD translations of mm #1 = up to date
        table #2, LIVE PTE table
          ENTRY [0] = 0x10000  pfn 0x1028 write dirty young soft_dirty
          <- table#1.[2] TABLE
        folio #1, LIVE
          FIELD refcount = 1
          FIELD mapcount = 1
          FIELD anon_vma = anon_vma #1
          FIELD anon = true
          FIELD pfn = pfn 0x1000
          FIELD pfn 0x1000[0] = 1
          <- table#10.[0] MAPS
        table #10, LIVE PTE table
          ENTRY [0] = 0x10000  pfn 0x1000 dirty soft_dirty
          <- table#9.[2] TABLE
        folio #6, LIVE
          FIELD refcount = 1
          FIELD mapcount = 1
          FIELD anon_vma = anon_vma #1
          FIELD anon = true
          FIELD anon_exclusive = true
          FIELD pfn = pfn 0x1028
          FIELD pfn 0x1028[0] = 2
          <- table#2.[0] MAPS
        """);
  }

  @Test
  void everyMomentIsThatOfTheStateThere() {
    for (Session session : List.of(Executions.collapse(), Executions.copyOnWrite())) {
      Graph graph = graph(session);
      Execution whole = Executions.of(session);
      StateNames names = new StateNames(whole.program());
      for (int moment = 0; moment <= graph.steps(); moment += 7) {
        Moment there = Executions.moment(whole, moment, names);
        assertThat(sorted(graph.at(moment))).isEqualTo(sorted(there));
      }
    }
  }

  @Test
  void whoeverWaitsForALockIsToldBehindItsHolder() {
    List<Graph.Row> locks = node(graph(Executions.deadlock()), "shared").rows();
    assertThat(locks.get(0).phases().stream().map(Graph.Phase::says))
        .containsExactly("free", "held by one", "held by one; two waits");
    assertThat(locks.get(1).phases().stream().map(Graph.Phase::says)).containsExactly("free", "held by two; one waits");
  }

  private static Graph graph(Session session) {
    Execution execution = Executions.of(session);
    return execution.graph(new StateNames(execution.program()));
  }

  private static Graph.Node node(Graph graph, String id) {
    return graph.nodes().stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
  }

  /** Some nodes with their rows, but for fields that say nothing, and what leads to and from them. */
  private static String text(Graph graph, int at, String... ids) {
    Moment moment = graph.at(at);
    List<String> lines = new ArrayList<>(List.of("after step " + at));
    for (Moment.Node node : moment.nodes()) {
      if (List.of(ids).contains(node.id())) {
        lines.add((node.title() + ", " + node.life() + " " + node.note()).strip());
        node.rows().stream()
            .filter(row -> !List.of("0", "false", "null", "free").contains(row.text()) && !row.text().endsWith("none"))
            .filter(row -> !List.of("level", "mm").contains(row.name()))
            .forEach(row -> lines.add("  " + row.kind() + " " + row.name() + " = " + row.text()));
        moment.edges().stream().filter(edge -> edge.to().equals(node.id()) && edge.link() != Moment.Link.HELD)
            .forEach(edge -> lines.add("  <- " + edge.from() + "." + edge.row() + " " + edge.link()));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /** In an order that does not depend on when something appeared first, and without places. */
  private static List<String> sorted(Moment moment) {
    List<String> lines = new ArrayList<>();
    for (Moment.Node node : moment.nodes()) {
      lines.add(node.id() + " " + node.type() + " " + node.title() + " " + node.life() + " " + node.note());
      node.rows().forEach(row -> lines.add(
          node.id() + "." + row.id() + " " + row.kind() + " " + row.name() + " = " + row.text()));
    }
    moment.edges().forEach(edge -> lines.add(edge.toString()));
    lines.sort(Comparator.naturalOrder());
    return lines;
  }
}
