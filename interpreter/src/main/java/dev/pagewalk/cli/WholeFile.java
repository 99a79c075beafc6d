package dev.pagewalk.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Replaces a file as a whole: whoever looks finds the old text or the new one, also if the disk is full. */
final class WholeFile {
  private static final Set<PosixFilePermission> WRITERS = Set.of(
      PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private WholeFile() {}

  /**
   * Gives an existing file another text; it keeps its permissions. A link stays one, the file behind it changes.
   *
   * @throws IOException if that is not possible, or the file is read-only; it is as it was then
   */
  static void replace(Path named, String text) throws IOException {
    Path file = named.toRealPath();
    PosixFileAttributeView old = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    // To root every file is writable, and a rename asks only the folder.
    if (!Files.isWritable(file) || old != null && old.readAttributes().permissions().stream().noneMatch(
        WRITERS::contains)) {
      throw new IOException("it is read-only");
    }
    try {
      Path fresh = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".tmp");
      try {
        write(fresh, text);
        if (old != null) {
          Files.setPosixFilePermissions(fresh, old.readAttributes().permissions());
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (FileSystemException failed) {
      // Its message would name the file that nobody has asked for.
      String reason = failed.getReason() == null ? "its folder cannot be written to" : failed.getReason();
      throw new IOException(reason, failed);
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      // A disk may say only now that it is full.
      channel.force(true);
    }
  }
}
