package dev.pagewalk.exec;

import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that one step can execute, from a visible instruction up to the next ones: instructions, each in the call
 * in which it runs and so deep in atomic blocks. Calls are followed into the functions.
 */
final class StepGraph {
  /** How many instructions a step may have to be compiled; the JVM compiles no method above 8,000 bytes. */
  private static final int LIMIT = 160;

  /** How deep calls are followed. */
  private static final int CALLS = 8;

  /**
   * A call in progress; the one in which the step begins has no site.
   *
   * @param offset words from the frame in which the step begins to this one
   */
  static final class Call {
    final Call caller;
    final int site;
    final int offset;
    final int depth;

    /** The slots of its frame that the step uses, and which of them it changes. */
    final TreeSet<Integer> used = new TreeSet<>();
    final TreeSet<Integer> changed = new TreeSet<>();
    /** Whether the step writes its frame back before the call is over. */
    boolean isWrittenBack;

    private final Map<Integer, Call> callees = new TreeMap<>();

    private Call(Call caller, int site, int offset, int depth) {
      this.caller = caller;
      this.site = site;
      this.offset = offset;
      this.depth = depth;
    }
  }

  /** An instruction at one place of the step. */
  record Node(Call call, int pc, int depth) {}

  private final Program program;
  private final DeadLocals dead;
  private final int start;
  private final Call root = new Call(null, -1, 0, 0);
  private final Map<Node, List<Node>> nodes = new LinkedHashMap<>();
  private final TreeSet<Integer> registers = new TreeSet<>();
  private final TreeSet<Integer> changedRegisters = new TreeSet<>();

  /** The step that begins at instruction {@code start}. */
  StepGraph(Program program, DeadLocals dead, int start) {
    this.program = program;
    this.dead = dead;
    this.start = start;
    List<Node> open = new ArrayList<>();
    open.add(entry());
    while (!open.isEmpty() && nodes.size() < LIMIT) {
      Node node = open.removeLast();
      if (nodes.containsKey(node) || isStop(node)) {
        continue;
      }
      List<Node> next = successors(node);
      nodes.put(node, next);
      note(node);
      open.addAll(next.reversed());
    }
    noteDead();
  }

  /** What dies in the step changes there, although no instruction says so. */
  private void noteDead() {
    root.used.addAll(dead.liveAtStop(start));
    for (Node node : nodes.keySet()) {
      if (instruction(node).op() == Op.CALL) {
        node.call.changed.addAll(dying(node));
      }
    }
  }

  /** The slots that are dead while the call that {@code node} begins runs, as far as the step knows them. */
  List<Integer> dying(Node node) {
    return Arrays.stream(dead.duringCall(instruction(node).a())).boxed().filter(node.call.used::contains).toList();
  }

  /** The slots that are dead where a thread stands before {@code node}, as far as the step knows them. */
  List<Integer> deadAt(Node node) {
    return Arrays.stream(dead.atStop(node.pc)).boxed().filter(node.call.used::contains).toList();
  }

  /** The first instruction. */
  Node entry() {
    return new Node(root, start, 0);
  }

  Call root() {
    return root;
  }

  /** Whether the thread comes to stand before an instruction. */
  boolean isStop(Node node) {
    return node.depth == 0 && instruction(node).isStop() && !(node.pc == start && node.call == root && nodes.isEmpty());
  }

  /** Whether an instruction is part of the compiled step, or left to the interpreter. */
  boolean contains(Node node) {
    return nodes.containsKey(node);
  }

  /**
   * Where an instruction that is part of the step can lead: for a jump with a condition first on, then to its target.
   */
  List<Node> next(Node node) {
    return nodes.get(node);
  }

  TreeSet<Integer> registers() {
    return registers;
  }

  TreeSet<Integer> changedRegisters() {
    return changedRegisters;
  }

  Instruction instruction(Node node) {
    return program.instructions().get(node.pc);
  }

  /** The call that a CALL instruction begins. */
  Call callee(Node node) {
    int site = instruction(node).a();
    return node.call.callees.computeIfAbsent(site, key -> new Call(node.call, key,
        node.call.offset + program.callSites().get(key).callerFrameSize(), node.call.depth + 1));
  }

  private List<Node> successors(Node node) {
    Instruction instruction = instruction(node);
    Node following = new Node(node.call, node.pc + 1, node.depth);
    return switch (instruction.op()) {
      case JUMP -> List.of(new Node(node.call, instruction.a(), node.depth));
      case JUMP_IF_ZERO, JUMP_IF_SET -> List.of(following, new Node(node.call, instruction.b(), node.depth));
      case CALL -> {
        CallSite site = program.callSites().get(instruction.a());
        yield node.call.depth == CALLS ? List.of()
            : List.of(new Node(callee(node), program.functions().get(site.callee()).entry(), node.depth));
      }
      case RETURN -> node.call == root ? List.of()
          : List.of(new Node(node.call.caller, program.callSites().get(node.call.site).returnTo(), node.depth));
      case ATOMIC_BEGIN -> List.of(new Node(node.call, node.pc + 1, node.depth + 1));
      case ATOMIC_END -> List.of(new Node(node.call, node.pc + 1, node.depth - 1));
      case END -> List.of();
      case MOVE, LOAD_FIXED, STORE_FIXED, BINARY, NOT, NEGATE, COMPLEMENT, CHECK_RANGE, CHECK_INDEX, CHECK_NULL, ZERO,
          FIELD_PLACE, ELEMENT_PLACE, ASSERT, ASSUME, PASS, PURE, REQUIRE, ASSERT_HELD, START, LOAD, LOAD_GLOBAL,
          LOAD_FIELD, STORE, STORE_GLOBAL, STORE_FIELD, UPDATE, COMPARE_EXCHANGE, ACQUIRE, TRY_ACQUIRE, RELEASE,
          DOWNGRADE, INTRINSIC, CHOOSE, AFTER, ALLOCATE, FREE -> List.of(following);
    };
  }

  private void note(Node node) {
    Instruction instruction = instruction(node);
    if (isInterpreted(instruction.op())) {
      for (Call call = node.call; call != null; call = call.caller) {
        call.isWrittenBack = true;
      }
    }
    switch (instruction.op()) {
      case ZERO -> {
        for (int slot = instruction.a(); slot < instruction.a() + instruction.b(); slot++) {
          changes(node.call, Operand.slot(slot));
        }
      }
      case CALL -> {
        CallSite site = program.callSites().get(instruction.a());
        for (int i = 0; i < site.arguments().length; i++) {
          uses(node.call, site.arguments()[i]);
          changes(callee(node), Operand.slot(1 + i));
        }
      }
      case RETURN -> {
        uses(node.call, instruction.a());
        if (node.call != root) {
          changes(node.call.caller, program.callSites().get(node.call.site).result());
        }
      }
      case PURE, INTRINSIC -> {
        for (int argument : program.intrinsicSites().get(instruction.b()).arguments()) {
          uses(node.call, argument);
        }
        changes(node.call, instruction.a());
      }
      case END -> {}
      case MOVE, LOAD_FIXED, STORE_FIXED, BINARY, NOT, NEGATE, COMPLEMENT, JUMP, JUMP_IF_ZERO, JUMP_IF_SET, CHECK_RANGE,
          CHECK_INDEX, CHECK_NULL, FIELD_PLACE, ELEMENT_PLACE, ASSERT, ASSUME, PASS, REQUIRE, ASSERT_HELD, START, LOAD,
          LOAD_GLOBAL, LOAD_FIELD, STORE, STORE_GLOBAL, STORE_FIELD, UPDATE, COMPARE_EXCHANGE, ACQUIRE, TRY_ACQUIRE,
          RELEASE, DOWNGRADE, ATOMIC_BEGIN, ATOMIC_END, CHOOSE, AFTER, ALLOCATE, FREE -> noteOperands(node, instruction);
    }
  }

  /** Whether an instruction in the middle of a step is left to the interpreter. */
  private static boolean isInterpreted(Op op) {
    return switch (op) {
      case PURE, ASSERT_HELD, START, UPDATE, COMPARE_EXCHANGE, TRY_ACQUIRE, DOWNGRADE, INTRINSIC, AFTER, ALLOCATE, FREE,
          CHOOSE -> true;
      case MOVE, LOAD_FIXED, STORE_FIXED, BINARY, NOT, NEGATE, COMPLEMENT, JUMP, JUMP_IF_ZERO, JUMP_IF_SET, CHECK_RANGE,
          CHECK_INDEX, CHECK_NULL, ZERO, FIELD_PLACE, ELEMENT_PLACE, CALL, RETURN, ASSERT, ASSUME, PASS, ATOMIC_END,
          REQUIRE, LOAD, LOAD_GLOBAL, LOAD_FIELD, STORE, STORE_GLOBAL, STORE_FIELD, ACQUIRE, RELEASE, ATOMIC_BEGIN,
          END -> false;
    };
  }

  private void noteOperands(Node node, Instruction instruction) {
    String roles = instruction.op().roles();
    int[] operands = {instruction.a(), instruction.b(), instruction.c(), instruction.d()};
    for (int i = 0; i < operands.length; i++) {
      if (roles.charAt(i) == 'U') {
        uses(node.call, operands[i]);
      } else if (roles.charAt(i) == 'D') {
        changes(node.call, operands[i]);
      }
    }
  }

  private void uses(Call call, int operand) {
    if (Operand.kind(operand) == Operand.SLOT) {
      call.used.add(Operand.number(operand));
    } else if (Operand.kind(operand) == Operand.REGISTER) {
      registers.add(Operand.number(operand));
    }
  }

  private void changes(Call call, int operand) {
    uses(call, operand);
    if (Operand.kind(operand) == Operand.SLOT) {
      call.changed.add(Operand.number(operand));
    } else if (Operand.kind(operand) == Operand.REGISTER) {
      changedRegisters.add(Operand.number(operand));
    }
  }
}
