package dev.pagewalk.ls.dap;

import dev.pagewalk.explore.Cancellation;
import dev.pagewalk.step.Commands;
import dev.pagewalk.step.Frame;
import dev.pagewalk.step.Interleaving;
import dev.pagewalk.step.Item;
import dev.pagewalk.step.Session;
import dev.pagewalk.step.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.debug.CompletionItem;
import org.eclipse.lsp4j.debug.CompletionsArguments;
import org.eclipse.lsp4j.debug.CompletionsResponse;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.ExceptionBreakMode;
import org.eclipse.lsp4j.debug.ExceptionDetails;
import org.eclipse.lsp4j.debug.ExceptionInfoArguments;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.GotoTarget;
import org.eclipse.lsp4j.debug.GotoTargetsArguments;
import org.eclipse.lsp4j.debug.GotoTargetsResponse;
import org.eclipse.lsp4j.debug.LoadedSourcesResponse;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceArguments;
import org.eclipse.lsp4j.debug.SourceResponse;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.StepInTarget;
import org.eclipse.lsp4j.debug.StepInTargetsArguments;
import org.eclipse.lsp4j.debug.StepInTargetsResponse;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;

/** Answers to questions about the position: nothing here moves, but for what is typed into the console. */
final class Answers {
  private final Debuggee debuggee;
  private final Paths paths;

  Answers(Debuggee debuggee, Paths paths) {
    this.debuggee = debuggee;
    this.paths = paths;
  }

  private Session session() {
    return debuggee.session();
  }

  ThreadsResponse threads() {
    ThreadsResponse response = new ThreadsResponse();
    response.setThreads(session().agents().stream().map(agent -> ToDap.thread(session(), agent))
        .toArray(org.eclipse.lsp4j.debug.Thread[]::new));
    return response;
  }

  StackTraceResponse stackTrace(StackTraceArguments args) {
    int agent = debuggee.agent(args.getThreadId());
    List<StackFrame> frames = new ArrayList<>();
    for (Frame frame : session().frames(agent)) {
      frames.add(ToDap.frame(session(), paths, frame, debuggee.handles().frame(agent, Optional.of(frame))));
    }
    if (frames.isEmpty()) {
      frames.add(ToDap.noFrame(session(), agent, debuggee.handles().frame(agent, Optional.empty())));
    }
    int from = args.getStartFrame() == null ? 0 : Math.clamp(args.getStartFrame(), 0, frames.size());
    int levels = args.getLevels() == null || args.getLevels() <= 0 ? frames.size() : args.getLevels();
    StackTraceResponse response = new StackTraceResponse();
    response.setTotalFrames(frames.size());
    response.setStackFrames(
        frames.subList(from, Math.min(frames.size(), from + levels)).toArray(StackFrame[]::new));
    return response;
  }

  ScopesResponse scopes(ScopesArguments args) {
    Handles.Known known = debuggee.handles().frame(args.getFrameId());
    List<Item> views = known.frame().map(session()::views).orElseGet(() -> session().views(known.agent()));
    ScopesResponse response = new ScopesResponse();
    response.setScopes(views.stream().map(item -> ToDap.scope(debuggee.handles(), item)).toArray(Scope[]::new));
    return response;
  }

  VariablesResponse variables(VariablesArguments args) {
    List<Item> items = debuggee.handles().items(args.getVariablesReference());
    int from = args.getStart() == null ? 0 : Math.clamp(args.getStart(), 0, items.size());
    int count = args.getCount() == null || args.getCount() <= 0 ? items.size() : args.getCount();
    VariablesResponse response = new VariablesResponse();
    response.setVariables(items.subList(from, Math.min(items.size(), from + count)).stream()
        .map(item -> ToDap.variable(debuggee.handles(), item))
        .toArray(Variable[]::new));
    return response;
  }

  /** An answer, and where everything stands if what was asked has moved it. */
  record Evaluated(EvaluateResponse response, Optional<Stop> stop) {}

  Evaluated evaluate(EvaluateArguments args, Cancellation cancellation) {
    Optional<Frame> frame = debuggee.frame(args.getFrameId());
    String text = args.getExpression() == null ? "" : args.getExpression();
    EvaluateResponse response = new EvaluateResponse();
    if ("repl".equals(args.getContext()) && Commands.isCommand(text)) {
      Commands.Answer answer = debuggee.commands().run(text, debuggee.focus(), frame, cancellation);
      if (answer.isFailed()) {
        throw new Refusal(answer.text());
      }
      response.setResult(answer.text());
      return new Evaluated(response, answer.stop());
    }
    Optional<Item> item = session().item(text, frame);
    if (item.isEmpty()) {
      throw new Refusal(session().evaluate(text, frame).problem());
    }
    response.setResult(item.get().shown().isEmpty() ? session().evaluated(text, frame) : item.get().shown());
    response.setVariablesReference(debuggee.handles().item(item.get()));
    return new Evaluated(response, Optional.empty());
  }

  CompletionsResponse completions(CompletionsArguments args) {
    String text = args.getText() == null ? "" : args.getText();
    // Columns count from 1 here, whatever the client said of the columns of sources.
    String written = text.substring(0, Math.clamp(args.getColumn() - 1, 0, text.length()));
    int start = written.lastIndexOf(' ') + 1;
    CompletionsResponse response = new CompletionsResponse();
    response.setTargets(debuggee.commands().completions(written, debuggee.frame(args.getFrameId())).stream()
        .map(word -> {
          CompletionItem item = new CompletionItem();
          item.setLabel(word);
          item.setStart(start);
          item.setLength(written.length() - start);
          return item;
        })
        .toArray(CompletionItem[]::new));
    return response;
  }

  StepInTargetsResponse stepInTargets(StepInTargetsArguments args) {
    int agent = debuggee.handles().frame(args.getFrameId()).agent();
    List<StepInTarget> targets = new ArrayList<>();
    for (Interleaving.Alternative each : session().interleaving().alternatives(agent)) {
      StepInTarget target = new StepInTarget();
      target.setId(debuggee.handles().target(each.move()));
      String effects = each.effects().isEmpty() ? "" : " ~ " + String.join(", ", each.effects());
      target.setLabel(each.text() + effects);
      targets.add(target);
    }
    StepInTargetsResponse response = new StepInTargetsResponse();
    response.setTargets(targets.toArray(StepInTarget[]::new));
    return response;
  }

  GotoTargetsResponse gotoTargets(GotoTargetsArguments args) {
    String path = paths.local(args.getSource(), session().opened());
    List<GotoTarget> targets = new ArrayList<>();
    for (int agent : session().agents()) {
      debuggee.running().lastAt(agent, path, paths.line(args.getLine())).ifPresent(position -> {
        GotoTarget target = new GotoTarget();
        target.setId(debuggee.handles().moment(position));
        target.setLabel("back to step " + position + ", where " + session().interleaving().names().agent(agent)
            + " last ran this line");
        target.setLine(args.getLine());
        targets.add(target);
      });
    }
    GotoTargetsResponse response = new GotoTargetsResponse();
    response.setTargets(targets.toArray(GotoTarget[]::new));
    return response;
  }

  ExceptionInfoResponse exceptionInfo(ExceptionInfoArguments args) {
    debuggee.agent(args.getThreadId());
    Session.Violated violated = session().violated()
        .orElseThrow(() -> new Refusal("nothing is wrong here: no oracle has found anything at this step"));
    ExceptionDetails details = new ExceptionDetails();
    details.setTypeName(violated.oracle());
    details.setMessage(violated.message());
    details.setStackTrace(String.join("\n", violated.places()));
    ExceptionInfoResponse response = new ExceptionInfoResponse();
    response.setExceptionId(violated.oracle());
    response.setDescription(violated.message());
    response.setBreakMode(ExceptionBreakMode.ALWAYS);
    response.setDetails(details);
    return response;
  }

  SourceResponse source(SourceArguments args) {
    int reference = args.getSource() != null && args.getSource().getSourceReference() != null
        ? args.getSource().getSourceReference()
        : args.getSourceReference();
    SourceResponse response = new SourceResponse();
    response.setContent(session().opened().analysis().text(paths.inTool(reference)).orElse(""));
    return response;
  }

  LoadedSourcesResponse loadedSources() {
    LoadedSourcesResponse response = new LoadedSourcesResponse();
    response.setSources(Paths.files(session().opened()).stream().map(paths::source).toArray(Source[]::new));
    return response;
  }
}
