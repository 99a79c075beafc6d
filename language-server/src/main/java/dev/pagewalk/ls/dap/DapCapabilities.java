package dev.pagewalk.ls.dap;

import dev.pagewalk.step.Commands;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ExceptionBreakpointsFilter;

/** What the adapter can do; {@code docs/debugger.md} lists each with how it is meant. */
final class DapCapabilities {
  private DapCapabilities() {}

  static Capabilities all() {
    Capabilities can = new Capabilities();
    can.setSupportsConfigurationDoneRequest(true);
    can.setSupportsFunctionBreakpoints(true);
    can.setSupportsConditionalBreakpoints(true);
    can.setSupportsHitConditionalBreakpoints(true);
    can.setSupportsLogPoints(true);
    can.setSupportsDataBreakpoints(true);
    can.setSupportsBreakpointLocationsRequest(true);
    can.setSupportsExceptionInfoRequest(true);
    can.setExceptionBreakpointFilters(Commands.oracles().stream().map(DapCapabilities::filter)
        .toArray(ExceptionBreakpointsFilter[]::new));
    can.setSupportsEvaluateForHovers(true);
    can.setSupportsStepBack(true);
    can.setSupportsSteppingGranularity(true);
    can.setSupportsSingleThreadExecutionRequests(true);
    can.setSupportsStepInTargetsRequest(true);
    can.setSupportsRestartFrame(true);
    can.setSupportsGotoTargetsRequest(true);
    can.setSupportsCompletionsRequest(true);
    can.setSupportsRestartRequest(true);
    can.setSupportsTerminateRequest(true);
    can.setSupportsCancelRequest(true);
    can.setSupportsDelayedStackTraceLoading(true);
    can.setSupportsLoadedSourcesRequest(true);
    can.setSupportsClipboardContext(true);
    // Claimed so that clients ask, and show the reason why not.
    can.setSupportsSetVariable(true);
    can.setSupportsSetExpression(true);
    return can;
  }

  private static ExceptionBreakpointsFilter filter(String oracle) {
    ExceptionBreakpointsFilter filter = new ExceptionBreakpointsFilter();
    filter.setFilter(oracle);
    filter.setLabel(oracle);
    filter.setDescription("Stop where `" + oracle + "` is found. A violation that ends the execution always stops.");
    filter.setDefault_(true);
    return filter;
  }
}
