package dev.pagewalk.ls.dap;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.step.Breakpoint;
import dev.pagewalk.step.Frame;
import dev.pagewalk.step.Item;
import dev.pagewalk.step.Session;
import dev.pagewalk.step.Stop;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.debug.BreakpointNotVerifiedReason;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopePresentationHint;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackFramePresentationHint;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArgumentsReason;
import org.eclipse.lsp4j.debug.Thread;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablePresentationHint;

/** What the session says, as the protocol says it. */
final class ToDap {
  private ToDap() {}

  static StoppedEventArguments stopped(Stop stop) {
    StoppedEventArguments event = new StoppedEventArguments();
    event.setReason(switch (stop.why()) {
      case ENTRY -> StoppedEventArgumentsReason.ENTRY;
      case STEP, END -> StoppedEventArgumentsReason.STEP;
      case LINE -> StoppedEventArgumentsReason.BREAKPOINT;
      case FUNCTION -> StoppedEventArgumentsReason.FUNCTION_BREAKPOINT;
      case DATA -> StoppedEventArgumentsReason.DATA_BREAKPOINT;
      case VIOLATION -> StoppedEventArgumentsReason.EXCEPTION;
      case PAUSE -> StoppedEventArgumentsReason.PAUSE;
      case GOTO -> StoppedEventArgumentsReason.GOTO;
    });
    event.setThreadId(stop.agent() + 1);
    event.setAllThreadsStopped(true);
    if (!stop.text().isEmpty()) {
      event.setDescription(stop.text());
      event.setText(stop.text());
    }
    if (stop.breakpoint() != 0) {
      event.setHitBreakpointIds(new Integer[] {stop.breakpoint()});
    }
    return event;
  }

  static OutputEventArguments output(String category, String text) {
    OutputEventArguments event = new OutputEventArguments();
    event.setCategory(category);
    event.setOutput(text.endsWith("\n") ? text : text + "\n");
    return event;
  }

  static Thread thread(Session session, int agent) {
    Thread thread = new Thread();
    thread.setId(agent + 1);
    boolean isThread = agent < session.interleaving().program().agents().size();
    String name = session.interleaving().names().agent(agent);
    thread.setName(isThread ? name + " (CPU " + session.cpu(agent) + ")" : name);
    return thread;
  }

  static StackFrame frame(Session session, Paths paths, Frame frame, int id) {
    StackFrame made = new StackFrame();
    made.setId(id);
    made.setName(frame.function());
    // A frame restarts by going back to where it began.
    made.setCanRestart(true);
    place(session, paths, frame.span()).ifPresent(range -> {
      made.setSource(paths.source(frame.span().path()));
      made.setLine(range.line());
      made.setColumn(range.column());
      made.setEndLine(range.endLine());
      made.setEndColumn(range.endColumn());
    });
    return made;
  }

  /** What stands for the frames of somebody who is in no function: a device, a thread that has ended. */
  static StackFrame noFrame(Session session, int agent, int id) {
    StackFrame made = new StackFrame();
    made.setId(id);
    made.setName(session.standing(agent));
    made.setPresentationHint(StackFramePresentationHint.SUBTLE);
    made.setCanRestart(false);
    return made;
  }

  private static Optional<Paths.Range> place(Session session, Paths paths, Span span) {
    return paths.range(session.sources(), span);
  }

  static Scope scope(Handles handles, Item item) {
    Scope scope = new Scope();
    scope.setName(item.name());
    scope.setVariablesReference(handles.view(item));
    if (item.name().equals("Locals")) {
      scope.setPresentationHint(ScopePresentationHint.LOCALS);
    }
    scope.setNamedVariables(item.count());
    // Clients open scopes that are cheap by themselves.
    scope.setExpensive(!List.of("Locals", "Shared", "Held locks").contains(item.name()));
    return scope;
  }

  static Variable variable(Handles handles, Item item) {
    Variable variable = new Variable();
    variable.setName(item.name());
    variable.setValue(item.shown());
    variable.setVariablesReference(handles.item(item));
    if (!item.path().isEmpty()) {
      variable.setEvaluateName(item.path());
    }
    VariablePresentationHint hint = new VariablePresentationHint();
    hint.setAttributes(new String[] {"readOnly"});
    variable.setPresentationHint(hint);
    return variable;
  }

  static org.eclipse.lsp4j.debug.Breakpoint breakpoint(Session session, Paths paths, Breakpoint each) {
    org.eclipse.lsp4j.debug.Breakpoint made = new org.eclipse.lsp4j.debug.Breakpoint();
    made.setId(each.number());
    made.setVerified(each.isVerified());
    if (!each.isVerified()) {
      made.setMessage(each.problem());
      made.setReason(BreakpointNotVerifiedReason.FAILED);
    }
    each.span().ifPresent(span -> place(session, paths, span).ifPresent(range -> {
      made.setSource(paths.source(span.path()));
      made.setLine(range.line());
      made.setColumn(range.column());
    }));
    return made;
  }
}
