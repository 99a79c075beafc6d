package dev.pagewalk.ls.dap;

import com.google.gson.JsonPrimitive;
import dev.pagewalk.explore.Move;
import dev.pagewalk.report.picture.TracePictures;
import dev.pagewalk.step.Interleaving;
import dev.pagewalk.step.Session;
import dev.pagewalk.witness.Excerpt;
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
   * Of longer executions only steps around the position are drawn: nobody finds anything in such a picture, and
   * stepping would wait for it.
   */
  static final int MOST_STEPS = 400;

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
      Interleaving interleaving = session.interleaving();
      int first = Excerpt.first(interleaving.position(), interleaving.length(), MOST_STEPS);
      String revision = revision(interleaving.path()) + "-" + first;
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("title", session.plan().title());
      told.put("position", interleaving.position());
      told.put("steps", interleaving.length());
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
    Trace path = session.path();
    Excerpt excerpt = Excerpt.around(path, session.interleaving().position(), MOST_STEPS);
    told.put("message", path.violation().map(Violation::message).orElse(""));
    told.put("first", excerpt.first());
    told.put("last", excerpt.last());
    told.put("goesOn", session.opened().moves().isEmpty());
    told.putAll(TracePictures.of(excerpt, session.sources()));
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
