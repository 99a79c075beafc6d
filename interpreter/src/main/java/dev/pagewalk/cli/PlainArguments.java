package dev.pagewalk.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The arguments of most calls: a command that checks, names, and of the options only those that everybody uses, with
 * nothing in them to refuse. They need no picocli, which takes longer to set up than most scenarios to be judged.
 *
 * @param command {@code check} or {@code show}
 * @param targets what is to be checked
 * @param parameters the values of {@code -D}
 * @param only the value of {@code --only}; empty if it is not there
 * @param json whether {@code --format json} is there
 */
record PlainArguments(String command, List<String> targets, List<String> parameters, String only, boolean json) {
  private static final Set<String> COMMANDS = Set.of("check", "show");
  private static final Pattern SETTING = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*=(?:[0-9]{1,9}|true|false)");

  PlainArguments {
    targets = List.copyOf(targets);
    parameters = List.copyOf(parameters);
  }

  /** Reads {@code args}; empty where they are anything else, which may be as right, or has to be refused. */
  static Optional<PlainArguments> read(List<String> args) {
    if (args.isEmpty() || !COMMANDS.contains(args.getFirst())) {
      return Optional.empty();
    }
    List<String> targets = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    Optional<String> only = Optional.empty();
    Optional<String> format = Optional.empty();
    for (int i = 1; i < args.size(); i++) {
      String word = args.get(i);
      if (!word.startsWith("-") && !word.isEmpty()) {
        targets.add(word);
        continue;
      }
      String value = i + 1 < args.size() ? args.get(++i) : "";
      if (word.equals("-D") && SETTING.matcher(value).matches()) {
        parameters.add(value);
      } else if (word.equals("--only") && only.isEmpty() && isExpression(value)) {
        only = Optional.of(value);
      } else if (word.equals("--format") && format.isEmpty() && (value.equals("json") || value.equals("text"))) {
        format = Optional.of(value);
      } else {
        return Optional.empty();
      }
    }
    if (targets.isEmpty() && args.getFirst().equals("show")) {
      return Optional.empty();
    }
    return Optional.of(new PlainArguments(
        args.getFirst(), targets, parameters, only.orElse(""), format.equals(Optional.of("json"))));
  }

  private static boolean isExpression(String text) {
    if (text.isEmpty() || text.startsWith("-")) {
      return false;
    }
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException wrong) {
      return false;
    }
  }

  /** Runs the command, and gives the exit status. */
  int run(Session session) {
    return command.equals("show") ? new ShowCommand(session, this).call() : new CheckCommand(session, this).call();
  }
}
