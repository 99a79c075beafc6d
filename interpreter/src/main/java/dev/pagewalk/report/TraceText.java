package dev.pagewalk.report;

import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import java.util.Optional;
import org.eclipse.xtend2.lib.StringConcatenation;

/** An execution and the places that its violation speaks of. */
public final class TraceText {
  private final Sources sources;
  private final Paint paint;
  private final int width;

  /**
   * A renderer.
   *
   * @param width of the terminal, in cells
   */
  public TraceText(Sources sources, Paint paint, int width) {
    this.sources = sources;
    this.paint = paint;
    this.width = width;
  }

  /** The columns if there are any, then the places if there are any; an empty line in front of each. */
  public String render(Optional<Trace> trace, Optional<Violation> violation) {
    StringConcatenation out = new StringConcatenation("\n");
    if (trace.isPresent()) {
      out.newLine();
      out.append(new ColumnsText(paint, width).render(trace.get()));
    }
    if (violation.isPresent() && !violation.get().places().isEmpty()) {
      out.newLine();
      out.append("places:");
      out.newLine();
      out.append("  ");
      out.append(new PlacesText(sources, paint, width).render(violation.get()), "  ");
      out.newLine();
    }
    return out.toString();
  }
}
