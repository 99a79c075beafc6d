package dev.pagewalk.analysis;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.exec.Machine;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.explore.ExhaustiveSearch;
import dev.pagewalk.explore.Found;
import dev.pagewalk.explore.Goal;
import dev.pagewalk.explore.Reporter;
import dev.pagewalk.explore.SearchResult;
import dev.pagewalk.explore.ShortestSearch;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.Property;
import dev.pagewalk.lower.Lowered;
import dev.pagewalk.lower.Lowering;
import dev.pagewalk.lower.PatchSet;
import dev.pagewalk.lower.Variant;
import dev.pagewalk.witness.StateNames;
import dev.pagewalk.witness.TraceBuilder;
import dev.pagewalk.witness.Violation;
import dev.pagewalk.witness.Witness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Checks one plan: compiles the variant, searches it, and tells what was found. */
final class Checker {
  /** States that are looked at for the harm that a breach of a rule does, at least. */
  private static final long MOST_FOR_HARM = 200_000;

  private final Resolution resolution;
  private final Function<Span, String> text;
  private final String hash;
  private final CheckOptions options;

  Checker(Resolution resolution, Function<Span, String> text, String hash, CheckOptions options) {
    this.resolution = resolution;
    this.text = text;
    this.hash = hash;
    this.options = options;
  }

  CheckResult check(String file, CheckPlan plan, Cancellation cancellation, Reporter reporter) {
    return check(file, plan, cancellation, reporter, false);
  }

  /** The same without what only shows better what was found. */
  CheckResult firstLook(String file, CheckPlan plan, Cancellation cancellation, Reporter reporter) {
    return check(file, plan, cancellation, reporter, true);
  }

  private CheckResult check(
      String file, CheckPlan plan, Cancellation cancellation, Reporter reporter, boolean isFirstLook) {
    long start = System.nanoTime();
    Lowered lowered = Lowering.lower(resolution, plan.scenario(), plan.variant(), text);
    if (lowered.program().isEmpty()) {
      Diagnostic problem = lowered.diagnostics().get(0);
      return invalid(file, plan, problem.message(), Optional.of(problem), start);
    }
    Optional<String> useless =
        isFirstLook ? Optional.empty() : uselessPatch(plan, lowered.program().get());
    if (useless.isPresent()) {
      return invalid(file, plan, useless.get(), Optional.empty(), start);
    }
    Machine machine = new Machine(lowered.program().get(), options.search().reductions());
    if (machine.setupProblem().isPresent()) {
      String problem = new StateNames(machine.program()).resolve(machine.setupProblem().get());
      return invalid(file, plan, "the start state cannot be built: " + problem, Optional.empty(), start);
    }
    Goal goal = plan.expected().equals("safe") ? Goal.ANY : plan::isExpected;
    SearchRun run = SearchRun.of(machine, options.search(), goal, cancellation, reporter);
    boolean isMissed = isFirstLook && run.result().found().stream().noneMatch(f -> goal.isReachedBy(f.finding()));
    useless = isMissed ? uselessPatch(plan, lowered.program().get()) : useless;
    if (useless.isPresent()) {
      return invalid(file, plan, useless.get(), Optional.empty(), start);
    }
    return judge(file, plan, machine, goal, run, cancellation, start, isFirstLook);
  }

  /** Why a {@code without} tests nothing, if it does: the program is the same with the patch. */
  private Optional<String> uselessPatch(CheckPlan plan, Program program) {
    for (String name : plan.removed()) {
      Set<String> patches = new TreeSet<>(plan.variant().patches());
      new PatchSet(resolution, plan.scenario()).add(patches, name);
      Variant with = new Variant(patches, plan.variant().parameters(), plan.variant().machine());
      Optional<Program> other = Lowering.lower(resolution, plan.scenario(), with, text).program();
      if (other.isPresent() && program.isSameCode(other.get())) {
        return Optional.of(
            "`without " + name + "` tests nothing: no code that this scenario can run depends on the patch");
      }
    }
    return Optional.empty();
  }

  private CheckResult judge(
      String file,
      CheckPlan plan,
      Machine machine,
      Goal goal,
      SearchRun run,
      Cancellation cancellation,
      long start,
      boolean isFirstLook) {
    SearchResult search = run.result();
    Optional<Found> wanted = search.found().stream().filter(f -> goal.isReachedBy(f.finding())).findFirst();
    Optional<Property> unwitnessed = search.complete() ? unwitnessed(machine.program(), search) : Optional.empty();
    boolean expectsSafe = plan.expected().equals("safe");
    boolean expectsExists = plan.expected().equals("exists");
    Optional<Found> shown = wanted.isPresent() ? wanted : search.found().stream().findFirst();
    Verdict verdict;
    boolean met;
    String oracle = shown.map(f -> name(f.finding())).orElse("");
    if (wanted.isPresent()) {
      verdict = Verdict.VIOLATED;
      met = !expectsSafe;
    } else if (!search.complete()) {
      verdict = shown.isPresent() ? Verdict.VIOLATED : Verdict.UNKNOWN;
      met = false;
    } else if (unwitnessed.isPresent() && shown.isEmpty()) {
      verdict = Verdict.VIOLATED;
      oracle = "exists";
      met = expectsExists;
    } else if (shown.isPresent()) {
      verdict = Verdict.VIOLATED;
      met = false;
    } else if (search.finished() == 0) {
      verdict = Verdict.INVALID;
      met = false;
    } else {
      verdict = Verdict.SAFE;
      met = expectsSafe;
    }
    Optional<Found> best = shown.map(f -> isFirstLook ? f : shortest(machine, f, search, cancellation));
    boolean isShortest = best.isPresent() && best.get() != shown.get();
    Optional<TraceBuilder.Replay> replay = best.map(
        f -> TraceBuilder.replay(new Machine(machine.program()), f.moves(), Optional.of(f.finding()), text));
    Optional<Violation> violation = replay.flatMap(r -> r.trace().violation());
    if (violation.isEmpty() && oracle.equals("exists")) {
      violation = unwitnessed.map(Checker::unwitnessed);
    }
    Optional<Witness> witness = replay.map(r -> new Witness(
        file, plan.scenario().name().text(), plan.options(), name(best.get().finding()), hash, r.steps()));
    StandsOn standsOn = StandsOn.of(plan.scenario(), machine, search.complete());
    Optional<String> stopped = verdict == Verdict.INVALID
        ? Optional.of(search.cut() == 0
            ? "no execution ends: in each of them a thread goes round for ever"
            : "no execution was judged: every one was cut by `after` or `assume`")
        : search.stopped();
    return new CheckResult(
        file,
        plan.scenario().name().text(),
        plan.description(),
        plan.kernel(),
        plan.variant().machine().arch().text(),
        "sc",
        plan.expected(),
        plan.span(),
        verdict,
        oracle,
        met,
        search.complete(),
        search.states(),
        search.transitions(),
        search.depth(),
        search.finished(),
        search.cut(),
        standsOn.unreached(),
        standsOn.assumptions(),
        standsOn.constantErrors(),
        stopped,
        Duration.ofNanos(System.nanoTime() - start),
        violation,
        others(search, best),
        witness,
        replay.map(TraceBuilder.Replay::trace),
        isShortest,
        Relaxations.of(resolution, plan.scenario(), machine),
        best.filter(f -> !isFirstLook)
            .filter(f -> !met || options.search().strategy() == Strategy.SHORTEST)
            .filter(f -> !f.finding().fatal())
            .flatMap(f -> harm(machine, search, cancellation)),
        options.search(),
        run.coverage(),
        Statistics.of(machine, options.search(), search, run.represented()));
  }

  /** What goes wrong where a rule is broken: a search of its own, which goes on behind what is only recorded. */
  private Optional<Harm> harm(Machine machine, SearchResult search, Cancellation cancellation) {
    Budget budget = new Budget(
        Math.min(Math.max(MOST_FOR_HARM, 4 * search.states()), options.search().budget().maxStates()),
        options.search().budget().maxDepth(), options.search().budget().timeout());
    Goal fatal = Finding::fatal;
    return new ExhaustiveSearch(machine, budget, fatal, cancellation, progress -> { }).run().found().stream()
        .filter(found -> found.finding().fatal())
        .findFirst()
        .map(found -> new ShortestSearch(
            machine, finding -> name(finding).equals(name(found.finding())), budget, cancellation).run().orElse(found))
        .map(found -> new Harm(name(found.finding()), TraceBuilder.replay(
            new Machine(machine.program()), found.moves(), Optional.of(found.finding()), text).trace()));
  }

  /**
   * The same finding by the fewest context switches, if it can be found within a few times the states of the search.
   */
  private Found shortest(Machine machine, Found found, SearchResult search, Cancellation cancellation) {
    long limit = options.search().strategy() == Strategy.SHORTEST
        ? options.search().budget().maxStates()
        : Math.max(200_000, 4 * search.states());
    Budget budget = new Budget(Math.min(limit, options.search().budget().maxStates()), options.search().budget().maxDepth(),
        options.search().budget().timeout());
    Goal same = finding -> name(finding).equals(name(found.finding()));
    return new ShortestSearch(machine, same, budget, cancellation).run().orElse(found);
  }

  private static String name(Finding finding) {
    return finding.subject().isEmpty() ? finding.oracle() : finding.oracle() + "(" + finding.subject() + ")";
  }

  private static List<String> others(SearchResult search, Optional<Found> shown) {
    return search.found().stream()
        .map(f -> name(f.finding()))
        .filter(name -> shown.isEmpty() || !name.equals(name(shown.get().finding())))
        .distinct()
        .toList();
  }

  private static Optional<Property> unwitnessed(Program program, SearchResult search) {
    List<Property> properties = program.properties();
    for (int i = 0; i < properties.size(); i++) {
      if (properties.get(i).kind() == Property.Kind.EXISTS && (search.witnessed() >>> i & 1) == 0) {
        return Optional.of(properties.get(i));
      }
    }
    return Optional.empty();
  }

  private static Violation unwitnessed(Property property) {
    return new Violation("exists", "", "no execution ends with `" + property.text() + "`",
        List.of(new Violation.Place("here", "", property.span())));
  }

  private CheckResult invalid(String file, CheckPlan plan, String why, Optional<Diagnostic> mistake, long start) {
    Optional<Violation> where = mistake.map(each -> new Violation(
        each.code().id(), "", each.message(), List.of(new Violation.Place("here", "", each.span()))));
    return new CheckResult(file, plan.scenario().name().text(), plan.description(), plan.kernel(),
        plan.variant().machine().arch().text(), "sc", plan.expected(), plan.span(), Verdict.INVALID, "", false, false,
        0, 0,
        0, 0, 0, List.of(), 0, List.of(), Optional.of(why), Duration.ofNanos(System.nanoTime() - start),
        where, List.of(), Optional.empty(), Optional.empty(), false, List.of(), Optional.empty(), options.search(),
        Optional.empty(), Statistics.NONE);
  }
}
