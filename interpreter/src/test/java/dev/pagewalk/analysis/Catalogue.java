package dev.pagewalk.analysis;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.lower.Lowering;
import dev.pagewalk.lower.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios of the project, with everything that they expect; for tests. */
public final class Catalogue {
  /** Where the scenarios are, seen from the folder in which tests run. */
  static final Path ROOT = Path.of("../scenarios");

  private static final Analysis ANALYSIS = new AnalysisHost(
      Library.shipped(), ROOT, Analysis.Extent.USED).snapshot();

  private Catalogue() {}

  /** An expectation in one variant. */
  public record Entry(FileAnalysis file, CheckPlan plan) {
    /** As {@code scenario: expect oracle (variant)}. */
    public String title() {
      String variant = plan.description().isEmpty() ? "" : " (" + plan.description() + ")";
      return plan.scenario().name().text() + ": expect " + plan.expected() + variant;
    }

    /** A machine in the variant's start state. */
    public Machine machine() {
      return machine(plan.variant());
    }

    /** The same, where nobody judges what programs read. */
    public Machine machineWithoutMemory() {
      return machine(plan.variant().withoutMemory());
    }

    private Machine machine(Variant variant) {
      return new Machine(Lowering.lower(file.resolution(), plan.scenario(), variant, span -> span.toString())
          .program().orElseThrow());
    }
  }

  static Analysis analysis() {
    return ANALYSIS;
  }

  /** The files, relative to {@link #ROOT}, in the order of their names. */
  public static List<String> files() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".pw")).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What a file expects, in the order of the text. */
  public static List<Entry> entries(String path) {
    FileAnalysis file = ANALYSIS.file(path);
    List<Entry> entries = new ArrayList<>();
    for (Decl.Scenario scenario : file.scenarios()) {
      ANALYSIS.plans(file, scenario, CheckOptions.DEFAULT).plans().forEach(plan -> entries.add(new Entry(file, plan)));
    }
    return entries;
  }
}
