package dev.pagewalk.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document whose commands are run and whose outputs must be true. A block {@code ```pw NAME} writes a file. In a
 * block {@code ```console}, a line {@code $ pagewalk ...} is run, {@code $ cat FILE} shows a file; what follows it is
 * its output, stdout and stderr in the order of the time, and {@code exit N} if its status is not 0;
 * {@code | head -5} and {@code | tail -5} keep a part of it. Times read {@code 0.01 s}.
 *
 * <p>All blocks of a document share one folder.
 */
public final class MarkdownSession {
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^```(pw|console)(?: (\\S+))?\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern PART = Pattern.compile("(.*) \\| (head|tail) -([0-9]+)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private final Path directory;
  private final Engine.Factory engines;

  private MarkdownSession(Path directory, Engine.Factory engines) {
    this.directory = directory;
    this.engines = engines;
  }

  /** The document with the outputs as they are, which is {@code document} if it speaks the truth. */
  public static String run(String document, Path directory, Engine.Factory engines) throws IOException {
    MarkdownSession session = new MarkdownSession(directory, engines);
    Matcher block = BLOCK.matcher(document);
    StringBuilder out = new StringBuilder();
    int end = 0;
    while (block.find()) {
      out.append(document, end, block.start(3));
      end = block.end(3);
      if (block.group(1).equals("pw")) {
        if (block.group(2) != null) {
          Path file = directory.resolve(block.group(2));
          Files.createDirectories(file.getParent());
          Files.writeString(file, block.group(3));
        }
        out.append(block.group(3));
      } else {
        for (String line : block.group(3).split("\n")) {
          if (line.startsWith("$ ")) {
            out.append(line).append('\n').append(session.command(line.substring(2)));
          }
        }
      }
    }
    return out.append(document.substring(end)).toString();
  }

  private String command(String text) throws IOException {
    // "a && b", "cmd < file" for standard input, and "cmd | head -5" or "cmd | tail -5" for a part of the output.
    Matcher part = PART.matcher(text);
    if (part.matches()) {
      List<String> lines = command(part.group(1)).lines().toList();
      int wanted = Math.min(Integer.parseInt(part.group(3)), lines.size());
      boolean head = part.group(2).equals("head");
      List<String> kept = head ? lines.subList(0, wanted) : lines.subList(lines.size() - wanted, lines.size());
      return String.join("\n", kept) + "\n";
    }
    StringBuilder out = new StringBuilder();
    for (String each : text.split(" && ")) {
      int in = each.indexOf(" < ");
      byte[] stdin = in < 0 ? new byte[0] : Files.readAllBytes(directory.resolve(each.substring(in + 3).strip()));
      List<String> words = words(in < 0 ? each : each.substring(0, in));
      if (words.get(0).equals("cat")) {
        out.append(Files.readString(directory.resolve(words.get(1))));
      } else {
        out.append(pagewalk(words, stdin));
      }
    }
    return out.toString();
  }

  private String pagewalk(List<String> words, byte[] stdin) {
    if (!words.get(0).replaceFirst("^\\./", "").equals("pagewalk")) {
      throw new IllegalArgumentException("not a command of ours: " + words);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Console console = new Console(
        new ByteArrayInputStream(stdin), both, both, Map.of(), directory, false, false, Optional.empty());
    int status = CommandLineTool.run(words.subList(1, words.size()), console, engines, ToolRun.NO_EDITORS,
        ToolRun.NO_DEBUGGER, new Interruption());
    String text = bytes.toString(StandardCharsets.UTF_8)
        .replaceAll("\\b([0-9]+ min )?[0-9]+(\\.[0-9]+)? s\\b", "0.01 s")
        .replaceAll("\"seconds\":[0-9.]+", "\"seconds\":0.01")
        .replaceAll("\\S*pagewalk-failure-\\w+\\.txt", "/tmp/pagewalk-failure-1.txt")
        .replace(directory.toString(), "/home/me");
    if (!text.isEmpty() && !text.endsWith("\n")) {
      text += "\n";
    }
    return status == 0 ? text : text + "exit " + status + "\n";
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words;
  }
}
