package dev.pagewalk.ls.lsp;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.AnalysisHost;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.ls.check.BackgroundChecks;
import dev.pagewalk.ls.feature.FileView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.jsonrpc.CancelChecker;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** What all parts of the server share: the documents, the client and its wishes, and the threads that answer. */
final class Workbench implements AutoCloseable {
  private static final int MOST_FILES = 5_000;
  private static final int THREADS = 3;
  /** More would only take memory from each other. */
  private static final int SEARCHES = 2;

  private final Supplier<Library> library;
  private final CompletableFuture<Documents> documents = new CompletableFuture<>();
  private final AtomicBoolean isLoading = new AtomicBoolean();
  private final ExecutorService workers;
  private final ExecutorService searchers;
  private final Optional<Path> pages;
  private final Publisher publisher;
  private final BackgroundChecks checks;
  private volatile Client client;
  private volatile Wishes wishes = Wishes.NONE;
  private volatile List<Path> folders = List.of();

  /**
   * A workbench.
   *
   * @param library loads the kernel library; called once, on another thread
   * @param pages the folder of the pages about codes and verdicts, if they can be read as files
   */
  Workbench(Supplier<Library> library, Optional<Path> pages) {
    this.pages = pages;
    workers = threads("answer-", THREADS, Thread.NORM_PRIORITY);
    searchers = threads("test-", SEARCHES, Thread.MIN_PRIORITY);
    this.library = library;
    publisher = new Publisher(this);
    checks = new BackgroundChecks(new CheckNews(this));
  }

  private static ExecutorService threads(String name, int count, int priority) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(count, task -> {
      Thread thread = new Thread(null, task, name + number.incrementAndGet(), 64 << 20);
      thread.setDaemon(true);
      thread.setPriority(priority);
      return thread;
    });
  }

  /** A place in a document about which something was asked. */
  record Question(FileView view, int offset, ToLsp to, Cancellation cancellation) {}

  /** Answers a question; the answer may be null where the protocol has nothing to say. */
  @FunctionalInterface
  interface Answer<T> {
    T to(Question question);
  }

  /** Makes something out of a snapshot. */
  @FunctionalInterface
  interface Work<T> {
    T on(Analysis analysis, Cancellation cancellation);
  }

  /** Begins to load the kernel library, unless that has begun: after the client has got its first answer. */
  void load() {
    if (!isLoading.getAndSet(true)) {
      documents.completeAsync(
          () -> new Documents(new AnalysisHost(library.get(), Path.of("").toAbsolutePath())), workers);
    }
  }

  /** The documents; the first call may have to wait for the library. */
  Documents documents() {
    load();
    return documents.join();
  }

  /** From now on {@code next} is the one to talk to; nothing is said before. */
  void connect(Client next) {
    client = next;
  }

  Client client() {
    return client;
  }

  Wishes wishes() {
    return wishes;
  }

  void wishes(Wishes next) {
    wishes = next;
  }

  BackgroundChecks checks() {
    return checks;
  }

  Publisher publisher() {
    return publisher;
  }

  List<Path> folders() {
    return folders;
  }

  void folders(List<Path> next) {
    folders = List.copyOf(next);
  }

  /** A conversion for one answer. */
  ToLsp toLsp(Analysis analysis) {
    return new ToLsp(analysis, wishes, this::page);
  }

  private Optional<String> page(String code) {
    return pages.map(folder -> folder.resolve(code + ".md"))
        .filter(Files::isReadable)
        .map(page -> page.toUri().toString());
  }

  /**
   * Answers a question about a place on a thread of its own.
   *
   * @param what the request, for the log
   * @param position null for the start of the document
   * @param empty the answer for a document that cannot be read
   */
  <T> CompletableFuture<T> ask(String what, String uri, Position position, T empty, Answer<T> answer) {
    return work(what, (analysis, cancellation) -> {
      String path = Uris.path(uri);
      Optional<FileView> view = FileView.of(analysis, path);
      if (view.isEmpty()) {
        return empty;
      }
      ToLsp to = toLsp(analysis);
      int offset = position == null ? 0 : to.lines(path).offset(position);
      return answer.to(new Question(view.get(), offset, to, cancellation));
    });
  }

  /** Does some work for a request; if it breaks down, that request alone fails, with the reason in the log. */
  <T> CompletableFuture<T> work(String what, Work<T> work) {
    return on(workers, what, work);
  }

  /** Does some work for a request that may take long: others do not wait for it. */
  <T> CompletableFuture<T> search(String what, Work<T> work) {
    return on(searchers, what, work);
  }

  private <T> CompletableFuture<T> on(ExecutorService threads, String what, Work<T> work) {
    Analysis analysis = documents().analysis();
    return CompletableFutures.computeAsync(threads, cancel -> guarded(what, work, analysis, cancel));
  }

  private <T> T guarded(String what, Work<T> work, Analysis analysis, CancelChecker cancel) {
    cancel.checkCanceled();
    try {
      T answer = work.on(analysis, cancel::isCanceled);
      cancel.checkCanceled();
      return answer;
    } catch (CancellationException | ResponseErrorException meant) {
      throw meant;
    } catch (RuntimeException | StackOverflowError failure) {
      log(MessageType.Error, what + " failed: " + failure + " at " + place(failure));
      throw new ResponseErrorException(
          new ResponseError(ResponseErrorCode.InternalError, what + " failed: " + failure, null));
    }
  }

  /** Does some work that nobody waits for. */
  void later(String what, Runnable work) {
    try {
      workers.execute(() -> {
        try {
          work.run();
        } catch (RuntimeException | StackOverflowError failure) {
          log(MessageType.Error, what + " failed: " + failure + " at " + place(failure));
        }
      });
    } catch (RejectedExecutionException closed) {
      // The client has left: nobody wants to know.
      checks.close();
    }
  }

  /** Where in our code something broke down, in one line. */
  static String place(Throwable failure) {
    return Stream.of(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("dev.pagewalk"))
        .limit(3)
        .map(StackTraceElement::toString)
        .reduce((first, second) -> first + ", " + second)
        .orElse("an unknown place");
  }

  void log(MessageType type, String message) {
    client.logMessage(new MessageParams(type, message));
  }

  /** The scenario files in the folders of the workspace that are not open, in the order of their paths. */
  List<String> files(Cancellation cancellation) {
    return folders.stream().flatMap(folder -> filesIn(folder, cancellation).stream()).distinct().toList();
  }

  private static List<String> filesIn(Path folder, Cancellation cancellation) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.find(folder, 12, (path, attributes) -> !cancellation.isRequested()
        && attributes.isRegularFile() && path.toString().endsWith(".pw"))) {
      return all.map(path -> path.toAbsolutePath().normalize().toString())
          .filter(path -> !path.contains("/target/") && !path.contains("/node_modules/") && !path.contains("/."))
          .sorted()
          .limit(MOST_FILES)
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }

  /** Writes a file that lives as long as the server; empty, with a word in the log, where that cannot be. */
  Optional<Path> file(String name, String text) {
    try {
      Path file = Files.createTempDirectory("pagewalk-").resolve(name);
      Files.writeString(file, text);
      // In the reverse order: the folder goes last.
      file.getParent().toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      return Optional.of(file);
    } catch (IOException unwritable) {
      log(MessageType.Warning, "the text could not be written to a file: " + unwritable.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    checks.close();
    publisher.close();
    workers.shutdown();
    searchers.shutdownNow();
  }
}
