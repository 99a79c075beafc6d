package dev.pagewalk.analysis;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.hw.cpu.Architecture;
import dev.pagewalk.lower.ConstantValues;
import dev.pagewalk.lower.KernelAttachment;
import dev.pagewalk.lower.MachineSettings;
import dev.pagewalk.lower.PatchSet;
import dev.pagewalk.lower.Release;
import dev.pagewalk.lower.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns the expectations of a scenario into variants to be checked, with what the user asks for on top. */
final class Planner {
  private final Resolution resolution;
  private final Decl.Scenario scenario;
  private final CheckOptions options;
  private final PatchSet patches;
  private final boolean usesKernel;
  private final ParameterValues values;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  Planner(Resolution resolution, Decl.Scenario scenario, CheckOptions options) {
    this.resolution = resolution;
    this.scenario = scenario;
    this.options = options;
    patches = new PatchSet(resolution, scenario);
    usesKernel = KernelAttachment.isNeeded(resolution, scenario);
    values = new ParameterValues(resolution, scenario);
    diagnostics.addAll(values.check(options.parameters()));
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The plans, in the order of the text; a range of releases gives one for each release at which something changes. */
  List<CheckPlan> plans() {
    List<ScenarioItem.Expect> expects = scenario.items().stream()
        .filter(ScenarioItem.Expect.class::isInstance)
        .map(ScenarioItem.Expect.class::cast)
        .toList();
    List<CheckPlan> plans = new ArrayList<>();
    if (expects.isEmpty()) {
      plans.addAll(plans(Optional.empty(), List.of(), "safe"));
    }
    for (ScenarioItem.Expect expect : expects) {
      String expected = expect.verdict().text() + expect.subject().map(s -> "(" + s.text() + ")").orElse("");
      plans.addAll(plans(Optional.of(expect), expect.clauses(), expected));
    }
    return plans;
  }

  /** The variant that the options alone select, whatever the scenario expects. */
  CheckPlan bare(String expected) {
    return plans(Optional.empty(), List.of(), expected).get(0);
  }

  private List<CheckPlan> plans(
      Optional<ScenarioItem.Expect> expect, List<SyntaxPart.ExpectClause> clauses, String expected) {
    List<Release> releases = List.of(Release.NEWEST);
    for (SyntaxPart.ExpectClause clause : clauses) {
      if (clause.key().text().equals("kernel")) {
        releases = releases(clause);
      }
    }
    if (options.kernel().isPresent()) {
      releases = Release.parse(options.kernel().get()).map(List::of).orElse(List.of(Release.NEWEST));
    }
    List<Optional<Architecture>> architectures = architectures(clauses);
    return releases.stream()
        .flatMap(release -> architectures.stream().map(arch -> plan(expect, clauses, expected, release, arch)))
        .toList();
  }

  private List<Release> releases(SyntaxPart.ExpectClause clause) {
    Optional<Release> first = clause.value().flatMap(this::release);
    Optional<Release> last = clause.upTo().flatMap(this::release);
    if (first.isEmpty()) {
      return List.of(Release.NEWEST);
    }
    return last.isEmpty() ? List.of(first.get()) : patches.boundaries(first.get(), last.get());
  }

  /** The architectures that an expectation names; one that is empty stands for the scenario's own. */
  private List<Optional<Architecture>> architectures(List<SyntaxPart.ExpectClause> clauses) {
    if (options.arch().isPresent()) {
      return List.of(options.arch());
    }
    List<Optional<Architecture>> named = clauses.stream()
        .filter(clause -> clause.key().text().equals("arch"))
        .flatMap(clause -> clause.names().stream())
        .map(name -> Architecture.named(name.text()))
        .filter(Optional::isPresent)
        .toList();
    return named.isEmpty() ? List.of(Optional.empty()) : named;
  }

  private Optional<Release> release(Expr expr) {
    Optional<Release> release =
        expr instanceof Expr.StringLit literal ? Release.parse(literal.value()) : Optional.empty();
    if (release.isEmpty()) {
      diagnostics.add(error(Code.BAD_RELEASE, expr.span(), "a kernel release is written like \"6.1\""));
    }
    return release;
  }

  private CheckPlan plan(
      Optional<ScenarioItem.Expect> expect,
      List<SyntaxPart.ExpectClause> clauses,
      String expected,
      Release release,
      Optional<Architecture> arch) {
    Set<String> in = patches.at(release);
    Map<String, Long> parameters = new TreeMap<>(options.parameters());
    List<String> words = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    List<String> selection = new ArrayList<>();
    // What an expectation varies is its own: the command line sets the other parameters.
    Set<String> varied = new TreeSet<>();
    if (usesKernel && !release.equals(Release.NEWEST)) {
      words.add("kernel " + release.text());
      selection.addAll(List.of("--kernel", release.text()));
    }
    if (usesKernel && arch.isPresent()) {
      words.add("arch " + arch.get().text());
      selection.addAll(List.of("--arch", arch.get().text()));
    }
    List<SyntaxPart.Attr> machine = new ArrayList<>(scenarioMachine());
    for (SyntaxPart.ExpectClause clause : clauses) {
      switch (clause.key().text()) {
        case "with" -> {
          with(clause, in, parameters, words, selection);
          if (clause.value().isPresent()) {
            clause.names().stream().map(Name::text).forEach(varied::add);
          }
        }
        case "without" -> {
          without(clause, in, words, selection);
          clause.names().stream().map(Name::text).filter(patches::has).forEach(removed::add);
        }
        case "machine" -> {
          machine.addAll(clause.attrs());
          words.add("machine " + describe(clause.attrs()));
        }
        default -> {}
      }
    }
    for (String name : options.with()) {
      if (patches.has(name)) {
        patches.add(in, name);
        words.add("with " + name);
        selection.addAll(List.of("--with", name));
      }
    }
    for (String name : options.without()) {
      if (patches.has(name)) {
        remove(in, name, words);
        removed.add(name);
        selection.addAll(List.of("--without", name));
      }
    }
    List<String> settings = new ArrayList<>();
    varied.forEach(name -> settings.add(name + " = " + values.written(name, parameters.get(name))));
    options.parameters().forEach((name, value) -> {
      if (!varied.contains(name)) {
        settings.add(name + " = " + values.written(name, value));
        selection.addAll(List.of("-D", name + "=" + value));
      }
    });
    if (!settings.isEmpty()) {
      words.add(String.join(", ", settings));
    }
    String kernel = !usesKernel ? "" : release.equals(Release.NEWEST) ? "newest" : release.text();
    Variant variant = new Variant(in, parameters, machine(arch.orElse(scenarioArchitecture()), machine, parameters));
    return new CheckPlan(
        scenario, expect, variant, words, kernel, expected, removed, selection);
  }

  private void with(
      SyntaxPart.ExpectClause clause,
      Set<String> in,
      Map<String, Long> parameters,
      List<String> words,
      List<String> selection) {
    for (Name name : clause.names()) {
      if (clause.value().isPresent()) {
        long value = ConstantValues.of(resolution, clause.value().get(), Map.of()).orElse(0);
        parameters.put(name.text(), value);
        selection.addAll(List.of("-D", name.text() + "=" + value));
      } else if (patches.has(name.text())) {
        Set<String> before = new TreeSet<>(in);
        patches.add(in, name.text());
        words.add("with " + name.text());
        selection.addAll(List.of("--with", name.text()));
        if (before.equals(in)) {
          diagnostics.add(warning(Code.PATCH_WITHOUT_EFFECT, name.span(),
              "`" + name.text() + "` is in already: `with` changes nothing here"));
        }
      }
    }
  }

  private void without(
      SyntaxPart.ExpectClause clause, Set<String> in, List<String> words, List<String> selection) {
    for (Name name : clause.names()) {
      if (patches.has(name.text())) {
        if (!in.contains(name.text())) {
          diagnostics.add(error(Code.PATCH_WITHOUT_EFFECT, name.span(),
              "`" + name.text() + "` is not in at this release: `without` changes nothing, and would test nothing"));
        }
        remove(in, name.text(), words);
        selection.addAll(List.of("--without", name.text()));
      }
    }
  }

  private void remove(Set<String> in, String name, List<String> words) {
    List<String> also = patches.remove(in, name);
    words.add("without " + name + (also.isEmpty() ? "" : " (and so without " + String.join(", ", also) + ")"));
  }

  private Architecture scenarioArchitecture() {
    return scenario.items().stream()
        .filter(ScenarioItem.Machine.class::isInstance)
        .flatMap(item -> ((ScenarioItem.Machine) item).arch().stream())
        .flatMap(name -> Architecture.named(name.text()).stream())
        .findFirst()
        .orElse(Architecture.X86_64);
  }

  private List<SyntaxPart.Attr> scenarioMachine() {
    return scenario.items().stream()
        .filter(ScenarioItem.Machine.class::isInstance)
        .flatMap(item -> ((ScenarioItem.Machine) item).attrs().stream())
        .toList();
  }

  /** The machine that {@code attrs} describe; a later one takes an earlier one's place. */
  private MachineSettings machine(
      Architecture arch, List<SyntaxPart.Attr> attrs, Map<String, Long> parameters) {
    MachineSettings machine = MachineSettings.of(arch);
    for (SyntaxPart.Attr attr : attrs) {
      long number = attr.value().map(v -> ConstantValues.of(resolution, v, parameters).orElse(0)).orElse(0L);
      String word = attr.value().map(v -> v instanceof Expr.Ref ref ? ref.name().text() : "").orElse("");
      Optional<MachineSettings> changed = machine.with(attr.key().text(), number, word);
      if (changed.isEmpty() && !isOfAnotherArchitecture(attr.key().text(), number, word)) {
        diagnostics.add(error(Code.BAD_MACHINE, attr.span(), machine.explain(attr.key().text())));
      }
      machine = changed.orElse(machine);
    }
    return machine;
  }

  /** Whether {@code --arch} has taken the scenario away from the architecture for which the attribute is meant. */
  private boolean isOfAnotherArchitecture(String key, long number, String word) {
    return options.arch().isPresent()
        && Arrays.stream(Architecture.values())
            .anyMatch(other -> MachineSettings.of(other).with(key, number, word).isPresent());
  }

  private static String describe(List<SyntaxPart.Attr> attrs) {
    List<String> words = new ArrayList<>();
    for (SyntaxPart.Attr attr : attrs) {
      words.add(attr.key().text() + attr.value().map(Planner::describe).orElse(""));
    }
    return "{ " + String.join("; ", words) + "; }";
  }

  private static String describe(Expr value) {
    return switch (value) {
      case Expr.Ref ref -> " " + ref.name().text();
      case Expr.IntLit literal -> " " + literal.value();
      default -> "";
    };
  }

  private static Diagnostic error(Code code, Span span, String message) {
    return new Diagnostic(code, Severity.ERROR, message, span, "", List.of(), Optional.empty(), List.of());
  }

  private static Diagnostic warning(Code code, Span span, String message) {
    return new Diagnostic(code, Severity.WARNING, message, span, "", List.of(), Optional.empty(), List.of());
  }
}
