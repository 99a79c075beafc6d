package dev.pagewalk.analysis;

import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.resolve.*;
import dev.pagewalk.explore.*;
import java.nio.file.*;
import java.util.*;

class TryIt {
  public static void main(String[] a) throws Exception {
    String path = a[0];
    String text = Files.readString(Path.of(path));
    Library lib = a.length > 1 && a[1].equals("nolib") ? Library.NONE : Library.shipped();
    var parsed = Parsing.parse(path, text);
    parsed.diagnostics().forEach(d -> System.out.println(d.code() + " " + d.message() + " " + d.span()));
    lib.diagnostics().forEach(d -> System.out.println(d.code() + " " + d.message() + " " + d.span()));
    Resolution r = Resolver.resolve(lib.units(), List.of(parsed.unit()));
    r.diagnostics().forEach(d -> System.out.println(d.severity() + " " + d.code().id() + " " + d.message() + " " + d.span()));
    Map<String, Long> params = new TreeMap<>();
    String only = null;
    for (String s : a) { int i = s.indexOf('='); if (i > 0) params.put(s.substring(0, i), Long.parseLong(s.substring(i + 1))); if (s.startsWith("::")) only = s.substring(2); }
    CheckOptions o = new CheckOptions(params, Optional.empty(), List.of(), List.of(), "exhaustive", true, Budget.DEFAULT);
    for (var sc : r.scenarios()) {
      if (only != null && !sc.name().text().equals(only)) continue;
      Planner p = new Planner(r, sc, o);
      for (var plan : p.plans()) {
        CheckResult c = new Checker(r, sp -> (sp.path().equals(path) ? text : lib.texts().get(sp.path())).substring(sp.start(), sp.end()), "x", o).check(path, plan, Cancellation.NEVER, Reporter.SILENT);
        System.out.printf("%s %s [%s] expected %s: %s %s met=%s states=%d trans=%d depth=%d fin=%d cut=%d %s %s unreached=%s const=%s others=%s%n", c.met() ? "ok " : "BAD", c.scenario(), c.variant(), c.expected(), c.verdict(), c.oracle(), c.met(), c.states(), c.transitions(), c.depth(), c.finished(), c.cut(), c.elapsed(), c.stopped(), c.unreached().size(), c.constantErrors(), c.others());
        if (!c.met() || List.of(a).contains("show")) c.trace().ifPresent(t -> {
          for (var l : t.lines()) System.out.println("   ".repeat(0) + String.format("%-12s", t.columns().get(l.column()).name()) + "  ".repeat(l.depth()) + l.text() + (l.kind() == dev.pagewalk.witness.Trace.Kind.CALL ? " {" : "") + "   " + l.changes());
          t.violation().ifPresent(v -> { System.out.println("!! " + v.name() + ": " + v.message()); v.places().forEach(pl -> System.out.println("   " + pl)); });
        });
      }
      p.diagnostics().forEach(d -> System.out.println(d.severity() + " " + d.code().id() + " " + d.message()));
    }
  }
}
