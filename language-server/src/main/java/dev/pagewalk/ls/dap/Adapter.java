package dev.pagewalk.ls.dap;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.explore.Move;
import dev.pagewalk.step.Running;
import dev.pagewalk.step.Stop;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.BreakpointLocationsArguments;
import org.eclipse.lsp4j.debug.BreakpointLocationsResponse;
import org.eclipse.lsp4j.debug.CancelArguments;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.CompletionsArguments;
import org.eclipse.lsp4j.debug.CompletionsResponse;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.ContinueResponse;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.ExceptionInfoArguments;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.GotoArguments;
import org.eclipse.lsp4j.debug.GotoTargetsArguments;
import org.eclipse.lsp4j.debug.GotoTargetsResponse;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.LoadedSourcesArguments;
import org.eclipse.lsp4j.debug.LoadedSourcesResponse;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.RestartArguments;
import org.eclipse.lsp4j.debug.RestartFrameArguments;
import org.eclipse.lsp4j.debug.ReverseContinueArguments;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetDataBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetDataBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetExpressionArguments;
import org.eclipse.lsp4j.debug.SetExpressionResponse;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.SourceArguments;
import org.eclipse.lsp4j.debug.SourceResponse;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.StepBackArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepInTargetsArguments;
import org.eclipse.lsp4j.debug.StepInTargetsResponse;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.eclipse.lsp4j.debug.TerminateArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;

/**
 * The requests of the protocol, each handed to whoever answers it. All threads are stopped always: a request that moves
 * is answered at once, and followed by the event that says where everything stands then.
 */
final class Adapter implements IDebugProtocolServer {
  private static final String NO_WRITING = "nothing can be set here: a state is what its steps have made it. "
      + "Step to where it has this value, or change the scenario";

  private final Supplier<Library> library;
  private final Analysis.Extent extent;
  private final Path directory;
  private final Worker worker;
  private final BreakpointRequests breakpoints = new BreakpointRequests();
  private final CountDownLatch over = new CountDownLatch(1);
  private IDebugProtocolClient client;
  private volatile boolean isPolite;
  private Optional<Paths> paths = Optional.empty();
  private Optional<Launched> launched = Optional.empty();

  Adapter(Supplier<Library> library, Analysis.Extent extent, Path directory, Worker worker) {
    this.library = library;
    this.extent = extent;
    this.directory = directory;
    this.worker = worker;
  }

  void connect(IDebugProtocolClient to) {
    client = to;
  }

  /** Waits until the client has left; whether it has said so. */
  boolean await() throws InterruptedException {
    over.await();
    return isPolite;
  }

  void disconnected() {
    worker.interrupt();
    over.countDown();
  }

  private Paths paths() {
    return paths.orElseThrow(() -> new Refusal("`initialize` comes first"));
  }

  private Launched launched() {
    return launched.orElseThrow(() -> new Refusal("nothing has been launched"));
  }

  Debuggee debuggee() {
    return launched().debuggee();
  }

  private Answers answers() {
    return new Answers(debuggee(), paths());
  }

  @Override
  public CompletableFuture<Capabilities> initialize(InitializeRequestArguments args) {
    return worker.answer(() -> {
      paths = Optional.of(new Paths(directory, args));
      return DapCapabilities.all();
    });
  }

  @Override
  public CompletableFuture<Void> launch(Map<String, Object> args) {
    return worker.answer(() -> {
      if (launched.isPresent()) {
        throw new Refusal("a session launches once; `restart` begins again");
      }
      launched = Optional.of(Launched.open(args, paths(), library.get(), extent, directory, client));
      client.initialized();
      return null;
    });
  }

  @Override
  public CompletableFuture<Void> attach(Map<String, Object> args) {
    return worker.answer(() -> {
      throw new Refusal("there is nothing to attach to: launch a scenario, or a witness");
    });
  }

  @Override
  public CompletableFuture<Void> configurationDone(ConfigurationDoneArguments args) {
    return worker.start(this::launched, this::begin);
  }

  private void begin(Launched begun) {
    Debuggee debuggee = begun.debuggee();
    stopped(begun.stopsOnEntry()
        ? new Stop(Stop.Why.ENTRY, debuggee.focus(), "", 0)
        : debuggee.running().run(debuggee.focus(), worker));
  }

  @Override
  public CompletableFuture<Void> restart(RestartArguments args) {
    return worker.start(() -> {
      launched = Optional.of(launched().again(paths(), library.get(), client));
      breakpoints.apply(debuggee().session());
      return launched();
    }, this::begin);
  }

  @Override
  public CompletableFuture<Void> terminate(TerminateArguments args) {
    worker.interrupt();
    return worker.start(() -> "", nothing -> client.terminated(new TerminatedEventArguments()));
  }

  @Override
  public CompletableFuture<Void> disconnect(DisconnectArguments args) {
    worker.interrupt();
    isPolite = true;
    return worker.start(() -> "", nothing -> over.countDown());
  }

  @Override
  public CompletableFuture<Void> cancel(CancelArguments args) {
    // Without arguments it is for whatever is running.
    if (args == null || args.getRequestId() == null) {
      worker.interrupt();
    } else {
      worker.cancel(String.valueOf(args.getRequestId()));
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> pause(PauseArguments args) {
    if (worker.interrupt()) {
      return CompletableFuture.completedFuture(null);
    }
    return worker.start(() -> debuggee().agent(args.getThreadId()),
        agent -> stopped(new Stop(Stop.Why.PAUSE, agent, "", 0)));
  }

  private void stopped(Stop stop) {
    debuggee().stopped(stop);
    if (!stop.text().isEmpty()) {
      client.output(ToDap.output(stop.why() == Stop.Why.VIOLATION ? "important" : "console",
          debuggee().session().interleaving().names().agent(stop.agent()) + " | " + stop.text()));
    }
    client.stopped(ToDap.stopped(stop));
  }

  private CompletableFuture<Void> move(int threadId, BiFunction<Running, Integer, Stop> how) {
    return worker.start(() -> debuggee().agent(threadId), agent -> stopped(how.apply(debuggee().running(), agent)));
  }

  private static Running.Unit unit(SteppingGranularity granularity) {
    return granularity == SteppingGranularity.INSTRUCTION ? Running.Unit.INSTRUCTION
        : granularity == SteppingGranularity.LINE ? Running.Unit.LINE
        : Running.Unit.STATEMENT;
  }

  @Override
  public CompletableFuture<Void> next(NextArguments args) {
    return move(args.getThreadId(), (running, agent) ->
        running.step(agent, Running.Reach.OVER, unit(args.getGranularity()), worker));
  }

  @Override
  public CompletableFuture<Void> stepIn(StepInArguments args) {
    if (args.getTargetId() == null) {
      return move(args.getThreadId(), (running, agent) ->
          running.step(agent, Running.Reach.IN, unit(args.getGranularity()), worker));
    }
    return worker.start(() -> {
      debuggee().agent(args.getThreadId());
      return debuggee().handles().target(args.getTargetId());
    }, (Move move) -> stopped(debuggee().running().take(move)));
  }

  @Override
  public CompletableFuture<Void> stepOut(StepOutArguments args) {
    return move(args.getThreadId(), (running, agent) ->
        running.step(agent, Running.Reach.OUT, unit(args.getGranularity()), worker));
  }

  @Override
  public CompletableFuture<Void> stepBack(StepBackArguments args) {
    return move(args.getThreadId(), Running::back);
  }

  @Override
  public CompletableFuture<ContinueResponse> continue_(ContinueArguments args) {
    return move(args.getThreadId(), (running, agent) -> running.run(agent, worker)).thenApply(nothing -> {
      ContinueResponse response = new ContinueResponse();
      response.setAllThreadsContinued(true);
      return response;
    });
  }

  @Override
  public CompletableFuture<Void> reverseContinue(ReverseContinueArguments args) {
    return move(args.getThreadId(), (running, agent) -> running.runBack(agent, worker));
  }

  @Override
  public CompletableFuture<Void> restartFrame(RestartFrameArguments args) {
    return worker.start(() -> debuggee().handles().frame(args.getFrameId()).frame()
        .orElseThrow(() -> new Refusal("nobody is in a function here")),
        frame -> stopped(debuggee().running().restart(frame)));
  }

  @Override
  public CompletableFuture<Void> goto_(GotoArguments args) {
    return worker.start(() -> debuggee().handles().position(args.getTargetId()),
        position -> stopped(new Stop(Stop.Why.GOTO, debuggee().agent(args.getThreadId()),
            debuggee().running().goTo(position, debuggee().agent(args.getThreadId())).text(), 0)));
  }

  @Override
  public CompletableFuture<ThreadsResponse> threads() {
    return worker.answer(() -> answers().threads());
  }

  private <T> CompletableFuture<T> answer(Function<Answers, T> how) {
    return worker.answer(() -> how.apply(answers()));
  }

  @Override
  public CompletableFuture<StackTraceResponse> stackTrace(StackTraceArguments args) {
    return answer(answers -> answers.stackTrace(args));
  }

  @Override
  public CompletableFuture<ScopesResponse> scopes(ScopesArguments args) {
    return answer(answers -> answers.scopes(args));
  }

  @Override
  public CompletableFuture<VariablesResponse> variables(VariablesArguments args) {
    return answer(answers -> answers.variables(args));
  }

  @Override
  public CompletableFuture<EvaluateResponse> evaluate(EvaluateArguments args) {
    return worker.move(() -> answers().evaluate(args, worker)).thenApply(evaluated -> {
      evaluated.stop().ifPresent(stop -> worker.start(() -> stop, this::stopped));
      return evaluated.response();
    });
  }

  @Override
  public CompletableFuture<CompletionsResponse> completions(CompletionsArguments args) {
    return answer(answers -> answers.completions(args));
  }

  @Override
  public CompletableFuture<StepInTargetsResponse> stepInTargets(StepInTargetsArguments args) {
    return answer(answers -> answers.stepInTargets(args));
  }

  @Override
  public CompletableFuture<GotoTargetsResponse> gotoTargets(GotoTargetsArguments args) {
    return answer(answers -> answers.gotoTargets(args));
  }

  @Override
  public CompletableFuture<ExceptionInfoResponse> exceptionInfo(ExceptionInfoArguments args) {
    return answer(answers -> answers.exceptionInfo(args));
  }

  @Override
  public CompletableFuture<SourceResponse> source(SourceArguments args) {
    return answer(answers -> answers.source(args));
  }

  @Override
  public CompletableFuture<LoadedSourcesResponse> loadedSources(LoadedSourcesArguments args) {
    return answer(Answers::loadedSources);
  }

  @Override
  public CompletableFuture<SetVariableResponse> setVariable(SetVariableArguments args) {
    return answer(answers -> {
      throw new Refusal(NO_WRITING);
    });
  }

  @Override
  public CompletableFuture<SetExpressionResponse> setExpression(SetExpressionArguments args) {
    return answer(answers -> {
      throw new Refusal(NO_WRITING);
    });
  }

  @Override
  public CompletableFuture<SetBreakpointsResponse> setBreakpoints(SetBreakpointsArguments args) {
    return worker.answer(() -> breakpoints.lines(debuggee().session(), paths(), args));
  }

  @Override
  public CompletableFuture<SetFunctionBreakpointsResponse> setFunctionBreakpoints(
      SetFunctionBreakpointsArguments args) {
    return worker.answer(() -> breakpoints.functions(debuggee().session(), paths(), args));
  }

  @Override
  public CompletableFuture<SetDataBreakpointsResponse> setDataBreakpoints(SetDataBreakpointsArguments args) {
    return worker.answer(() -> breakpoints.words(debuggee().session(), paths(), args));
  }

  @Override
  public CompletableFuture<SetExceptionBreakpointsResponse> setExceptionBreakpoints(
      SetExceptionBreakpointsArguments args) {
    return worker.answer(() -> breakpoints.oracles(debuggee().session(), args));
  }

  @Override
  public CompletableFuture<DataBreakpointInfoResponse> dataBreakpointInfo(DataBreakpointInfoArguments args) {
    return worker.answer(() -> BreakpointRequests.info(debuggee(), args));
  }

  @Override
  public CompletableFuture<BreakpointLocationsResponse> breakpointLocations(BreakpointLocationsArguments args) {
    return worker.answer(() -> BreakpointRequests.locations(debuggee().session(), paths(), args));
  }
}
