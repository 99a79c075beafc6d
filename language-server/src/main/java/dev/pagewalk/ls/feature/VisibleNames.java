package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.ProcessItem;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names that can be written at a place, the nearest declaration of each. */
final class VisibleNames {
  private final FileView view;
  private final int offset;
  private final Map<String, Symbol> values = new LinkedHashMap<>();
  private final Map<String, Symbol> functions = new LinkedHashMap<>();
  private final Map<String, Symbol> types = new LinkedHashMap<>();
  private final Map<String, Symbol> patches = new LinkedHashMap<>();

  private VisibleNames(FileView view, int offset) {
    this.view = view;
    this.offset = offset;
  }

  static VisibleNames at(FileView view, int offset) {
    VisibleNames names = new VisibleNames(view, offset);
    List<Node> chain = view.around(offset);
    for (int i = chain.size() - 1; 0 <= i; i--) {
      names.around(chain.get(i));
    }
    for (SourceUnit unit : view.resolution().units()) {
      unit.decls().forEach(names::decl);
    }
    view.resolution().library().forEach(unit -> unit.decls().forEach(names::decl));
    return names;
  }

  /** Variables, constants, threads, processes, mappings and files. */
  List<Symbol> values() {
    return new ArrayList<>(values.values());
  }

  /** Functions with a declaration; those of the language are {@link Builtin}s. */
  List<Symbol> functions() {
    return new ArrayList<>(functions.values());
  }

  /** Structs, and names of {@code enum} and {@code flags}. */
  List<Symbol> types() {
    return new ArrayList<>(types.values());
  }

  List<Symbol> patches() {
    return new ArrayList<>(patches.values());
  }

  /** Whether {@code offset} lies in a body that runs. */
  boolean isInBody() {
    return view.innermost(offset, Stmt.Block.class).isPresent();
  }

  private void around(Node node) {
    if (node instanceof Stmt.Block block) {
      block.statements().stream().filter(each -> each.span().end() <= offset).forEach(this::local);
    } else if (node instanceof Stmt.For loop) {
      value(loop.name());
    } else if (node instanceof Decl.Fn fn) {
      fn.params().forEach(param -> value(param.name()));
    } else if (node instanceof ScenarioItem.Process process) {
      mappings(process);
    } else if (node instanceof Decl.Scenario scenario) {
      scenario.params().forEach(param -> value(param.name()));
      scenario.items().forEach(this::item);
    }
  }

  private void local(Stmt stmt) {
    if (stmt instanceof Stmt.Let let) {
      value(let.name());
    } else if (stmt instanceof Stmt.ChooseValue choose) {
      value(choose.name());
    }
  }

  private void item(ScenarioItem item) {
    if (item instanceof ScenarioItem.Declaration declaration) {
      decl(declaration.decl());
    } else if (item instanceof ScenarioItem.Process process) {
      value(process.name());
      mappings(process);
    } else if (item instanceof ScenarioItem.FileObject file) {
      value(file.name());
    } else if (item instanceof ScenarioItem.Thread thread) {
      value(thread.name());
    }
  }

  private void mappings(ScenarioItem.Process process) {
    for (ProcessItem item : process.items()) {
      if (item instanceof ProcessItem.Map map) {
        value(map.name());
      } else if (item instanceof ProcessItem.Uffd uffd) {
        value(uffd.name());
      }
    }
  }

  private void decl(Decl decl) {
    switch (decl) {
      case Decl.Const d -> value(d.name());
      case Decl.Var d -> value(d.name());
      case Decl.Fn d -> add(functions, d.name());
      case Decl.Struct d -> add(types, d.name());
      case Decl.Patch d -> add(patches, d.name());
      case Decl.Enumeration d -> {
        add(types, d.name());
        d.members().forEach(this::value);
      }
      case Decl.Flags d -> {
        add(types, d.name());
        d.members().forEach(this::value);
      }
      case Decl.StructRules d -> {}
      case Decl.Condition d -> {}
      case Decl.LockOrder d -> {}
      case Decl.PageTables d -> {}
      case Decl.Scenario d -> {}
      case Decl.Missing d -> {}
    }
  }

  private void value(Name name) {
    add(values, name);
  }

  private void add(Map<String, Symbol> names, Name name) {
    view.resolution().symbol(name).ifPresent(symbol -> names.putIfAbsent(name.text(), symbol));
  }
}
