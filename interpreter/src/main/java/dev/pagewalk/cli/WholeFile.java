package dev.pagewalk.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files as a whole: whoever looks finds what was there or the new text, also if the disk is full. */
final class WholeFile {
  private static final Set<PosixFilePermission> WRITERS = Set.of(
      PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** What the umask takes its bits from, as for every new file; a temporary one would be for its owner alone. */
  private static final FileAttribute<?>[] NEW = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-"))
  };

  private static final FileAttribute<?>[] NONE = {};

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
    Path fresh = prepare(file, text);
    try {
      if (old != null) {
        Files.setPosixFilePermissions(fresh, old.readAttributes().permissions());
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /**
   * Writes a file, whether there was one or not.
   *
   * @throws IOException if that is not possible; what was there is as it was then
   */
  static void put(Path file, String text) throws IOException {
    Path fresh = prepare(file, text);
    try {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /**
   * Writes a file that there was not.
   *
   * @throws FileAlreadyExistsException if there is one
   * @throws IOException if the file cannot be written; there is none then
   */
  static void create(Path file, String text) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Path fresh = prepare(file, text);
    try {
      // Unlike a move, a link never takes the place of a file that came meanwhile.
      Files.createLink(file, fresh);
    } catch (UnsupportedOperationException | AccessDeniedException noLinks) {
      Files.move(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Writes {@code text} beside {@code file}, to a file with the permissions of a new one. */
  private static Path prepare(Path file, String text) throws IOException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
      Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", posix ? NEW : NONE);
      try {
        write(fresh, text);
        return fresh;
      } catch (IOException failed) {
        Files.deleteIfExists(fresh);
        throw failed;
      }
    } catch (NoSuchFileException missing) {
      throw missing;
    } catch (FileSystemException failed) {
      // Its message would name the file that nobody has asked for.
      throw new IOException(
          failed.getReason() == null ? "its folder cannot be written to" : failed.getReason(), failed);
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
