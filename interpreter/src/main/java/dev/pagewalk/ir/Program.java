package dev.pagewalk.ir;

import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.step.Device;
import dev.pagewalk.hw.step.EndOracle;
import dev.pagewalk.hw.step.FreeOracle;
import dev.pagewalk.hw.step.Naming;
import dev.pagewalk.hw.step.StateOracle;
import dev.pagewalk.hw.step.Waiting;
import dev.pagewalk.hw.step.WordText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A compiled variant of a scenario: everything that the machine needs, nothing of the syntax tree.
 *
 * @param instructions all functions' one behind the other
 * @param constants what constant operands stand for
 * @param registers how many scratch registers its functions use
 * @param agents the threads, in the order of the text; agent 0 up
 * @param setup position in {@code agents} of the agent that builds the start state and judges end states; always
 *     the last
 * @param labels index of the words that remember passed labels: label {@code l} of agent {@code a} is
 *     {@code l * agents + a}
 * @param labelNames for messages
 * @param initial words that are not 0 before set-up: pairs of index and value
 * @param lockWords the indices of all words that are locks
 * @param rawLocks for each pool of the layout which words of a new object are locks that wait to be initialised
 * @param lockOrder in which order they are taken
 * @param rcuNesting index of the words that say how deep in read-side sections of RCU agents are, agent 0 first
 * @param globals the shared variables and locks, for rendering
 * @param landmarks what can be named beside them and never changes, for those who look at states
 * @param frameWords words of contents of each data frame; 0 without a kernel
 * @param fieldTypes the types of struct fields by {@code struct.field}, for rendering; only ever looked up
 * @param waitings the intrinsics that wait for others
 * @param kept what threads leave behind, if the variant keeps it
 * @param signals for each thread the word that says by which signal it has ended, 0 if by none; empty without a kernel
 * @param owners which words belong to which CPU, agent or slot
 * @param families the threads that are declared symmetric
 * @param judgesRaces whether data races are looked for
 * @param tracksContext whether anything depends on what a thread holds that keeps it from sleeping or being preempted
 */
public record Program(
    List<Instruction> instructions,
    long[] constants,
    int registers,
    List<Function> functions,
    List<CallSite> callSites,
    List<IntrinsicSite> intrinsicSites,
    List<CheckSite> checkSites,
    List<Agent> agents,
    int setup,
    int labels,
    List<String> labelNames,
    Layout layout,
    List<long[]> initial,
    int[] lockWords,
    List<int[]> rawLocks,
    LockOrder lockOrder,
    int rcuNesting,
    List<Global> globals,
    List<Landmark> landmarks,
    int frameWords,
    Map<String, Type> fieldTypes,
    List<Property> properties,
    List<Device> devices,
    List<Waiting> waitings,
    List<FreeOracle> freeOracles,
    List<Naming> namings,
    List<StateOracle> stateOracles,
    List<EndOracle> endOracles,
    List<WordText> wordTexts,
    List<Register> kept,
    List<Integer> signals,
    WordOwners owners,
    List<Family> families,
    boolean judgesRaces,
    boolean tracksContext) {
  public Program {
    instructions = List.copyOf(instructions);
    functions = List.copyOf(functions);
    callSites = List.copyOf(callSites);
    intrinsicSites = List.copyOf(intrinsicSites);
    checkSites = List.copyOf(checkSites);
    agents = List.copyOf(agents);
    labelNames = List.copyOf(labelNames);
    initial = List.copyOf(initial);
    rawLocks = List.copyOf(rawLocks);
    globals = List.copyOf(globals);
    landmarks = List.copyOf(landmarks);
    fieldTypes = Map.copyOf(fieldTypes);
    properties = List.copyOf(properties);
    devices = List.copyOf(devices);
    waitings = List.copyOf(waitings);
    freeOracles = List.copyOf(freeOracles);
    namings = List.copyOf(namings);
    stateOracles = List.copyOf(stateOracles);
    endOracles = List.copyOf(endOracles);
    wordTexts = List.copyOf(wordTexts);
    kept = List.copyOf(kept);
    signals = List.copyOf(signals);
    families = List.copyOf(families);
  }

  /**
   * Agents that may be exchanged for each other, family by family: they run the same code, and it is known what names
   * them.
   */
  public List<List<Integer>> exchangeable() {
    return families.stream().filter(family -> family.refused().isEmpty()).map(Family::members).toList();
  }

  /** Whether both programs do the same: their code is the same but for the places in the source. */
  public boolean isSameCode(Program other) {
    if (instructions.size() != other.instructions.size() || !Arrays.equals(constants, other.constants)) {
      return false;
    }
    for (int i = 0; i < instructions.size(); i++) {
      Instruction one = instructions.get(i);
      Instruction two = other.instructions.get(i);
      if (one.op() != two.op() || one.a() != two.a() || one.b() != two.b() || one.c() != two.c() || one.d() != two.d()) {
        return false;
      }
    }
    return sameSites(other);
  }

  private boolean sameSites(Program other) {
    if (callSites.size() != other.callSites.size() || intrinsicSites.size() != other.intrinsicSites.size()) {
      return false;
    }
    for (int i = 0; i < callSites.size(); i++) {
      CallSite one = callSites.get(i);
      CallSite two = other.callSites.get(i);
      if (one.callee() != two.callee() || !Arrays.equals(one.arguments(), two.arguments())) {
        return false;
      }
    }
    for (int i = 0; i < intrinsicSites.size(); i++) {
      IntrinsicSite one = intrinsicSites.get(i);
      IntrinsicSite two = other.intrinsicSites.get(i);
      boolean sameName = one.binding().name().equals(two.binding().name());
      if (!sameName || !Arrays.equals(one.arguments(), two.arguments())) {
        return false;
      }
    }
    return true;
  }
}
