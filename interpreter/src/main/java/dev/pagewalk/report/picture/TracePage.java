package dev.pagewalk.report.picture;

import static dev.pagewalk.report.picture.Markup.escaped;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.Harm;
import dev.pagewalk.report.Sources;
import dev.pagewalk.report.Wording;
import dev.pagewalk.witness.Excerpt;
import dev.pagewalk.witness.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page for browsers with the executions that were found. It is one file, asks for nothing from elsewhere, and runs no
 * script but its own: keys and a slider move through the steps. Without it the page shows the end.
 */
public final class TracePage {
  private static final String STYLE = """
      :root { color-scheme: light dark; }
      body { font: 14px system-ui, sans-serif; margin: 1.5rem; background: #ffffff; }
      h2 { font-size: 1.1rem; margin: 2rem 0 0.3rem; }
      p { margin: 0.3rem 0; max-width: 70rem; }
      .bad { color: #cf222e; } .facts { opacity: 0.75; }
      .trace > .walk { position: sticky; top: 0; background: inherit; z-index: 1; } section, .trace { background: inherit; }
      .picture { max-height: calc(100vh - 5rem); }
      @media screen { .stacked > .views > .state { max-height: 40vh; } .stacked > .views > .lanes { max-height: 48vh; } }
      @media print { .walk, .legend { display: none !important; } .picture { overflow: visible; max-height: none; }
        .views { flex-direction: column-reverse; } .picture svg { max-width: 100% !important; } }
      @media (prefers-color-scheme: dark) { .bad { color: #ff7b72; } body { background: #0d1117; } }
      """;

  private final Sources sources;
  private final String script = resource("trace.page.js") + resource("pages.page.js");
  private final String frame = resource("trace.html");

  /** A renderer that takes lines from {@code sources}. */
  public TracePage(Sources sources) {
    this.sources = sources;
  }

  /** The page about {@code results}: those without an execution are told in a line. */
  public String render(List<CheckResult> results) {
    List<String> parts = new ArrayList<>();
    parts.add("<!DOCTYPE html>");
    parts.add("<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Pagewalk</title>");
    parts.add("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        + "script-src 'sha256-" + digest(script) + "'\">");
    parts.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    parts.add("<style>" + STYLE + resource("trace.css") + "</style></head><body>");
    for (CheckResult result : results) {
      result(result, parts);
    }
    parts.add("<script>" + script + "</script></body></html>");
    return String.join("\n", parts) + "\n";
  }

  private void result(CheckResult result, List<String> parts) {
    String variant = result.variant().isEmpty() ? "" : " (" + result.variant() + ")";
    String verdict = result.oracle().isEmpty() ? result.verdict().text() : Wording.oracle(result.oracle());
    String colour = result.oracle().isEmpty() ? "" : " class=\"bad\"";
    parts.add("<section><h2>%s: <span%s>%s</span></h2>".formatted(
        escaped(result.scenario() + variant), colour, escaped(verdict)));
    parts.add("<p class=\"facts\">%s, expected at %s; %s</p>".formatted(escaped(result.expected()),
        escaped(sources.line(result.expectation())), Wording.count(result.states(), "state", "states")));
    result.trace().ifPresent(trace -> walk(trace, parts));
    result.harm().ifPresent(harm -> harm(harm, parts));
    parts.add("</section>");
  }

  private void harm(Harm harm, List<String> parts) {
    parts.add("<h2>the harm: <span class=\"bad\">" + escaped(Wording.oracle(harm.oracle())) + "</span></h2>");
    walk(harm.trace(), parts);
  }

  private void walk(Trace trace, List<String> parts) {
    trace.violation().ifPresent(violation -> {
      parts.add("<p class=\"bad\">" + escaped(violation.message()) + "</p>");
      violation.places().forEach(place -> parts.add("<p class=\"facts\">%s: %s %s</p>".formatted(
          escaped(place.role()), escaped(place.thread()), escaped(sources.line(place.span())))));
    });
    Map<String, String> pictures = new LinkedHashMap<>(TracePictures.of(Excerpt.whole(trace), sources));
    parts.add("<div class=\"trace\" data-steps=\"" + trace.steps() + "\">");
    parts.add(frame.replace("<!--lanes-->", pictures.remove("svg"))
        .replace("<!--state-->", Optional.ofNullable(pictures.remove("graph")).orElse("")).strip());
    pictures.forEach((name, svg) -> parts.add("<template data-picture=\"" + name + "\">" + svg + "</template>"));
    parts.add("</div>");
  }

  private static String digest(String script) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String resource(String name) {
    try (InputStream in = TracePage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
