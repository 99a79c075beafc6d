package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Cancellation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every place that names a label. Labels that one {@code after} may mean belong together: where one of them gets another
 * name, all of them must.
 */
final class LabelReferences {
  private final String text;
  private final Set<Span> declared;
  private final Set<Span> places = new LinkedHashSet<>();

  private LabelReferences(Labels.Named named) {
    text = named.here().text();
    declared = new LinkedHashSet<>(named.declared());
  }

  /** The places of the label at {@code offset}, each once, the file's own first; none if there is no label. */
  static List<Span> of(
      FileView view, int offset, List<String> others, boolean declaration, Cancellation cancellation) {
    Optional<Labels.Named> named = Labels.at(view, offset);
    if (named.isEmpty()) {
      return List.of();
    }
    LabelReferences references = new LabelReferences(named.get());
    references.collect(views(view, named.get(), others, cancellation), cancellation);
    if (!declaration) {
      references.places.removeAll(references.declared);
    }
    return List.copyOf(references.places);
  }

  /** The same in the file itself, as highlights. */
  static List<Highlights.Highlight> here(FileView view, int offset) {
    return Labels.at(view, offset).map(named -> {
      LabelReferences references = new LabelReferences(named);
      references.collect(List.of(view), Cancellation.NEVER);
      return references.places.stream()
          .map(span -> new Highlights.Highlight(span, references.declared.contains(span)))
          .toList();
    }).orElse(List.of());
  }

  /** The file, and if its label is in a function that others may call, the files that hold its name. */
  private static List<FileView> views(
      FileView view, Labels.Named named, List<String> others, Cancellation cancellation) {
    List<FileView> views = new ArrayList<>(List.of(view));
    boolean isOwn = named.declared().stream().allMatch(span -> view.resolution().scenarios().stream()
        .anyMatch(each -> each.span().path().equals(span.path())
            && each.span().start() < span.start() && span.end() < each.span().end()));
    for (String path : isOwn ? Set.<String>of() : References.candidates(view, others)) {
      if (!cancellation.isRequested() && References.holds(view.analysis(), path, named.here().text())) {
        FileView.glance(view.analysis(), path).ifPresent(views::add);
      }
    }
    return views;
  }

  private void collect(List<FileView> views, Cancellation cancellation) {
    List<Labels.Named> all = new ArrayList<>();
    for (FileView view : views) {
      Labels.in(view).stream().filter(named -> named.here().text().equals(text)).forEach(all::add);
    }
    int before;
    do {
      before = declared.size();
      for (Labels.Named named : all) {
        if (named.declared().stream().anyMatch(declared::contains)) {
          places.add(named.here().span());
          declared.addAll(named.declared());
        }
      }
    } while (before < declared.size() && !cancellation.isRequested());
  }
}
