package dev.pagewalk.cli;

import dev.pagewalk.dsl.resolve.Spelling;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pagewalk list functions}. */
@Command(
    name = "functions",
    customSynopsis = "pagewalk list functions [--sources] [NAME...]",
    description = "Kernel functions: what they do, what is simplified, what is left out.")
final class ListFunctionsCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "NAME", description = "Functions, or kernel files such as mm/khugepaged.c. Default: all.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--sources", description = "Only which function of the kernel each was held against.")
  private boolean sources;

  @Mixin
  private LibraryOption library;

  @Mixin
  private HelpOption help;

  ListFunctionsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Engine.Library kernel = library.open(session).library();
    List<Engine.KernelFunction> chosen = new ArrayList<>(names.isEmpty() ? kernel.functions() : List.of());
    for (String name : names) {
      List<Engine.KernelFunction> found =
          kernel.functions().stream().filter(function -> isMeant(name, function)).toList();
      if (found.isEmpty()) {
        return unknown(name, kernel);
      }
      chosen.addAll(found);
    }
    FunctionList list = new FunctionList(session.console());
    return sources ? list.printSources(chosen) : list.print(chosen);
  }

  private static boolean isMeant(String name, Engine.KernelFunction function) {
    return function.name().equals(name)
        || function.span().path().endsWith("/" + name.replaceFirst("^mm/", "").replaceFirst("\\.(c|pw)$", "") + ".pw")
        || FunctionDoc.of(function.doc()).sources().stream().anyMatch(source -> source.startsWith(name + ","));
  }

  private int unknown(String name, Engine.Library kernel) {
    List<String> known = kernel.functions().stream().map(Engine.KernelFunction::name).toList();
    String near = Spelling.nearest(name, known)
        .map(nearest -> "; did you mean `" + nearest + "`?")
        .orElse("; a scenario can add it with `fn`");
    PrintStream err = session.console().stderr();
    err.print("pagewalk: the kernel library has no function or file `" + name + "`" + near + "\n");
    err.flush();
    return ExitStatus.BAD_INPUT.code();
  }
}
