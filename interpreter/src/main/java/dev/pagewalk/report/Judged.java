package dev.pagewalk.report;

import dev.pagewalk.analysis.CheckResult;
import java.util.Optional;

/**
 * A result with what became of it on disk.
 *
 * @param witnessFile where its witness was written, relative to the working directory if it is inside; empty for none
 * @param isShown whether it is told how a violation comes about, at length
 */
public record Judged(CheckResult result, Optional<String> witnessFile, boolean isShown) {
  /** A result that is told at length. */
  public Judged(CheckResult result, Optional<String> witnessFile) {
    this(result, witnessFile, true);
  }
}
