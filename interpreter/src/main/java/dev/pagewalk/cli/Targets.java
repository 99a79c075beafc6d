package dev.pagewalk.cli;

import dev.pagewalk.analysis.SourceReader;
import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.resolve.Spelling;
import dev.pagewalk.dsl.syntax.Span;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files and scenarios that the arguments of a command name: {@code FILE}, {@code FOLDER}, {@code FILE::NAME},
 * {@code -}.
 */
final class Targets {
  /** Under which messages speak of the text on standard input. */
  static final String STDIN = "<stdin>";

  /** Under which messages speak of an argument. */
  static final String COMMAND_LINE = "<command line>";

  private final Console console;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<Engine.Source> sources = new ArrayList<>();

  /** Names asked for in each file; a file with an empty set is wanted whole. */
  private final Map<String, Set<String>> wanted = new LinkedHashMap<>();

  private Targets(Console console) {
    this.console = console;
  }

  /** Reads what {@code arguments} name; without any, the files of the working directory. */
  static Targets read(List<String> arguments, Console console) {
    Targets targets = new Targets(console);
    for (String argument : arguments.isEmpty() ? List.of(".") : arguments) {
      targets.add(argument);
    }
    return targets;
  }

  /** The texts that could be read, each once, in the order of the arguments. */
  List<Engine.Source> sources() {
    return List.copyOf(sources);
  }

  /** What is wrong with the arguments and the files. */
  List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  /** The text of a file that was read, also of one that no engine has got to see. */
  Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  /** Of {@code opened}, what was asked for; a name that is not there becomes a diagnostic. */
  List<Engine.Scenario> select(Engine.Opened opened) {
    List<Engine.Scenario> selected = new ArrayList<>();
    for (Map.Entry<String, Set<String>> file : wanted.entrySet()) {
      List<Engine.Scenario> there =
          opened.scenarios().stream().filter(scenario -> scenario.file().equals(file.getKey())).toList();
      if (file.getValue().isEmpty()) {
        selected.addAll(there);
        continue;
      }
      List<String> names = there.stream().map(Engine.Scenario::name).toList();
      for (String name : file.getValue()) {
        if (!names.contains(name) && !opened.broken().contains(name)) {
          diagnostics.add(noSuchScenario(file.getKey(), name, names));
        }
      }
      there.stream().filter(scenario -> file.getValue().contains(scenario.name())).forEach(selected::add);
    }
    return selected;
  }

  private void add(String argument) {
    int colons = argument.lastIndexOf("::");
    boolean named = 0 < colons && !exists(argument);
    String place = named ? argument.substring(0, colons) : argument;
    Optional<String> name = named ? Optional.of(argument.substring(colons + 2)) : Optional.empty();
    if (place.equals("-")) {
      readStdin();
      want(STDIN, name);
      return;
    }
    try {
      Path path = console.directory().resolve(place);
      if (Files.isDirectory(path)) {
        addFolder(path, place);
      } else {
        readFile(path, Path.of(place).normalize().toString());
        want(Path.of(place).normalize().toString(), name);
      }
    } catch (InvalidPathException invalid) {
      diagnostics.add(error(Code.UNREADABLE, place, "`" + place + "` cannot be the name of a file", ""));
    }
  }

  private boolean exists(String argument) {
    try {
      return Files.exists(console.directory().resolve(argument));
    } catch (InvalidPathException invalid) {
      return false;
    }
  }

  private void want(String file, Optional<String> name) {
    Set<String> names = wanted.get(file);
    if (names == null) {
      wanted.put(file, new LinkedHashSet<>(name.map(List::of).orElse(List.of())));
    } else if (name.isEmpty()) {
      names.clear();
    } else if (!names.isEmpty()) {
      names.add(name.get());
    }
  }

  private void addFolder(Path folder, String name) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(folder, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
          // Hidden folders are other tools' property.
          boolean hidden = !each.equals(folder) && each.getFileName().toString().startsWith(".");
          return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
          String file = each.getFileName().toString();
          if (file.endsWith(".pw") && !file.startsWith(".")) {
            files.add(each);
          }
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path each, IOException failed) {
          String shown = shown(folder, name, each);
          diagnostics.add(error(Code.UNREADABLE, shown, "the folder `" + shown + "` cannot be read",
              "give yourself permission: chmod u+rx"));
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException failed) {
      diagnostics.add(error(Code.UNREADABLE, name, "the folder `" + name + "` cannot be read: " + failed.getMessage(),
          "name the files"));
      return;
    }
    if (files.isEmpty()) {
      diagnostics.add(error(Code.NO_SCENARIO_FILES, name, "there is no .pw file in the folder `" + name + "`",
          "`pagewalk new race.pw` writes a first one"));
    }
    files.stream().sorted().forEach(file -> {
      String shown = shown(folder, name, file);
      readFile(file, shown);
      want(shown, Optional.empty());
    });
  }

  private static String shown(Path folder, String name, Path file) {
    return Path.of(name).resolve(folder.relativize(file)).normalize().toString();
  }

  private void readFile(Path path, String name) {
    if (!wanted.containsKey(name)) {
      keep(name, SourceReader.read(path, name));
    }
  }

  private void readStdin() {
    if (!wanted.containsKey(STDIN)) {
      try {
        keep(STDIN, SourceReader.read(console.stdin(), STDIN));
      } catch (IOException failed) {
        diagnostics.add(error(Code.UNREADABLE, STDIN, "standard input cannot be read: " + failed.getMessage(), ""));
      }
    }
  }

  private void keep(String name, SourceReader.Read read) {
    read.text().ifPresent(text -> texts.put(name, text));
    if (read.diagnostic().isPresent()) {
      diagnostics.add(read.diagnostic().get());
    } else {
      sources.add(new Engine.Source(name, read.text().orElse("")));
    }
  }

  private static Diagnostic noSuchScenario(String file, String name, List<String> names) {
    String help;
    if (names.isEmpty()) {
      help = "the file has no scenario that could be checked";
    } else {
      help = Spelling.nearest(name, names)
          .map(near -> "did you mean `" + file + "::" + near + "`?")
          .orElse("it has " + String.join(", ", names));
    }
    return error(Code.NO_SUCH_SCENARIO, COMMAND_LINE, "`" + file + "` has no scenario `" + name + "`", help);
  }

  static Diagnostic error(Code code, String path, String message, String help) {
    return new Diagnostic(code, Severity.ERROR, message, new Span(path, 0, 0), "", List.of(),
        Optional.of(help).filter(text -> !text.isEmpty()), List.of());
  }
}
