package dev.pagewalk.cli;

import dev.pagewalk.analysis.SourceReader;
import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.report.DiagnosticText;
import dev.pagewalk.report.JsonReport;
import dev.pagewalk.report.Sources;
import dev.pagewalk.report.TraceText;
import dev.pagewalk.report.Wording;
import dev.pagewalk.witness.Trace;
import dev.pagewalk.witness.Violation;
import dev.pagewalk.witness.Witness;
import dev.pagewalk.witness.WitnessFile;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pagewalk replay}. */
@Command(
    name = "replay",
    sortOptions = false,
    customSynopsis = "pagewalk replay [OPTION...] WITNESS [FILE]",
    description = {
      "Follow the choices of a witness file, and show what happens.",
      "Ends with status 0 if they lead to the recorded violation, with 1 if they no longer do."
    })
final class ReplayCommand implements Callable<Integer> {
  private final Session session;
  private final Map<String, String> texts = new HashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  @Parameters(index = "0", paramLabel = "WITNESS", description = "A file that `check` wrote.")
  private String witnessFile;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where the scenario is now, if not where the witness says.")
  private String scenarioFile;

  @Option(
      names = "--library",
      paramLabel = "FOLDER",
      description = "Use the kernel library in this folder instead of the one that came with Pagewalk.")
  private Path library;

  @Mixin
  private OutputOptions output;

  @Mixin
  private HelpOption help;

  ReplayCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Optional<Witness> witness = readWitness();
    Optional<Engine.Source> source = witness.flatMap(this::readScenario);
    if (source.isEmpty()) {
      return conclude(Optional.empty(), Optional.empty(), new Sources(path -> Optional.ofNullable(texts.get(path))));
    }
    Engine engine = session.engines().create(session.console().directory(), Optional.ofNullable(library));
    Engine.Replay replay = engine.replay(witness.get(), source.get());
    diagnostics.addAll(replay.diagnostics());
    Sources sources = new Sources(path -> Optional.ofNullable(texts.get(path)).or(() -> engine.text(path)));
    return conclude(witness, Optional.of(replay), sources);
  }

  private Optional<Witness> readWitness() {
    Optional<String> text = read(witnessFile, witnessFile);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    WitnessFile.Read read = WitnessFile.read(witnessFile, text.get());
    diagnostics.addAll(read.diagnostics());
    return read.witness();
  }

  private Optional<Engine.Source> readScenario(Witness witness) {
    String name = scenarioFile;
    if (name == null && witness.file().equals(Targets.STDIN)) {
      diagnostics.add(Targets.error(Code.WITNESS_WITHOUT_FILE, witnessFile,
          "the scenario of this witness was read from standard input",
          "save it to a file, and name that too: pagewalk replay " + Wording.shellWord(witnessFile) + " FILE"));
      return Optional.empty();
    }
    if (name == null) {
      Path folder = session.console().directory().resolve(witnessFile).normalize().getParent();
      Path file = folder.resolve(witness.file()).normalize();
      Path here = session.console().directory();
      name = file.startsWith(here) ? here.relativize(file).toString() : file.toString();
    }
    String path = name;
    return read(path, path).map(text -> new Engine.Source(path, text));
  }

  private Optional<String> read(String path, String name) {
    try {
      SourceReader.Read read = SourceReader.read(session.console().directory().resolve(path), name);
      read.text().ifPresent(text -> texts.put(name, text));
      read.diagnostic().ifPresent(diagnostics::add);
      return read.diagnostic().isPresent() ? Optional.empty() : read.text();
    } catch (InvalidPathException invalid) {
      diagnostics.add(Targets.error(Code.UNREADABLE, name, "`" + name + "` cannot be the name of a file", ""));
      return Optional.empty();
    }
  }

  private int conclude(Optional<Witness> witness, Optional<Engine.Replay> replay, Sources sources) {
    Console console = session.console();
    Optional<Violation> violation = replay.flatMap(Engine.Replay::trace).flatMap(Trace::violation);
    boolean matched = replay.isPresent() && replay.get().stopped().isEmpty()
        && violation.map(Violation::name).orElse("safe").equals(witness.orElseThrow().expected());
    if (output.isJson()) {
      JsonReport.Tool tool = new JsonReport.Tool(Version.number(), Optional.empty());
      Optional<JsonReport.Replay> result = replay.map(each ->
          new JsonReport.Replay(witnessFile, matched, each.stopped(), each.trace()));
      console.stdout().print(new JsonReport(sources, console.directory()).replay(tool, result, diagnostics) + "\n");
    } else {
      DiagnosticText text = new DiagnosticText(sources, output.messages(console), console.width());
      diagnostics.forEach(each -> console.stderr().print(text.render(each) + "\n"));
      console.stderr().flush();
      replay.ifPresent(each -> print(each, witness.orElseThrow(), violation, sources));
    }
    console.stdout().flush();
    if (replay.isEmpty() || diagnostics.stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
      return ExitStatus.BAD_INPUT.code();
    }
    return (matched ? ExitStatus.DONE : ExitStatus.UNMET).code();
  }

  private void print(Engine.Replay replay, Witness witness, Optional<Violation> violation, Sources sources) {
    Console console = session.console();
    PrintStream out = console.stdout();
    String variant = witness.variant().isEmpty() ? "" : " (" + String.join(" ", witness.variant()) + ")";
    out.print(Wording.printable(witness.scenario() + variant + ": replay of " + witnessFile) + "\n");
    out.print(new TraceText(sources, output.result(console), console.width()).render(replay.trace(), violation));
    out.print("\n");
    if (replay.changed()) {
      out.print("the scenario or the kernel library has changed since the witness was written\n");
    }
    String wanted = Wording.oracle(witness.expected());
    if (replay.stopped().isPresent()) {
      out.print("does not match any more: " + Wording.printable(replay.stopped().get()) + "\n");
    } else if (violation.isEmpty() && witness.expected().equals("safe")) {
      out.print("ends as recorded: without a violation\n");
    } else if (violation.isEmpty()) {
      out.print("ends without the recorded violation: " + wanted + "\n");
    } else if (violation.get().name().equals(witness.expected())) {
      out.print("ends as recorded: " + wanted + "\n");
    } else {
      out.print("ends with another violation than the recorded one: " + Wording.oracle(violation.get().name())
          + " instead of " + wanted + "\n");
    }
  }
}
