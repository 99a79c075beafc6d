package dev.pagewalk.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pagewalk new}. */
@Command(
    name = "new",
    customSynopsis = "pagewalk new FILE",
    description = {
      "Write a first scenario: a small race, with comments, that `check` finds.",
      "It says which line to change to make it safe. A file that exists is left as it is."
    })
final class NewCommand implements Callable<Integer> {
  private static final Set<String> RESERVED = Set.of("if", "else", "while", "for", "in", "return", "break", "continue",
      "true", "false", "null", "fn", "let", "scenario", "struct", "expect");

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "The file to write, such as race.pw.")
  private String file;

  @Mixin
  private HelpOption help;

  NewCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Console console = session.console();
    if (!file.endsWith(".pw")) {
      return refuse("scenario files end in .pw: try `pagewalk new " + file + ".pw`");
    }
    try {
      Path path = console.directory().resolve(file);
      WholeFile.create(path, text(file, nameFor(path)));
    } catch (FileAlreadyExistsException exists) {
      return refuse("`" + file + "` exists and was left as it is");
    } catch (NoSuchFileException missing) {
      return refuse("the folder of `" + file + "` does not exist");
    } catch (IOException | InvalidPathException failed) {
      return refuse("`" + file + "` cannot be written: " + failed.getMessage());
    }
    console.stdout().print("wrote " + file + "; next: pagewalk check " + file + "\n");
    console.stdout().flush();
    return ExitStatus.DONE.code();
  }

  private int refuse(String reason) {
    session.console().stderr().print("pagewalk: " + reason + "\n");
    session.console().stderr().flush();
    return ExitStatus.BAD_INPUT.code();
  }

  /** A scenario's name from a file's. */
  private static String nameFor(Path path) {
    String stem = path.getFileName().toString().replaceFirst("\\.pw$", "").replaceAll("[^A-Za-z0-9_]+", "_");
    return stem.matches("[A-Za-z_][A-Za-z0-9_]*") && !RESERVED.contains(stem) ? stem : "race";
  }

  static String text(String file, String name) {
    return """
        //! question: two threads count the same thing; can a count get lost?
        //!
        //! Pagewalk tries every order in which the steps of the threads can happen:
        //!   pagewalk check FILE
        //! It finds one that loses a count and shows it, a column for each thread.

        /// Two threads add one to the same counter.
        scenario NAME {
          var count: int = 0;          // shared: reading it is one step, writing it another
          lock guard: spinlock;        // free for now: nobody takes it

          fn add_one() {
            // Between reading `count` and writing it the other thread may do the same.
            // To make it safe, change the next line to:  lock guard { count = count + 1; }
            count = count + 1;
          }

          thread a { add_one(); }
          thread b { add_one(); }

          final count == 2;            // holds at the end of every execution, or there is a violation
          expect safe;                 // what you claim; `pagewalk check` tells whether it is so
        }
        """.replace("FILE", file).replace("NAME", name);
  }
}
