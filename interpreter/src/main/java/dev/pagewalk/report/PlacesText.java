package dev.pagewalk.report;

import dev.pagewalk.witness.Violation;
import java.util.List;

/** The places that take part in a violation, as a table. */
final class PlacesText {
  private final Sources sources;
  private final Paint paint;
  private final int width;

  PlacesText(Sources sources, Paint paint, int width) {
    this.sources = sources;
    this.paint = paint;
    this.width = width;
  }

  /** Role, thread, place and text of each place, without the end of its last line. */
  String render(Violation violation) {
    List<Violation.Place> places = violation.places();
    int role = places.stream().mapToInt(place -> Layout.width(place.role())).max().orElse(0);
    int thread = places.stream().mapToInt(place -> Layout.width(place.thread())).max().orElse(0);
    int where = places.stream().mapToInt(place -> Layout.width(sources.place(place.span()))).max().orElse(0);
    StringBuilder out = new StringBuilder();
    String separator = "";
    for (Violation.Place place : places) {
      String row = Layout.pad(place.role(), role) + "  " + Layout.pad(place.thread(), thread) + "  "
          + Layout.pad(sources.place(place.span()), where) + "  ";
      String quote = Layout.clip(sources.quote(place.span()), Math.max(20, width - 2 - Layout.width(row)));
      out.append(separator).append((row + paint.dim(quote)).stripTrailing());
      separator = "\n";
    }
    return out.toString();
  }
}
