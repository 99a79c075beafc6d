package dev.pagewalk.ls.feature;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.ProcessItem;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file declares, as a tree; and what a workspace declares, as a list. */
public final class Outline {
  private static final int MOST = 500;

  private Outline() {}

  /** What an entry is. */
  public enum Kind {
    SCENARIO, THREAD, PROCESS, MAPPING, FILE, FUNCTION, STRUCT, FIELD, ENUM, MEMBER, VARIABLE, CONSTANT, PATCH, RULE
  }

  /**
   * An entry.
   *
   * @param detail what else is worth a look, in a few words; empty for nothing
   * @param name the place of its name
   * @param whole all of it
   */
  public record Entry(Kind kind, String text, String detail, Span name, Span whole, List<Entry> children) {
    public Entry {
      children = List.copyOf(children);
    }
  }

  /** The declarations of a file, in the order of the text. */
  public static List<Entry> of(FileView view) {
    return of(view.unit());
  }

  private static List<Entry> of(SourceUnit unit) {
    return unit.decls().stream().flatMap(decl -> entry(decl).stream()).toList();
  }

  /**
   * What the library and {@code paths} declare whose name holds the letters of {@code query} in their order.
   *
   * @return at most 500, the library's last
   */
  public static List<Entry> search(Analysis analysis, List<String> paths, String query, Cancellation cancellation) {
    List<Entry> found = new ArrayList<>();
    for (String path : paths) {
      if (cancellation.isRequested() || MOST <= found.size()) {
        return found;
      }
      FileView.glance(analysis, path).ifPresent(view -> matching(of(view), query, found));
    }
    analysis.library().units().forEach(unit -> matching(of(unit), query, found));
    return found;
  }

  private static void matching(List<Entry> entries, String query, List<Entry> found) {
    for (Entry entry : entries) {
      if (found.size() < MOST && holds(entry.text(), query)) {
        found.add(entry);
      }
      matching(entry.children(), query, found);
    }
  }

  private static boolean holds(String name, String query) {
    String letters = query.toLowerCase(Locale.ROOT);
    int at = 0;
    for (char each : name.toLowerCase(Locale.ROOT).toCharArray()) {
      at += at < letters.length() && letters.charAt(at) == each ? 1 : 0;
    }
    return at == letters.length();
  }

  private static Optional<Entry> entry(Decl decl) {
    return switch (decl) {
      case Decl.Scenario d -> entry(Kind.SCENARIO, "", d.name(), d, items(d));
      case Decl.Fn d -> entry(Kind.FUNCTION, d.kind() == Decl.FnKind.REPLACE ? "replaces the library's" : "", d.name(), d,
          List.of());
      case Decl.Struct d -> entry(Kind.STRUCT, "", d.name(), d,
          d.fields().stream().flatMap(field -> names(Kind.FIELD, field.names()).stream()).toList());
      case Decl.Enumeration d -> entry(Kind.ENUM, "", d.name(), d, names(Kind.MEMBER, d.members()));
      case Decl.Flags d -> entry(Kind.ENUM, "flags", d.name(), d, names(Kind.MEMBER, d.members()));
      case Decl.Const d -> entry(Kind.CONSTANT, "", d.name(), d, List.of());
      case Decl.Var d -> entry(Kind.VARIABLE, "", d.name(), d, List.of());
      case Decl.Patch d -> entry(Kind.PATCH, d.since().map(since -> "since " + since.value()).orElse(""), d.name(), d,
          List.of());
      case Decl.LockOrder d -> Optional.of(new Entry(Kind.RULE, "lock order", "", d.span(), d.span(), List.of()));
      case Decl.StructRules d -> entry(Kind.RULE, "rules of a struct", d.name(), d, List.of());
      case Decl.Condition d -> entry(Kind.RULE, "condition", d.name(), d, List.of());
      case Decl.PageTables d -> Optional.of(new Entry(Kind.RULE, "page tables", "", d.span(), d.span(), List.of()));
      case Decl.Missing d -> Optional.empty();
    };
  }

  private static List<Entry> items(Decl.Scenario scenario) {
    return scenario.items().stream().flatMap(item -> entry(item).stream()).toList();
  }

  private static Optional<Entry> entry(ScenarioItem item) {
    return switch (item) {
      case ScenarioItem.Declaration i -> entry(i.decl());
      case ScenarioItem.Thread i -> entry(Kind.THREAD, i.process().map(process -> "in " + process).orElse(""), i.name(), i,
          List.of());
      case ScenarioItem.Process i -> entry(Kind.PROCESS, "", i.name(), i,
          i.items().stream().flatMap(each -> entry(each).stream()).toList());
      case ScenarioItem.FileObject i -> entry(Kind.FILE, "", i.name(), i, List.of());
      case ScenarioItem.Machine i -> Optional.empty();
      case ScenarioItem.Setup i -> Optional.empty();
      case ScenarioItem.MayFail i -> Optional.empty();
      case ScenarioItem.Property i -> Optional.empty();
      case ScenarioItem.Expect i -> Optional.empty();
      case ScenarioItem.Missing i -> Optional.empty();
    };
  }

  private static Optional<Entry> entry(ProcessItem item) {
    return item instanceof ProcessItem.Map map
        ? entry(Kind.MAPPING, "", map.name(), map, List.of())
        : Optional.empty();
  }

  private static List<Entry> names(Kind kind, List<Name> names) {
    return names.stream().flatMap(name -> entry(kind, "", name, name, List.of()).stream()).toList();
  }

  private static Optional<Entry> entry(Kind kind, String detail, Name name, Node whole, List<Entry> children) {
    return name.isMissing()
        ? Optional.empty()
        : Optional.of(new Entry(kind, name.text(), detail, name.span(), whole.span().to(name.span()), children));
  }
}
