package dev.pagewalk.cli;

import dev.pagewalk.analysis.CheckOptions;
import dev.pagewalk.analysis.Searching;
import dev.pagewalk.analysis.Strategy;
import dev.pagewalk.explore.Budget;
import dev.pagewalk.explore.Reduction;
import dev.pagewalk.hw.cpu.Architecture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which variants are checked, how, and how far. */
final class SearchOptions {
  /** The share of the heap that searches may fill: the rest is for everything else. */
  private static final double SHARE = 0.7;

  /** How many times the memory for a state a search needs that keeps the executions that lead to states. */
  private static final int ORDERED = 16;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      description = "Set a parameter of the scenarios that have it: a number, true or false.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--kernel",
      paramLabel = "RELEASE",
      description = "Check this release, such as 6.1, instead of those that the expectations name.")
  private String kernel;

  @Option(
      names = "--arch",
      paramLabel = "NAME",
      description = "Check on x86_64, arm64, s390x or ppc64, instead of what scenarios and expectations name."
          + " What the scenario says of its machine that the architecture has not is left out.")
  private String arch;

  @Option(names = "--with", paramLabel = "PATCH", split = ",", description = "Add a patch, and what it needs.")
  private List<String> with = new ArrayList<>();

  @Option(
      names = "--without",
      paramLabel = "PATCH",
      split = ",",
      description = "Take a patch away, and what needs it.")
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Only variants in whose description this is found, such as 'kernel 6[.]1$' or 'without uffd'.")
  private String only = "";

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      converter = StrategyWord.class,
      description = "How to search: ${COMPLETION-CANDIDATES}. `preemptions` looks first at executions with few preemptions; a"
          + " witness of `shortest` has the fewest context switches; `random` draws executions of what is too large to be"
          + " searched, and never says `safe`.")
  private Strategy strategy;

  @Option(
      names = "--reduce",
      paramLabel = "WHAT",
      split = ",",
      converter = ReductionWord.class,
      description = "Leave out what cannot change an answer: ${COMPLETION-CANDIDATES}; several with commas between"
          + " them. Default: none.")
  private List<ReductionName> reductions = List.of(ReductionName.NONE);

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that search together, for each search. Default: 1.")
  private int workers = 1;

  @Option(
      names = "--exact",
      description = "Keep every state as a whole, instead of a fingerprint of it: no state is taken for another, at some"
          + " hundred times the memory.")
  private boolean exact;

  @Mixin
  private SamplingOptions sampling = new SamplingOptions();

  @Option(
      names = "--max-states",
      paramLabel = "N",
      converter = Amount.Count.class,
      description = "Stop each search at so many distinct states, such as 20M.")
  private Long maxStates;

  @Option(
      names = "--max-preemptions",
      paramLabel = "N",
      description = "Leave out executions in which a thread is preempted more often, such as 2: finds most races, and"
          + " says `safe` only where nothing was left out.")
  private Integer maxPreemptions;

  @Option(
      names = "--max-memory",
      paramLabel = "SIZE",
      converter = Amount.Bytes.class,
      description = "Memory for the states of all searches that run at once, such as 2G.")
  private Long maxMemory;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Amount.Time.class,
      description = "Stop each search after this time, such as 30s or 10m (the default).")
  private Duration timeout;

  @Option(
      names = "--library",
      paramLabel = "FOLDER",
      description = "Use the kernel library in this folder instead of the one that came with Pagewalk.")
  private Path library;

  private static final class StrategyWord extends Word<Strategy> {
    StrategyWord() {
      super(Strategy.values());
    }
  }

  /** Which reductions are used. */
  enum ReductionName {
    NONE(Reduction.NONE), SYMMETRY(Set.of(Reduction.SYMMETRY)), DEAD_LOCALS(Set.of(Reduction.DEAD_LOCALS)),
    ALL(Reduction.ALL);

    private final Set<Reduction> reductions;

    ReductionName(Set<Reduction> reductions) {
      this.reductions = reductions;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final class ReductionWord extends Word<ReductionName> {
    ReductionWord() {
      super(ReductionName.values());
    }
  }

  /** The options are those of {@code given}. */
  void take(PlainArguments given) {
    parameters = given.parameters();
    only = given.only();
  }

  /** Which variants are asked for, by their phrases. */
  Predicate<List<String>> only() {
    try {
      Pattern pattern = Pattern.compile(only);
      return variant -> pattern.matcher(String.join(" ", variant)).find();
    } catch (PatternSyntaxException wrong) {
      throw new ParameterException(command.commandLine(),
          "Invalid value for option '--only': `" + only + "` is no regular expression: " + wrong.getDescription());
    }
  }

  /** What to say where no unit is left. */
  String nothing() {
    return only.isEmpty() ? "there is no scenario to check" : "`--only` leaves no variant to check";
  }

  /** The folder of {@code --library}. */
  Optional<Path> library() {
    return Optional.ofNullable(library);
  }

  /**
   * The options as the analysis takes them.
   *
   * @param usual the strategy where none is asked for
   * @param jobs searches that run at once and share the memory
   */
  CheckOptions options(Strategy usual, int jobs) {
    if (kernel != null && !kernel.matches("[0-9]{1,3}\\.[0-9]{1,3}(\\.[0-9]{1,3})?")) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--kernel': `" + kernel + "` is not a release such as 6.1");
    }
    if (arch != null && Architecture.named(arch).isEmpty()) {
      throw new ParameterException(command.commandLine(), "Invalid value for option '--arch': `" + arch
          + "` is none of x86_64, arm64, s390x and ppc64");
    }
    Map<String, Long> values = new TreeMap<>();
    parameters.forEach(parameter -> set(parameter, values));
    Strategy chosen = strategy == null ? usual : strategy;
    return new CheckOptions(values, Optional.ofNullable(kernel), Optional.ofNullable(arch).flatMap(Architecture::named),
        with, without, searching(chosen, jobs));
  }

  private Searching searching(Strategy chosen, int jobs) {
    Optional<String> alone = exact ? Optional.of("--exact")
        : maxPreemptions != null ? Optional.of("--max-preemptions")
        : chosen == Strategy.RANDOM || chosen == Strategy.PREEMPTIONS ? Optional.of("--strategy " + chosen)
        : Optional.empty();
    if (1 < workers() && alone.isPresent()) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--workers': `" + alone.get() + "` is for one worker");
    }
    if (maxPreemptions != null && chosen == Strategy.RANDOM) {
      throw new ParameterException(
          command.commandLine(), "Invalid option '--max-preemptions': it is not for `--strategy random`");
    }
    return new Searching(chosen,
        reductions.stream().flatMap(name -> name.reductions.stream()).collect(Collectors.toSet()),
        workers(), budget(chosen, jobs), sampling.sampling(chosen == Strategy.RANDOM), exact ? memory() / jobs : 0, false);
  }

  private int workers() {
    if (workers < 1) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--workers': at least one thread has to search");
    }
    return workers;
  }

  private int preemptions() {
    if (maxPreemptions != null && maxPreemptions < 0) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--max-preemptions': at least 0");
    }
    return maxPreemptions == null ? Budget.ANY_NUMBER : maxPreemptions;
  }

  private Budget budget(Strategy chosen, int jobs) {
    boolean isOrdered = chosen == Strategy.PREEMPTIONS || maxPreemptions != null;
    long fitting = Budget.statesFor(memory() / jobs / (isOrdered ? ORDERED : 1));
    long states = maxStates == null ? Math.min(Budget.DEFAULT.maxStates(), fitting) : Math.min(maxStates, fitting);
    return new Budget(states, Budget.DEFAULT.maxDepth(), timeout == null ? Budget.DEFAULT.timeout() : timeout,
        preemptions());
  }

  private long memory() {
    return maxMemory == null ? (long) (Runtime.getRuntime().maxMemory() * SHARE) : maxMemory;
  }

  private void set(String parameter, Map<String, Long> values) {
    int equals = parameter.indexOf('=');
    if (equals <= 0) {
      throw wrong("`" + parameter + "` is not NAME=VALUE");
    }
    String name = parameter.substring(0, equals).strip();
    String text = parameter.substring(equals + 1).strip();
    if (text.equals("true") || text.equals("false")) {
      values.put(name, text.equals("true") ? 1L : 0L);
      return;
    }
    try {
      values.put(name, Long.decode(text));
    } catch (NumberFormatException notANumber) {
      throw wrong("`" + text + "` for `" + name + "` is not a number, true or false");
    }
  }

  private ParameterException wrong(String reason) {
    return new ParameterException(command.commandLine(), "Invalid value for option '-D': " + reason);
  }
}
