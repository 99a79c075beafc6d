package dev.pagewalk.ls.dap;

import dev.pagewalk.step.Breakpoint;
import dev.pagewalk.step.Breakpoints;
import dev.pagewalk.step.Commands;
import dev.pagewalk.step.Item;
import dev.pagewalk.step.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.lsp4j.debug.BreakpointLocation;
import org.eclipse.lsp4j.debug.BreakpointLocationsArguments;
import org.eclipse.lsp4j.debug.BreakpointLocationsResponse;
import org.eclipse.lsp4j.debug.DataBreakpoint;
import org.eclipse.lsp4j.debug.DataBreakpointAccessType;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetDataBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetDataBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SourceBreakpoint;

/** Everything about breakpoints. What the client has set is kept, for a restart. */
final class BreakpointRequests {
  private final Map<String, List<Breakpoints.Wish>> lines = new LinkedHashMap<>();
  private List<Breakpoints.Wish> functions = List.of();
  private List<Breakpoints.Wish> words = List.of();
  private Set<String> silent = Set.of();

  /** Sets everything again in a session that has just begun. */
  void apply(Session session) {
    lines.forEach(session.breakpoints()::setLines);
    session.breakpoints().setFunctions(functions);
    session.breakpoints().setWords(words);
    session.breakpoints().setSilent(silent);
  }

  SetBreakpointsResponse lines(Session session, Paths paths, SetBreakpointsArguments wanted) {
    String path = paths.local(wanted.getSource(), session.opened());
    SourceBreakpoint[] given = wanted.getBreakpoints() == null ? new SourceBreakpoint[0] : wanted.getBreakpoints();
    List<Breakpoints.Wish> wishes = Arrays.stream(given).map(each -> new Breakpoints.Wish(
        String.valueOf(Math.max(0, paths.line(each.getLine()))), text(each.getCondition()), text(each.getHitCondition()),
        text(each.getLogMessage()), false, false)).toList();
    lines.put(path, wishes);
    SetBreakpointsResponse response = new SetBreakpointsResponse();
    response.setBreakpoints(made(session, paths, session.breakpoints().setLines(path, wishes)));
    for (int i = 0; i < given.length; i++) {
      if (response.getBreakpoints()[i].getLine() == null) {
        response.getBreakpoints()[i].setLine(given[i].getLine());
        response.getBreakpoints()[i].setSource(wanted.getSource());
      }
    }
    return response;
  }

  SetFunctionBreakpointsResponse functions(Session session, Paths paths, SetFunctionBreakpointsArguments wanted) {
    functions = Arrays.stream(wanted.getBreakpoints()).map(each -> new Breakpoints.Wish(
        each.getName(), text(each.getCondition()), text(each.getHitCondition()), "", false, false)).toList();
    SetFunctionBreakpointsResponse response = new SetFunctionBreakpointsResponse();
    response.setBreakpoints(made(session, paths, session.breakpoints().setFunctions(functions)));
    return response;
  }

  SetDataBreakpointsResponse words(Session session, Paths paths, SetDataBreakpointsArguments wanted) {
    words = Arrays.stream(wanted.getBreakpoints()).map(BreakpointRequests::word).toList();
    SetDataBreakpointsResponse response = new SetDataBreakpointsResponse();
    response.setBreakpoints(made(session, paths, session.breakpoints().setWords(words)));
    return response;
  }

  private static Breakpoints.Wish word(DataBreakpoint each) {
    DataBreakpointAccessType access =
        each.getAccessType() == null ? DataBreakpointAccessType.WRITE : each.getAccessType();
    return new Breakpoints.Wish(each.getDataId(), text(each.getCondition()), text(each.getHitCondition()), "",
        access != DataBreakpointAccessType.WRITE, access != DataBreakpointAccessType.READ);
  }

  SetExceptionBreakpointsResponse oracles(
      Session session, SetExceptionBreakpointsArguments wanted) {
    Set<String> loud = new LinkedHashSet<>();
    if (wanted.getFilters() != null) {
      loud.addAll(Arrays.asList(wanted.getFilters()));
    }
    if (wanted.getFilterOptions() != null) {
      Arrays.stream(wanted.getFilterOptions()).forEach(each -> loud.add(each.getFilterId()));
    }
    Set<String> others = new LinkedHashSet<>(Commands.oracles());
    List<org.eclipse.lsp4j.debug.Breakpoint> made = new ArrayList<>();
    for (String oracle : loud) {
      org.eclipse.lsp4j.debug.Breakpoint answer = new org.eclipse.lsp4j.debug.Breakpoint();
      answer.setVerified(others.remove(oracle));
      if (!answer.isVerified()) {
        answer.setMessage("there is no oracle `" + oracle + "`");
      }
      made.add(answer);
    }
    silent = others;
    session.breakpoints().setSilent(silent);
    SetExceptionBreakpointsResponse response = new SetExceptionBreakpointsResponse();
    response.setBreakpoints(made.toArray(org.eclipse.lsp4j.debug.Breakpoint[]::new));
    return response;
  }

  static BreakpointLocationsResponse locations(Session session, Paths paths, BreakpointLocationsArguments wanted) {
    int from = paths.line(wanted.getLine());
    int to = wanted.getEndLine() == null ? from : paths.line(wanted.getEndLine());
    BreakpointLocationsResponse response = new BreakpointLocationsResponse();
    response.setBreakpoints(session.breakpoints().stops(paths.local(wanted.getSource(), session.opened())).stream()
        .filter(line -> from <= line && line <= to)
        .map(line -> {
          BreakpointLocation location = new BreakpointLocation();
          location.setLine(paths.toClient(line));
          return location;
        })
        .toArray(BreakpointLocation[]::new));
    return response;
  }

  static DataBreakpointInfoResponse info(Debuggee debuggee, DataBreakpointInfoArguments wanted) {
    DataBreakpointInfoResponse response = new DataBreakpointInfoResponse();
    String path = wanted.getName();
    if (wanted.getVariablesReference() != null && 0 < wanted.getVariablesReference()) {
      path = debuggee.handles().items(wanted.getVariablesReference()).stream()
          .filter(item -> item.name().equals(wanted.getName()))
          .findFirst()
          .map(Item::path)
          .orElseThrow(() -> new Refusal("there is no `" + wanted.getName() + "` here"));
    }
    Session.Place place = path.isEmpty()
        ? new Session.Place(0, "", "only one thread can reach `" + wanted.getName() + "`: no word of the state that others share")
        : debuggee.session().word(path);
    response.setDescription(place.problem().isEmpty() ? place.path() : place.problem());
    if (place.problem().isEmpty()) {
      response.setDataId(place.path());
      response.setAccessTypes(DataBreakpointAccessType.values());
      response.setCanPersist(true);
    }
    return response;
  }

  private static org.eclipse.lsp4j.debug.Breakpoint[] made(Session session, Paths paths, List<Breakpoint> all) {
    return all.stream().map(each -> ToDap.breakpoint(session, paths, each))
        .toArray(org.eclipse.lsp4j.debug.Breakpoint[]::new);
  }

  private static String text(String given) {
    return given == null ? "" : given;
  }
}
