package dev.pagewalk.cli;

import dev.pagewalk.analysis.CheckResult;
import dev.pagewalk.analysis.SourceReader;
import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.witness.Witness;
import dev.pagewalk.witness.WitnessFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder where witnesses are kept. It ignores itself in git. A file appears under its name only when it is whole. A
 * folder that cannot be written costs a warning, once, and nothing else.
 */
final class WitnessFolder {
  /** Where witnesses go unless {@code --witness-dir} says otherwise. */
  static final String USUAL = ".pagewalk";

  private final Path directory;
  private final String name;
  private final Set<String> taken = new HashSet<>();
  private boolean failed;

  /**
   * A folder, made when the first witness comes.
   *
   * @param directory the working directory, absolute
   * @param name of the folder as the user reads it, relative to the working directory or absolute
   */
  WitnessFolder(Path directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  /** Where a witness went, or the warning why it did not. */
  record Written(Optional<String> file, Optional<Diagnostic> warning) {
    static final Written NOTHING = new Written(Optional.empty(), Optional.empty());
  }

  /** Writes the witness of {@code result} if it has one. */
  Written write(CheckResult result) {
    return result.witness().map(witness -> write(witness, "")).orElse(Written.NOTHING);
  }

  /** Writes a witness under its scenario's name and {@code suffix}. */
  Written write(Witness wanted, String suffix) {
    if (failed) {
      return Written.NOTHING;
    }
    Path folder = directory.resolve(name);
    try {
      Files.createDirectories(folder);
      Path ignore = folder.resolve(".gitignore");
      if (!Files.exists(ignore)) {
        WholeFile.put(ignore, "*\n");
      }
      Witness witness = located(wanted, folder);
      String file = fileName(witness, suffix, folder);
      WholeFile.put(folder.resolve(file), WitnessFile.write(witness));
      return new Written(Optional.of(Path.of(name).resolve(file).toString()), Optional.empty());
    } catch (IOException | SecurityException unwritable) {
      failed = true;
      return new Written(Optional.empty(), Optional.of(warning(unwritable)));
    }
  }

  /** Names the scenario's file as seen from {@code folder}. */
  private Witness located(Witness witness, Path folder) {
    if (witness.file().equals(Targets.STDIN)) {
      return witness;
    }
    Path file = directory.resolve(witness.file()).normalize();
    Path from = folder.normalize();
    String path = file.getRoot() != null && file.getRoot().equals(from.getRoot())
        ? from.relativize(file).toString()
        : file.toString();
    return new Witness(
        path, witness.scenario(), witness.variant(), witness.expected(), witness.hash(), witness.steps());
  }

  /** The scenario's name, with a number if that is taken in this run or by a scenario of another file. */
  private String fileName(Witness witness, String suffix, Path folder) {
    String stem = witness.scenario().replaceAll("[^A-Za-z0-9_.-]", "_") + suffix;
    for (int i = 1; ; i++) {
      String candidate = (i == 1 ? stem : stem + "-" + i) + ".witness";
      if (!taken.contains(candidate) && mayReplace(folder.resolve(candidate), witness)) {
        taken.add(candidate);
        return candidate;
      }
    }
  }

  private static boolean mayReplace(Path file, Witness witness) {
    if (!Files.isRegularFile(file)) {
      return !Files.exists(file);
    }
    return SourceReader.read(file, file.toString()).text()
        .flatMap(text -> WitnessFile.read(file.toString(), text).witness())
        .map(old -> old.file().equals(witness.file()) && old.scenario().equals(witness.scenario()))
        .orElse(true);
  }

  private Diagnostic warning(Exception unwritable) {
    String reason = unwritable.getMessage() == null ? unwritable.getClass().getSimpleName() : unwritable.getMessage();
    return new Diagnostic(Code.WITNESS_NOT_WRITTEN, Severity.WARNING,
        "witnesses cannot be written to `" + name + "`: " + reason, new Span(name, 0, 0), "", List.of(),
        Optional.of("choose another folder with `--witness-dir`"), List.of());
  }
}
