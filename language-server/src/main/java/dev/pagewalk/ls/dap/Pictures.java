package dev.pagewalk.ls.dap;

import com.google.gson.JsonPrimitive;
import dev.pagewalk.explore.Move;
import dev.pagewalk.report.picture.GraphSvg;
import dev.pagewalk.report.picture.TraceSvg;
import dev.pagewalk.step.Interleaving;
import dev.pagewalk.step.Session;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Draws the execution that is stepped through, for clients that show it beside the code. */
final class Pictures implements Drawing {
  /**
   * Steps of longer executions are not drawn: nobody finds anything in such a picture, and stepping would wait for it.
   */
  static final int MOST_STEPS = 1_000;

  private final Supplier<Debuggee> debuggee;
  private final Worker worker;

  Pictures(Supplier<Debuggee> debuggee, Worker worker) {
    this.debuggee = debuggee;
    this.worker = worker;
  }

  @Override
  public CompletableFuture<Map<String, Object>> execution(Map<String, Object> args) {
    return worker.answer(() -> {
      Session session = debuggee.get().session();
      String revision = revision(session.interleaving().path());
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("title", session.plan().title());
      told.put("position", session.interleaving().position());
      told.put("steps", session.interleaving().length());
      told.put("revision", revision);
      if (!revision.equals(known(args))) {
        draw(session, told);
      }
      return told;
    });
  }

  private static String known(Map<String, Object> args) {
    Object known = args == null ? null : args.get("known");
    return known instanceof JsonPrimitive primitive ? primitive.getAsString() : String.valueOf(known);
  }

  private static void draw(Session session, Map<String, Object> told) {
    Interleaving interleaving = session.interleaving();
    if (MOST_STEPS < interleaving.length()) {
      told.put("message", "more than " + MOST_STEPS + " steps are not drawn");
      return;
    }
    Trace path = session.path();
    told.put("message", path.violation().map(Violation::message).orElse(""));
    told.put("svg", new TraceSvg(session.sources()).render(path));
    GraphSvg.Extent extent = session.opened().moves().isEmpty() ? GraphSvg.Extent.ALL : GraphSvg.Extent.TOUCHED;
    path.graph().ifPresent(graph -> told.put("graph", GraphSvg.render(graph, extent)));
  }

  /** Equal for equal paths only, but for accidents of hashing. */
  private static String revision(List<Move> path) {
    long hash = path.size();
    for (Move move : path) {
      hash = (hash * 31 + move.agent()) * 1_000_003 + Arrays.hashCode(move.choices());
    }
    return Long.toHexString(hash);
  }
}
