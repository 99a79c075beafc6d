package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the functions of a library do with locks, as far as somebody has asked: found out once for all files that see
 * the library as it is. One user at a time.
 */
public final class LibraryLocks {
  private final Map<String, List<SyntaxPart.PatchEdit>> edits;
  private final Map<Decl.Fn, Effects> effects = new IdentityHashMap<>();

  /** Nothing is known yet of the functions of {@code library}. */
  public LibraryLocks(List<SourceUnit> library) {
    this(edits(library.stream().flatMap(unit -> unit.decls().stream()).toList()));
  }

  private LibraryLocks(Map<String, List<SyntaxPart.PatchEdit>> edits) {
    this.edits = edits;
  }

  /** The same library before anybody has asked: for those who change what its functions do. */
  LibraryLocks anew() {
    return new LibraryLocks(edits);
  }

  /** What the library's own patches put at a label of a function. */
  List<SyntaxPart.PatchEdit> edits(String function, Name label) {
    return edits.getOrDefault(key(function, label), List.of());
  }

  /** The known effects, by function; grows. */
  Map<Decl.Fn, Effects> effects() {
    return effects;
  }

  /** What the patches among {@code decls} put at which labels, by {@link #key}. */
  static Map<String, List<SyntaxPart.PatchEdit>> edits(List<Decl> decls) {
    Map<String, List<SyntaxPart.PatchEdit>> edits = new HashMap<>();
    for (Decl decl : decls) {
      if (decl instanceof Decl.Patch patch) {
        patch.edits().forEach(edit -> edits
            .computeIfAbsent(key(edit.function().text(), edit.label()), k -> new ArrayList<>()).add(edit));
      }
    }
    return edits;
  }

  /** What stands for a label of a function. */
  static String key(String function, Name label) {
    return function + ' ' + label.text();
  }
}
