package dev.pagewalk.report;

import dev.pagewalk.analysis.CheckResult;
import java.util.Optional;

/**
 * A result with what became of it on disk.
 *
 * @param witnessFile where its witness was written, relative to the working directory if it is inside; empty for none
 */
public record Judged(CheckResult result, Optional<String> witnessFile) {}
