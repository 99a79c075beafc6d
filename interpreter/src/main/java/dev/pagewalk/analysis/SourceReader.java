package dev.pagewalk.analysis;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.syntax.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the text of a scenario file, never more of it than the limit, and says plainly why it cannot. */
public final class SourceReader {
  /** Bytes of a file; beyond, it is refused unread. */
  public static final int LIMIT = 4 << 20;

  private SourceReader() {}

  /**
   * What came of reading.
   *
   * @param text empty if there is nothing that could be parsed; with a diagnostic, it is only good for showing the
   *     place
   */
  public record Read(Optional<String> text, Optional<Diagnostic> diagnostic) {}

  /**
   * Reads a file.
   *
   * @param name under which spans speak of it
   */
  public static Read read(Path file, String name) {
    try {
      if (Files.isDirectory(file)) {
        return unreadable(name, "`" + name + "` is a folder", "name a file");
      }
      if (Files.isRegularFile(file) && LIMIT < Files.size(file)) {
        return tooLarge(name);
      }
      try (InputStream in = Files.newInputStream(file)) {
        return read(in, name);
      }
    } catch (NoSuchFileException missing) {
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          ? unreadable(name, "`" + name + "` is a link to a file that does not exist", "mend the link or name the file")
          : unreadable(name, "there is no file `" + name + "`", "look for a slip in the path");
    } catch (AccessDeniedException denied) {
      return unreadable(name, "`" + name + "` may not be read", "give yourself permission: chmod u+r");
    } catch (IOException failed) {
      return unreadable(name, "`" + name + "` cannot be read: " + failed.getMessage(), "try whether `cat` can read it");
    }
  }

  /** Reads a stream to its end, or to the limit; does not close it. */
  public static Read read(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(LIMIT + 1);
    return LIMIT < bytes.length ? tooLarge(name) : decode(bytes, name);
  }

  private static Read decode(byte[] bytes, String name) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int at = text.length();
      String shown = text + new String(bytes, in.position(), in.remaining(), StandardCharsets.UTF_8);
      String value = String.format(Locale.ROOT, "0x%02x", bytes[in.position()] & 0xff);
      return new Read(Optional.of(shown), Optional.of(diagnostic(
          Code.NOT_UTF8, new Span(name, at, at + 1), "the file is not UTF-8 text",
          "the byte " + value + " is not part of a character", "save it as UTF-8: iconv -f LATIN1 -t UTF-8")));
    }
    // A byte order mark says nothing in UTF-8, and no editor shows it.
    return new Read(Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text), Optional.empty());
  }

  private static Read tooLarge(String name) {
    return refused(Code.TOO_LARGE, name, "`" + name + "` is larger than 4 MB and was not read",
        "a scenario has some dozens of lines: is this the right file?");
  }

  private static Read unreadable(String name, String message, String help) {
    return refused(Code.UNREADABLE, name, message, help);
  }

  private static Read refused(Code code, String name, String message, String help) {
    return new Read(Optional.empty(), Optional.of(diagnostic(code, new Span(name, 0, 0), message, "", help)));
  }

  private static Diagnostic diagnostic(Code code, Span span, String message, String label, String help) {
    return new Diagnostic(code, Severity.ERROR, message, span, label, List.of(), Optional.of(help), List.of());
  }
}
