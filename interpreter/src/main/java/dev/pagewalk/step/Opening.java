package dev.pagewalk.step;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.AnalysisHost;
import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.CheckPlan;
import dev.pagewalk.analysis.FileAnalysis;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.analysis.Searching;
import dev.pagewalk.analysis.SourceReader;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.hw.cpu.Architecture;
import dev.pagewalk.witness.StateNames;
import dev.pagewalk.witness.Witness;
import dev.pagewalk.witness.WitnessFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds what somebody wants to step through: a variant of a scenario, or what a witness leads through. */
public final class Opening {
  private final Library library;
  private final Path directory;
  private final Analysis.Extent extent;

  /**
   * Opens files.
   *
   * @param library the kernel library
   * @param directory against which paths are resolved
   * @param extent how much of the library is looked at
   */
  public Opening(Library library, Path directory, Analysis.Extent extent) {
    this.library = library;
    this.directory = directory;
    this.extent = extent;
  }

  /**
   * What is wanted.
   *
   * @param file the scenario's file; may be empty if there is a witness, which says where it is
   * @param scenario its name; may be empty if the file has one only
   * @param variant a number from 0 among the variants of its expectations, or one of them in words; empty for the first
   * @param witness a witness file to follow; empty to step freely
   * @param selection what is to be different from what the scenario says
   */
  public record Wish(
      Optional<String> file,
      Optional<String> scenario,
      Optional<String> variant,
      Optional<String> witness,
      Selection selection) {}

  /** What a variant is to have instead of what the scenario says; empty for nothing. */
  public record Selection(
      Map<String, Long> parameters,
      Optional<String> kernel,
      Optional<String> arch,
      List<String> with,
      List<String> without) {
    /** Nothing different. */
    public static final Selection NONE =
        new Selection(Map.of(), Optional.empty(), Optional.empty(), List.of(), List.of());

    private CheckOptions options() {
      return new CheckOptions(
          parameters, kernel, arch.flatMap(Architecture::named), with, without, Searching.DEFAULT);
    }
  }

  /**
   * What came of it.
   *
   * @param opened empty if it cannot be opened
   * @param diagnostics of the texts
   * @param problem why it cannot be opened, in words; empty if it can
   * @param analysis which knows the texts that the diagnostics speak of
   */
  public record Result(
      Optional<Opened> opened, List<Diagnostic> diagnostics, String problem, Optional<Analysis> analysis) {
    public Result {
      diagnostics = List.copyOf(diagnostics);
    }

    private static Result failed(String problem) {
      return new Result(Optional.empty(), List.of(), problem, Optional.empty());
    }
  }

  /** Opens what is wanted; never throws. */
  public Result open(Wish wish) {
    Optional<String> arch = wish.selection().arch();
    if (arch.isPresent() && Architecture.named(arch.get()).isEmpty()) {
      return Result.failed("`" + arch.get() + "` is none of x86_64, arm64, s390x and ppc64");
    }
    try {
      return wish.witness().isPresent()
          ? openWitness(wish, wish.witness().get())
          : open(wish, wish.file(), wish.scenario(), Optional.empty());
    } catch (InvalidPathException invalid) {
      return Result.failed("`" + invalid.getInput() + "` cannot be the name of a file");
    }
  }

  private Result openWitness(Wish wish, String name) {
    Path path = directory.resolve(name).normalize();
    SourceReader.Read read = SourceReader.read(path, name);
    if (read.diagnostic().isPresent()) {
      return Result.failed(name + ": " + read.diagnostic().get().message());
    }
    WitnessFile.Read witness = WitnessFile.read(name, read.text().orElse(""));
    if (witness.witness().isEmpty()) {
      return Result.failed(name + ": " + witness.diagnostics().get(0).message());
    }
    Witness found = witness.witness().get();
    if (wish.scenario().filter(scenario -> !scenario.equals(found.scenario())).isPresent()) {
      return Result.failed("`" + name + "` is a witness of scenario `" + found.scenario() + "`, not of `"
          + wish.scenario().get() + "`");
    }
    String beside = path.getParent().resolve(found.file()).normalize().toString();
    return open(wish, wish.file().or(() -> Optional.of(beside)), Optional.of(found.scenario()), Optional.of(found));
  }

  private Result open(Wish wish, Optional<String> name, Optional<String> scenario, Optional<Witness> witness) {
    if (name.isEmpty()) {
      return Result.failed("there is neither `file` nor `witness`: one of them says what to step through");
    }
    Analysis analysis = new AnalysisHost(library, directory, extent).snapshot();
    FileAnalysis file = analysis.file(name.get());
    List<String> names = file.resolution().scenarios().stream().map(each -> each.name().text()).toList();
    List<Decl.Scenario> wanted = file.resolution().scenarios().stream()
        .filter(each -> scenario.isEmpty() || each.name().text().equals(scenario.get()))
        .toList();
    String problem = "";
    if (wanted.isEmpty()) {
      problem = scenario.isEmpty() || names.isEmpty()
          ? "there is no scenario in `" + name.get() + "`"
          : "`" + name.get() + "` has no scenario `" + scenario.get() + "`; it has " + String.join(", ", names);
    } else if (1 < wanted.size()) {
      problem = "`" + name.get() + "` has several scenarios: name one of " + String.join(", ", names);
    } else if (file.isBroken(wanted.get(0))) {
      problem = "scenario `" + wanted.get(0).name().text() + "` has errors";
    }
    if (!problem.isEmpty()) {
      return new Result(Optional.empty(), file.diagnostics(), problem, Optional.of(analysis));
    }
    return witness.isPresent()
        ? begin(analysis, file, analysis.execution(file, wanted.get(0), witness.get()), notes(analysis, file, witness.get()))
        : begin(analysis, file, wanted.get(0), wish);
  }

  private static List<String> notes(Analysis analysis, FileAnalysis file, Witness witness) {
    return analysis.hash(file.path()).equals(witness.hash())
        ? List.of()
        : List.of("the scenario or the kernel library has changed since the witness was written");
  }

  private static Result begin(
      Analysis analysis, FileAnalysis file, Decl.Scenario scenario, Wish wish) {
    Analysis.Plans plans = analysis.plans(file, scenario, wish.selection().options());
    List<Diagnostic> diagnostics = new ArrayList<>(file.diagnostics());
    diagnostics.addAll(plans.diagnostics());
    Optional<Diagnostic> wrong =
        plans.diagnostics().stream().filter(each -> each.severity() == Severity.ERROR).findFirst();
    List<CheckPlan> all = plans.plans();
    Optional<CheckPlan> plan = wish.variant().isEmpty() ? all.stream().findFirst() : chosen(all, wish.variant().get());
    if (plan.isEmpty()) {
      String variants = String.join("; ", IntStream.range(0, all.size())
          .mapToObj(i -> i + ": " + described(all.get(i))).toList());
      return new Result(Optional.empty(), diagnostics, wrong.map(Diagnostic::message).orElse(
          "there is no variant `" + wish.variant().orElse("") + "`; there are " + variants), Optional.of(analysis));
    }
    return begin(analysis, file, analysis.execution(file, plan.get()), List.of());
  }

  private static Optional<CheckPlan> chosen(List<CheckPlan> plans, String wanted) {
    if (wanted.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(wanted);
      return number < plans.size() ? Optional.of(plans.get(number)) : Optional.empty();
    }
    return plans.stream()
        .filter(plan -> plan.description().equals(wanted) || described(plan).equals(wanted)
            || String.join(" ", plan.options()).equals(wanted))
        .findFirst();
  }

  private static String described(CheckPlan plan) {
    return plan.expected() + (plan.description().isEmpty() ? "" : " " + plan.description());
  }

  private static Result begin(
      Analysis analysis, FileAnalysis file, Analysis.Execution execution, List<String> notes) {
    if (execution.program().isEmpty()) {
      return new Result(Optional.empty(), file.diagnostics(),
          execution.problem().orElse("the scenario cannot be compiled"), Optional.of(analysis));
    }
    Machine machine = Machine.interpreted(execution.program().get());
    if (machine.setupProblem().isPresent()) {
      return new Result(Optional.empty(), file.diagnostics(), "the start state cannot be built: "
          + new StateNames(machine.program()).resolve(machine.setupProblem().get()), Optional.of(analysis));
    }
    List<String> all = new ArrayList<>(notes);
    execution.problem().ifPresent(where -> all.add("the witness does not match any more: " + where));
    Opened opened = new Opened(
        analysis, file, execution.plan(), execution.program().get(), execution.moves(), all);
    return new Result(Optional.of(opened), file.diagnostics(), "", Optional.of(analysis));
  }
}
