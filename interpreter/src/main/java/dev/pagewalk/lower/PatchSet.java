package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The patches that a scenario can see, and which of them are in under which release. */
public final class PatchSet {
  private final Map<String, Decl.Patch> patches = new LinkedHashMap<>();

  /** The patches of the library, of the user's files and of the scenario itself. */
  public PatchSet(Resolution resolution, Decl.Scenario scenario) {
    resolution.library().forEach(unit -> add(unit.decls()));
    resolution.units().forEach(unit -> add(unit.decls()));
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Declaration declaration) {
        add(List.of(declaration.decl()));
      }
    }
  }

  private void add(List<Decl> decls) {
    for (Decl decl : decls) {
      if (decl instanceof Decl.Patch patch) {
        patches.put(patch.name().text(), patch);
      }
    }
  }

  /** Whether there is such a patch. */
  public boolean has(String name) {
    return patches.containsKey(name);
  }

  /** All names. */
  public Collection<String> names() {
    return patches.keySet();
  }

  /** What is in at a release: every patch merged by then and not undone, with what it needs. */
  public Set<String> at(Release release) {
    Set<String> in = new TreeSet<>();
    for (Decl.Patch patch : patches.values()) {
      Optional<Release> since = release(patch.since());
      Optional<Release> until = release(patch.until());
      boolean merged = since.isPresent() && since.get().compareTo(release) <= 0;
      boolean undone = until.isPresent() && until.get().compareTo(release) <= 0;
      if (merged && !undone) {
        in.add(patch.name().text());
      }
    }
    return in;
  }

  /** Adds a patch and what it needs. */
  public void add(Set<String> in, String name) {
    if (in.add(name)) {
      for (Name needed : patches.get(name).needs()) {
        if (has(needed.text())) {
          add(in, needed.text());
        }
      }
    }
  }

  /** Takes a patch out, and whatever needs it; gives the names of the latter. */
  public List<String> remove(Set<String> in, String name) {
    List<String> also = new ArrayList<>();
    in.remove(name);
    for (Decl.Patch patch : patches.values()) {
      String other = patch.name().text();
      if (in.contains(other) && patch.needs().stream().anyMatch(needed -> needed.text().equals(name))) {
        also.add(other);
        also.addAll(remove(in, other));
      }
    }
    return also;
  }

  /** The releases from {@code first} to {@code last} at which something changes, both ends included. */
  public List<Release> boundaries(Release first, Release last) {
    Set<Release> found = new TreeSet<>(List.of(first, last));
    for (Decl.Patch patch : patches.values()) {
      for (Optional<Expr.StringLit> written : List.of(patch.since(), patch.until())) {
        release(written)
            .filter(release -> first.compareTo(release) < 0 && release.compareTo(last) < 0)
            .ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  private static Optional<Release> release(Optional<Expr.StringLit> written) {
    return written.flatMap(literal -> Release.parse(literal.value()));
  }
}
