package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Fix;
import dev.pagewalk.dsl.diagnostic.Related;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a diagnostic together. */
final class Report {
  private final Code code;
  private final Severity severity;
  private final String message;
  private final Span span;
  private final List<Related> related = new ArrayList<>();
  private final List<Fix> fixes = new ArrayList<>();
  private String label = "";
  private Optional<String> help = Optional.empty();

  private Report(Code code, Severity severity, String message, Span span) {
    this.code = code;
    this.severity = severity;
    this.message = message;
    this.span = span;
  }

  static Report error(Code code, Span span, String message) {
    return new Report(code, Severity.ERROR, message, span);
  }

  static Report warning(Code code, Span span, String message) {
    return new Report(code, Severity.WARNING, message, span);
  }

  Report label(String text) {
    label = text;
    return this;
  }

  Report help(String text) {
    help = Optional.of(text);
    return this;
  }

  /** Another place; one that stands in no file is left out. */
  Report also(Span place, String text) {
    if (!place.path().equals(Builtins.PATH)) {
      related.add(new Related(place, text));
    }
    return this;
  }

  Report fix(String title, Span place, String replacement) {
    fixes.add(new Fix(title, place, replacement));
    return this;
  }

  /** Offers {@code nearest}, if there is one, in place of {@code misspelt}. */
  Report didYouMean(Optional<String> nearest, Span misspelt) {
    nearest.ifPresent(name -> help("did you mean `" + name + "`?").fix("Change to `" + name + "`", misspelt, name));
    return this;
  }

  Diagnostic build() {
    return new Diagnostic(code, severity, message, span, label, related, help, fixes);
  }
}
