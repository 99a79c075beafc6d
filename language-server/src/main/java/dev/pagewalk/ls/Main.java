package dev.pagewalk.ls;

import dev.pagewalk.cli.CommandLineTool;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Starts the tool. The only place that touches the process's own streams and its exit status. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and ends the process with its exit status. */
  public static void main(String[] args) {
    // Results are UTF-8 whatever the locale says: files and protocols are read by other programs.
    PrintStream stdout = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream stderr = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int status = CommandLineTool.run(List.of(args), System.in, stdout, stderr);
    stdout.flush();
    System.exit(status);
  }
}
