package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.gradus.expr.Compute;
import dev.gradus.expr.Op;
import dev.gradus.kernel.VectorMemory.Lanes;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Locale;

/// The body of a loop in Vector API calls: one vector per turn.
///
/// Everything is spelled out here rather than in helper methods: C2 stops inlining methods that are
/// not marked as the Vector API's are once a loop has some forty operators, and a call in the loop
/// puts every vector into memory.
///
/// Numbers and patterns are vectors, truth values are masks of the numbers' species. Only lane-wise
/// steps whose result is exactly defined appear, so a lane has the bits of the scalar loop.
final class VectorLoops {
  private static final ClassDesc VECTOR = VectorMemory.VECTOR;
  private static final ClassDesc SPECIES = VectorMemory.SPECIES;
  private static final ClassDesc MASK = VectorMemory.MASK;
  private static final ClassDesc OPERATORS = VectorMemory.OPERATORS;
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  private static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");

  private final LoopFrame frame;
  private final CodeBuilder c;
  private final Program program;
  private final Compute compute;
  private final ScalarSteps scalars;
  private final VectorMemory memory;
  private final Lanes number;
  private final Lanes bits;
  private final int[] local;

  VectorLoops(LoopFrame frame) {
    this.frame = frame;
    this.c = frame.code;
    this.program = frame.program;
    this.compute = program.compute;
    this.scalars = new ScalarSteps(c, compute);
    this.memory = new VectorMemory(frame);
    this.number = memory.number;
    this.bits = memory.bits;
    this.local = new int[program.nodes.size()];
  }

  /// Writes the body into the inner loop of a frame.
  static void emit(LoopFrame frame) {
    new VectorLoops(frame).body();
  }

  private void body() {
    share();
    for (int k = 0; k < program.results.length; k++) {
      store(k);
    }
  }

  /// Computes what is needed more than once, anew if it was computed before.
  void share() {
    boolean several = program.results.length > 1;
    Arrays.fill(local, -1);
    for (int id = 0; id < local.length; id++) {
      if (program.uses[id] > 1 || several && isResult(id)) {
        compute(id);
        local[id] = c.allocateLocal(TypeKind.REFERENCE);
        c.astore(local[id]);
      }
    }
  }

  /// Writes result `k`.
  void store(int k) {
    int result = program.results[k];
    push(result);
    memory.store(k, program.node(result).type());
  }

  /// Pushes result `k`.
  void pushResult(int k) {
    push(program.results[k]);
  }

  private boolean isResult(int id) {
    for (int result : program.results) {
      if (result == id) {
        return true;
      }
    }
    return false;
  }

  private void push(int id) {
    if (local[id] >= 0) {
      c.aload(local[id]);
    } else {
      compute(id);
    }
  }

  private void compute(int id) {
    Program.Node node = program.node(id);
    if (frame.hoisted[id] >= 0) {
      broadcastLocal(node, frame.hoisted[id]);
      return;
    }
    switch (node.op()) {
      case CONST -> {
        memory.species(number);
        scalars.constant(node.payload());
        memory.broadcast(number);
      }
      case BITS_CONST -> {
        memory.species(bits);
        scalars.pattern(node.payload());
        memory.broadcast(bits);
      }
      case INPUT, FLAG_INPUT -> memory.load(node);
      case SELECT -> {
        push(node.arg(2));
        push(node.arg(1));
        push(node.arg(0));
        c.invokevirtual(number.vector(), "blend", MethodTypeDesc.of(number.vector(), VECTOR, MASK));
      }
      case BITS_SELECT -> {
        push(node.arg(2));
        push(node.arg(1));
        push(node.arg(0));
        castMask(bits);
        c.invokevirtual(bits.vector(), "blend", MethodTypeDesc.of(bits.vector(), VECTOR, MASK));
      }
      case BITS_SHL -> shift(node, "LSHL");
      case BITS_SHR -> shift(node, "ASHR");
      case BITS_USHR -> shift(node, "LSHR");
      default -> step(node);
    }
  }

  private void broadcastLocal(Program.Node node, int slot) {
    switch (node.type()) {
      case NUMBER -> {
        memory.species(number);
        c.loadLocal(ScalarAccess.kind(compute), slot);
        memory.broadcast(number);
      }
      case BITS -> {
        memory.species(bits);
        c.loadLocal(ScalarAccess.bitsKind(compute), slot);
        memory.broadcast(bits);
      }
      case FLAG -> {
        memory.species(number);
        c.iload(slot);
        c.invokeinterface(SPECIES, "maskAll", MethodTypeDesc.of(MASK, CD_boolean));
      }
    }
  }

  private void castMask(Lanes to) {
    if (!number.equals(bits)) {
      memory.species(to);
      c.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
    }
  }

  private void step(Program.Node node) {
    Op op = node.op();
    switch (op) {
      case ADD, SUB, MUL, DIV, MIN, MAX -> lanewise(node, number, op.name());
      case LT, LE, GT, GE, EQ, NE -> compare(node, number, op.name());
      case BITS_ADD, BITS_SUB, BITS_MUL, BITS_AND, BITS_OR, BITS_XOR, BITS_MIN ->
          lanewise(node, bits, op.name().substring("BITS_".length()));
      case BITS_EQ, BITS_LT -> {
        compare(node, bits, op.name().substring("BITS_".length()));
        castMask(number);
      }
      case FMA -> fma(node);
      default -> {
        for (int arg : node.args()) {
          push(arg);
        }
        onStack(op);
      }
    }
  }

  /// A step whose arguments are on the stack.
  private void onStack(Op op) {
    switch (op) {
      case NEG, ABS, SQRT -> {
        String name = op.name().toLowerCase(Locale.ROOT);
        c.invokevirtual(number.vector(), name, MethodTypeDesc.of(number.vector()));
      }
      case AND, OR, XOR -> {
        String name = op.name().toLowerCase(Locale.ROOT);
        c.invokevirtual(MASK, name, MethodTypeDesc.of(MASK, MASK));
      }
      case NOT -> c.invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
      case TO_BITS -> reinterpret(number, bits, "reinterpretAs" + plural(bits));
      case FROM_BITS -> reinterpret(bits, number, "reinterpretAs" + plural(number));
      case TO_WHOLE -> convert(number, bits, compute == Compute.FLOAT ? "F2I" : "D2L");
      case FROM_WHOLE -> convert(bits, number, compute == Compute.FLOAT ? "I2F" : "L2D");
      default -> throw new IllegalArgumentException("PointwiseLoop: no vector step for " + op);
    }
  }

  private static String plural(Lanes lanes) {
    String name = lanes.species();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private void lanewise(Program.Node node, Lanes lanes, String operator) {
    push(node.arg(0));
    c.getstatic(OPERATORS, operator, operatorClass(operator));
    push(node.arg(1));
    c.invokevirtual(lanes.vector(), "lanewise", MethodTypeDesc.of(lanes.vector(), BINARY, VECTOR));
  }

  private static ClassDesc operatorClass(String operator) {
    return switch (operator) {
      case "ADD", "MUL", "MIN", "MAX", "AND", "OR", "XOR" -> OPERATORS.nested("Associative");
      default -> BINARY;
    };
  }

  private void compare(Program.Node node, Lanes lanes, String operator) {
    push(node.arg(0));
    c.getstatic(OPERATORS, operator, COMPARISON);
    push(node.arg(1));
    c.invokevirtual(lanes.vector(), "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
  }

  private void fma(Program.Node node) {
    if (compute.isFloating()) {
      push(node.arg(0));
      push(node.arg(1));
      push(node.arg(2));
      c.invokevirtual(number.vector(), "fma", MethodTypeDesc.of(number.vector(), VECTOR, VECTOR));
    } else {
      lanewise(node, number, "MUL");
      push(node.arg(2));
      c.invokevirtual(number.vector(), "add", MethodTypeDesc.of(number.vector(), VECTOR));
    }
  }

  private void shift(Program.Node node, String operator) {
    push(node.arg(0));
    c.getstatic(OPERATORS, operator, BINARY);
    Program.Node by = program.node(node.arg(1));
    if (by.op() == Op.BITS_CONST) {
      scalars.pattern(by.payload());
      c.invokevirtual(
          bits.vector(), "lanewise", MethodTypeDesc.of(bits.vector(), BINARY, bits.element()));
    } else {
      push(node.arg(1));
      c.invokevirtual(bits.vector(), "lanewise", MethodTypeDesc.of(bits.vector(), BINARY, VECTOR));
    }
  }

  private void reinterpret(Lanes from, Lanes to, String method) {
    if (!from.equals(to)) {
      c.invokevirtual(from.vector(), method, MethodTypeDesc.of(to.vector()));
    }
  }

  private void convert(Lanes from, Lanes to, String conversion) {
    if (!from.equals(to)) {
      c.getstatic(OPERATORS, conversion, CONVERSION).iconst_0();
      c.invokevirtual(VECTOR, "convert", MethodTypeDesc.of(VECTOR, CONVERSION, CD_int));
      c.checkcast(to.vector());
    }
  }
}
