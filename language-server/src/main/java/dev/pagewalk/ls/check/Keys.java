package dev.pagewalk.ls.check;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.SourceUnit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** What the verdicts of the scenarios of one file depend on. */
final class Keys {
  private final String text;

  /** Of all that the scenarios share, so that thousands of them do not hold a copy each. */
  private final String shared;

  private Keys(String text, String shared) {
    this.text = text;
    this.shared = shared;
  }

  static Keys in(Analysis analysis, FileAnalysis file) {
    String text = analysis.text(file.path()).orElse("");
    StringBuilder shared = new StringBuilder(analysis.library().hash()).append('\n');
    List<Decl.Scenario> scenarios = file.resolution().scenarios().stream()
        .sorted(Comparator.comparingInt(each -> each.span().start()))
        .toList();
    int from = 0;
    for (Decl.Scenario each : scenarios) {
      if (from <= each.span().start()) {
        shared.append(text, from, each.span().start());
        from = each.span().end();
      }
    }
    shared.append(text, from, text.length());
    for (SourceUnit unit : file.resolution().units()) {
      if (!unit.path().equals(file.path())) {
        shared.append('\n').append(unit.path()).append('\n').append(analysis.text(unit.path()).orElse(""));
      }
    }
    return new Keys(text, digest(shared.toString()));
  }

  /** A text that changes with everything that may change the verdict: edits of other scenarios do not. */
  String of(Decl.Scenario scenario) {
    return shared + '\n' + text.substring(scenario.span().start(), scenario.span().end());
  }

  private static String digest(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
