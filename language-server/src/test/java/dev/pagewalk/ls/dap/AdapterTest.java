package dev.pagewalk.ls.dap;

import static dev.pagewalk.ls.dap.DebugSession.get;
import static dev.pagewalk.ls.dap.DebugSession.map;
import static dev.pagewalk.ls.dap.DebugSession.refused;
import static dev.pagewalk.ls.dap.DebugSession.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.CancelArguments;
import org.eclipse.lsp4j.debug.CompletionItem;
import org.eclipse.lsp4j.debug.CompletionsArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.DataBreakpoint;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.ExceptionInfoArguments;
import org.eclipse.lsp4j.debug.FunctionBreakpoint;
import org.eclipse.lsp4j.debug.GotoArguments;
import org.eclipse.lsp4j.debug.GotoTargetsArguments;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.RestartArguments;
import org.eclipse.lsp4j.debug.ReverseContinueArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetDataBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StepBackArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepInTarget;
import org.eclipse.lsp4j.debug.StepInTargetsArguments;
import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.Thread;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterTest {
  private static final String LOST = scenario("basics/lost-update.pw");

  @TempDir
  private Path folder;

  private final DebugSession client = new DebugSession();

  @AfterEach
  void close() {
    client.close();
  }

  private StoppedEventArguments next(int thread) {
    NextArguments args = new NextArguments();
    args.setThreadId(thread);
    args.setGranularity(SteppingGranularity.INSTRUCTION);
    return client.after(client.server().next(args));
  }

  private void ignoreDataRaces() {
    ignoreDataRaces(client);
  }

  private static void ignoreDataRaces(DebugSession client) {
    SetExceptionBreakpointsArguments oracles = new SetExceptionBreakpointsArguments();
    oracles.setFilters(new String[] {"final"});
    get(client.server().setExceptionBreakpoints(oracles));
  }

  private CompletableFuture<?> proceed() {
    ContinueArguments args = new ContinueArguments();
    args.setThreadId(1);
    return client.server().continue_(args);
  }

  private StoppedEventArguments reverse() {
    ReverseContinueArguments args = new ReverseContinueArguments();
    args.setThreadId(1);
    return client.after(client.server().reverseContinue(args));
  }

  @Test
  void stepsMoveTheThreadThatIsNamedAndNoOther() {
    StoppedEventArguments entry = client.launch("file", LOST, "variant", 1);
    ignoreDataRaces();
    assertThat(entry.getReason()).isEqualTo("entry");
    assertThat(Arrays.stream(get(client.server().threads()).getThreads()).map(Thread::getName))
        .containsExactly("adder[0] (CPU 0)", "adder[1] (CPU 1)");
    assertThat(next(2).getThreadId()).isEqualTo(2);
    assertThat(next(2).getReason()).isEqualTo("step");
    assertThat(client.at(1)).isEqualTo("lost-update.pw:12 in adder[0]");
    assertThat(client.at(2)).isEqualTo("has ended");
    assertThat(client.view(1, "Shared")).containsExactly("counter = 1   (was 0)");
  }

  @Test
  void backGoesToTheThreadThatMadeTheStep() {
    client.launch("file", LOST, "variant", 1);
    next(1);
    next(2);
    StepBackArguments args = new StepBackArguments();
    args.setThreadId(1);
    assertThat(client.after(client.server().stepBack(args)).getThreadId()).isEqualTo(2);
    assertThat(client.after(client.server().stepBack(args)).getThreadId()).isEqualTo(1);
    assertThat(client.after(client.server().stepBack(args)).getReason()).isEqualTo("entry");
  }

  @Test
  void aThreadThatWaitsSaysForWhom() {
    client.launch("file", scenario("basics/abba-deadlock.pw"), "scenario", "abba_deadlock");
    next(1);
    StoppedEventArguments stop = next(2);
    assertThat(stop.getReason()).isEqualTo("step");
    assertThat(stop.getDescription()).isEqualTo("waits for A, held by one");
    assertThat(client.view(1, "Held locks")).containsExactly("A = held by one   (was free)");
  }

  @Test
  void aWitnessIsFollowedToItsViolation() throws IOException {
    client.launch("file", LOST, "variant", "1");
    assertThat(get(client.type("find final"))).startsWith("final: ");
    assertThat(client.stop().getReason()).isEqualTo("exception");
    Path witness = folder.resolve("found.witness");
    get(client.type("save " + witness));
    try (DebugSession again = new DebugSession()) {
      again.launch("witness", witness.toString());
      ignoreDataRaces(again);
      ContinueArguments args = new ContinueArguments();
      args.setThreadId(1);
      assertThat(again.after(again.server().continue_(args)).getReason()).isEqualTo("exception");
      ExceptionInfoArguments info = new ExceptionInfoArguments();
      info.setThreadId(1);
      assertThat(get(again.server().exceptionInfo(info)).getExceptionId()).isEqualTo("final");
      assertThat(get(again.type("at"))).isEqualTo("step 4");
    }
    try (DebugSession other = new DebugSession()) {
      other.initialize();
      assertThat(refused(other.server().launch(map("witness", witness.toString(), "scenario", "fish"))))
          .contains("is a witness of scenario `lost_update`, not of `fish`");
    }
    Files.writeString(witness, Files.readString(witness).replace("adder[1] counter++;", "adder[1] count--;"));
    try (DebugSession edited = new DebugSession()) {
      edited.launch("witness", witness.toString());
      assertThat(edited.said()).anyMatch(line -> line.startsWith("the witness does not match any more: step 3: "));
      assertThat(get(edited.type("at"))).isEqualTo("step 0, 2 ahead");
    }
  }

  @Test
  void choicesAreTargetsOfStepsIn() {
    client.launch("file", scenario("basics/munmap-without-flush.pw"), "variant", 1);
    get(client.type("find"));
    client.stop();
    get(client.type("back 1"));
    int thread = client.stop().getThreadId();
    StepInTargetsArguments args = new StepInTargetsArguments();
    args.setFrameId(client.frames(thread)[0].getId());
    StepInTarget[] targets = get(client.server().stepInTargets(args)).getTargets();
    assertThat(targets).extracting(StepInTarget::getLabel)
        .satisfiesExactly(
            first -> assertThat(first).contains("[translation 0]"),
            second -> assertThat(second).contains("[translation 1]"));
    StepInArguments step = new StepInArguments();
    step.setThreadId(thread);
    step.setTargetId(targets[1].getId());
    assertThat(client.after(client.server().stepIn(step)).getReason()).isEqualTo("exception");
    assertThat(client.view(thread, "TLBs")).isNotEmpty();
    assertThat(client.view(thread, "Address space")).hasSize(1);
    assertThat(client.view(thread, "Folios")).isNotEmpty();
    step.setTargetId(targets[0].getId());
    assertThat(refused(client.server().stepIn(step))).contains("any more: the session has moved since");
  }

  private org.eclipse.lsp4j.debug.Breakpoint[] lines(SourceBreakpoint... wanted) {
    SetBreakpointsArguments args = new SetBreakpointsArguments();
    Source source = new Source();
    source.setPath(LOST);
    args.setSource(source);
    args.setBreakpoints(wanted);
    return get(client.server().setBreakpoints(args)).getBreakpoints();
  }

  private static SourceBreakpoint line(int line) {
    SourceBreakpoint breakpoint = new SourceBreakpoint();
    breakpoint.setLine(line);
    return breakpoint;
  }

  @Test
  void breakpointsOfEachKindStop() {
    client.launch("file", LOST, "variant", 1, "stopOnEntry", true);
    ignoreDataRaces();
    DataBreakpointInfoArguments ask = new DataBreakpointInfoArguments();
    ask.setVariablesReference(client.scope(1, "Shared").getVariablesReference());
    ask.setName("counter");
    DataBreakpointInfoResponse info = get(client.server().dataBreakpointInfo(ask));
    assertThat(info.getDataId()).isEqualTo("counter");
    DataBreakpoint word = new DataBreakpoint();
    word.setDataId(info.getDataId());
    SetDataBreakpointsArguments words = new SetDataBreakpointsArguments();
    words.setBreakpoints(new DataBreakpoint[] {word});
    assertThat(get(client.server().setDataBreakpoints(words)).getBreakpoints()[0].isVerified()).isTrue();
    StoppedEventArguments stop = client.after(proceed());
    assertThat(stop.getReason()).isEqualTo("data breakpoint");
    assertThat(stop.getDescription()).isEqualTo("adder[0] wrote counter");
    assertThat(reverse().getDescription()).isEqualTo("adder[0] is about to write counter");
    assertThat(lines(line(11))[0].getLine()).isEqualTo(12);
    assertThat(lines(line(99))[0].isVerified()).isFalse();
    SetFunctionBreakpointsArguments functions = new SetFunctionBreakpointsArguments();
    FunctionBreakpoint function = new FunctionBreakpoint();
    function.setName("nothing");
    functions.setBreakpoints(new FunctionBreakpoint[] {function});
    assertThat(get(client.server().setFunctionBreakpoints(functions)).getBreakpoints()[0].getMessage())
        .isEqualTo("no function `nothing` runs in this variant");
    SetExceptionBreakpointsArguments oracles = new SetExceptionBreakpointsArguments();
    oracles.setFilters(new String[] {"final", "fish"});
    assertThat(get(client.server().setExceptionBreakpoints(oracles)).getBreakpoints())
        .extracting(org.eclipse.lsp4j.debug.Breakpoint::isVerified).containsExactly(true, false);
  }

  @Test
  void gotoTravelsToWhereALineLastRan() {
    client.launch("file", LOST, "variant", 1);
    next(1);
    next(1);
    GotoTargetsArguments ask = new GotoTargetsArguments();
    Source source = new Source();
    source.setPath(LOST);
    ask.setSource(source);
    ask.setLine(12);
    GotoArguments args = new GotoArguments();
    args.setThreadId(1);
    args.setTargetId(get(client.server().gotoTargets(ask)).getTargets()[0].getId());
    assertThat(client.after(client.server().goto_(args)).getReason()).isEqualTo("goto");
    assertThat(get(client.type("at"))).isEqualTo("step 1, 1 ahead");
  }

  @Test
  void theConsoleCompletesAndExplains() {
    client.launch("file", LOST);
    CompletionsArguments args = new CompletionsArguments();
    args.setText("find dead");
    args.setColumn(10);
    assertThat(get(client.server().completions(args)).getTargets())
        .extracting(CompletionItem::getLabel).containsExactly("deadlock");
    assertThat(refused(client.type("take 9"))).startsWith("`take` takes a number from 1 to 2");
    assertThat(get(client.type("counter + 1"))).isEqualTo("1");
    assertThat(refused(client.server().setVariable(new SetVariableArguments()))).startsWith("nothing can be set here");
    assertThat(refused(client.server().attach(map()))).startsWith("there is nothing to attach to");
  }

  @Test
  void restartBeginsAgainWithTheSameBreakpoints() {
    client.launch("file", LOST, "variant", 1);
    lines(line(12));
    next(1);
    next(1);
    assertThat(client.after(client.server().restart(new RestartArguments())).getReason()).isEqualTo("entry");
    assertThat(get(client.type("at"))).isEqualTo("step 0");
  }

  @Test
  void requestsOutOfOrderAndUnknownNumbersAreRefused() {
    assertThat(refused(client.server().threads())).isEqualTo("nothing has been launched");
    assertThat(refused(client.server().launch(map("file", LOST)))).isEqualTo("`initialize` comes first");
    client.launch("file", LOST);
    assertThat(refused(client.server().launch(map("file", LOST)))).startsWith("a session launches once");
    NextArguments next = new NextArguments();
    next.setThreadId(77);
    assertThat(refused(client.server().next(next))).isEqualTo("there is no thread 77");
    VariablesArguments variables = new VariablesArguments();
    variables.setVariablesReference(12345);
    assertThat(refused(client.server().variables(variables))).contains("no variables reference 12345");
    StackTraceArguments stack = new StackTraceArguments();
    stack.setThreadId(1);
    stack.setStartFrame(1);
    stack.setLevels(20);
    assertThat(get(client.server().stackTrace(stack)).getStackFrames()).isEmpty();
    PauseArguments pause = new PauseArguments();
    pause.setThreadId(1);
    assertThat(client.after(client.server().pause(pause)).getReason()).isEqualTo("pause");
  }

  @Test
  void aScenarioWithErrorsIsToldOnTheConsole() throws IOException {
    Path file = folder.resolve("wrong.pw");
    Files.writeString(file, "scenario s {\n  thread t { nothing(); }\n  expect safe;\n}\n");
    client.initialize();
    assertThat(refused(client.server().launch(map("file", file.toString())))).isEqualTo("scenario `s` has errors");
    assertThat(client.said()).anyMatch(line -> line.contains("error[PW"));
    client.awaitTermination();
  }

  @Test
  void whatWouldNeverEndIsCancelledAtOnce() throws IOException {
    Path file = folder.resolve("endless.pw");
    Files.writeString(file, """
        scenario endless {
          var x: int;
          thread t {
            while (true) {
              x = (x + 1) % 1000000000;
            }
          }
          expect safe;
        }
        """);
    client.launch("file", file.toString());
    get(proceed());
    // VS Code gives up its questions about the stop before when the user goes on.
    CancelArguments question = new CancelArguments();
    question.setRequestId(1);
    get(client.server().cancel(question));
    assertThat(client.stopsWithin(500)).isFalse();
    long begun = System.nanoTime();
    get(client.server().cancel(new CancelArguments()));
    assertThat(client.stop().getReason()).isEqualTo("pause");
    assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(2_000);
    CompletableFuture<String> search = client.type("find deadlock");
    get(client.server().cancel(null));
    assertThat(refused(search)).isIn("stopped on request", "no deadlock was found from here on");
  }

  @Test
  void aClientThatSaysGoodbyeOrJustGoesEndsTheAdapter() throws IOException {
    client.launch("file", LOST);
    get(client.server().disconnect(new DisconnectArguments()));
    assertThat(client.status()).isZero();
    DebugSession gone = new DebugSession();
    gone.launch("file", LOST);
    gone.close();
    assertThat(gone.status()).isEqualTo(1);
    DebugSession babbling = new DebugSession();
    babbling.write("Content-Length: 9\r\n\r\nnot json!");
    babbling.close();
    assertThat(babbling.status()).isEqualTo(1);
  }

  @Test
  void everySourceCanBeRead() {
    client.launch("file", LOST);
    List<Source> sources = List.of(get(client.server().loadedSources(
        new org.eclipse.lsp4j.debug.LoadedSourcesArguments())).getSources());
    assertThat(sources).isNotEmpty().allSatisfy(source -> assertThat(Path.of(source.getPath())).exists());
  }
}
