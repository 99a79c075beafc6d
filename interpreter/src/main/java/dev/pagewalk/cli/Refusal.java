package dev.pagewalk.cli;

import dev.pagewalk.dsl.resolve.Spelling;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said to wrong arguments: one line what is wrong, the nearest names, and where the help is. */
final class Refusal implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine failed = wrong.getCommandLine();
    PrintWriter err = failed.getErr();
    List<String> unmatched = wrong instanceof UnmatchedArgumentException some ? some.getUnmatched() : List.of();
    if (!unmatched.isEmpty() && !unmatched.get(0).startsWith("-") && !failed.getSubcommands().isEmpty()) {
      noSuchCommand(unmatched.get(0), failed, err);
    } else {
      err.println("pagewalk: " + wrong.getMessage());
      UnmatchedArgumentException.printSuggestions(wrong, err);
    }
    err.println("See: " + failed.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitStatus.BAD_INPUT.code();
  }

  private static void noSuchCommand(String word, CommandLine failed, PrintWriter err) {
    String command = failed.getCommandSpec().qualifiedName();
    err.println("pagewalk: there is no command `" + command + " " + word + "`");
    if (word.endsWith(".pw") || word.contains(".pw::")) {
      err.println("Did you mean: pagewalk check " + word + "?");
      return;
    }
    List<String> commands = new ArrayList<>(failed.getSubcommands().keySet());
    Spelling.nearest(word, commands).ifPresentOrElse(
        near -> err.println("Did you mean: " + command + " " + near + "?"),
        () -> err.println("There is: " + String.join(", ", commands)));
  }
}
