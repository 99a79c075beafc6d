package dev.pagewalk.cli;

import dev.pagewalk.explore.Sampling;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code --strategy random}. */
final class SamplingOptions {
  private static final int DEEPEST = 20;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--runs",
      paramLabel = "N",
      converter = Amount.Count.class,
      description = "Executions that `--strategy random` draws. Default: 10,000.")
  private Long runs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Draw other executions; the same seed draws the same. Default: 1.")
  private Long seed;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "How many steps have to come in one order for what `--strategy random` looks for. Default: 3.")
  private Integer depth;

  /**
   * What was asked for.
   *
   * @param isUsed whether the strategy is {@code random}: otherwise these options say nothing, and are refused
   */
  Sampling sampling(boolean isUsed) {
    if (!isUsed && (runs != null || seed != null || depth != null)) {
      String name = runs != null ? "--runs" : seed != null ? "--seed" : "--depth";
      throw new ParameterException(
          command.commandLine(), "Invalid option '" + name + "': it is for `--strategy random` only");
    }
    Sampling usual = Sampling.DEFAULT;
    if (depth != null && (depth < 1 || DEEPEST < depth)) {
      throw new ParameterException(command.commandLine(),
          "Invalid value for option '--depth': `" + depth + "` is not a number from 1 to " + DEEPEST);
    }
    return new Sampling(runs == null ? usual.runs() : runs, seed == null ? usual.seed() : seed,
        depth == null ? usual.depth() : depth);
  }
}
