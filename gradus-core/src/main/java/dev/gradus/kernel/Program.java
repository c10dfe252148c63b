package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Expressions made ready for a loop: every distinct node once, arguments before their users, and
/// the arrays that are read and written.
///
/// An `INPUT` node may have the type BITS here: that is a temporary which an earlier pass wrote, or
/// a bfloat16 that a vector loop takes apart itself.
final class Program {
  /// One node; `args` are indices of earlier nodes.
  record Node(Op op, Expr.Type type, long payload, List<Integer> args) {
    // Written out, because what the JVM makes for a record takes it 10 ms the first time.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Node n
          && op == n.op
          && type == n.type
          && payload == n.payload
          && args.equals(n.args);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * (31 * op.ordinal() + type.ordinal()) + Long.hashCode(payload))
          + args.hashCode();
    }

    int arg(int i) {
      return args.get(i);
    }

    int index() {
      return (int) payload;
    }

    /// Whether this reads an array.
    boolean isLoad() {
      return op == Op.INPUT || op == Op.FLAG_INPUT;
    }
  }

  final Compute compute;
  final List<Node> nodes;
  final List<Operand> inputs;
  final List<Operand> outputs;

  /// The node that output `k` stores.
  final int[] results;

  /// How often each node is used, by other nodes and by outputs.
  final int[] uses;

  private Program(
      Compute compute,
      List<Node> nodes,
      List<Operand> inputs,
      List<Operand> outputs,
      int[] results) {
    this.compute = compute;
    this.nodes = List.copyOf(nodes);
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.results = results;
    this.uses = new int[nodes.size()];
    for (Node node : nodes) {
      for (int arg : node.args()) {
        uses[arg]++;
      }
    }
    for (int result : results) {
      uses[result]++;
    }
  }

  /// The program of some expressions.
  static Program of(List<Expr> outputs, Compute compute, DType[] out, DType[] in) {
    return of(outputs, new Builder(compute), out, in);
  }

  /// The same for a vector loop of floats, which reads a bfloat16 as a pattern and shifts it.
  static Program ofVector(List<Expr> outputs, Compute compute, DType[] out, DType[] in) {
    Builder builder = new Builder(compute);
    builder.shiftsBfloat16 = compute == Compute.FLOAT;
    return of(outputs, builder, out, in);
  }

  private static Program of(List<Expr> outputs, Builder builder, DType[] out, DType[] in) {
    for (DType dtype : in) {
      builder.input(Operand.of(dtype));
    }
    for (int k = 0; k < out.length; k++) {
      builder.output(Operand.of(out[k]), builder.add(outputs.get(k)));
    }
    return builder.build();
  }

  /// The program that copies one operand to another: a truth value if the target is of dtype bool,
  /// else a number converted through the computing type.
  static Program copy(Compute compute, Operand from, Operand to) {
    boolean truth = to.dtype() == DType.BOOL;
    Builder builder = new Builder(compute);
    builder.input(from);
    Op load = truth ? Op.FLAG_INPUT : Op.INPUT;
    builder.output(to, builder.node(load, truth ? Expr.Type.FLAG : Expr.Type.NUMBER, 0, List.of()));
    return builder.build();
  }

  /// The same nodes over other operands, outputs first.
  Program over(Operand[] operands) {
    List<Operand> all = List.of(operands);
    return new Program(
        compute,
        nodes,
        all.subList(outputs.size(), all.size()),
        all.subList(0, outputs.size()),
        results);
  }

  /// Whether an input is read as numbers, or as truth values.
  boolean reads(Op how, int input) {
    for (Node n : nodes) {
      if (n.op() == how && n.index() == input) {
        return true;
      }
    }
    return false;
  }

  /// What a vector loop wants operand `k` to be: bytes for truth values, else bfloat16 or the
  /// computing type.
  Operand vectorOperand(int k) {
    boolean truth;
    if (k < outputs.size()) {
      truth = node(results[k]).type() == Expr.Type.FLAG;
    } else {
      int input = k - outputs.size();
      truth = reads(Op.FLAG_INPUT, input);
    }
    boolean narrow = operand(k).dtype() == DType.BFLOAT16 && compute == Compute.FLOAT;
    DType number = narrow ? DType.BFLOAT16 : ScalarAccess.dtype(compute);
    return new Operand(truth ? DType.BOOL : number);
  }

  Node node(int id) {
    return nodes.get(id);
  }

  /// The number of arrays.
  int operandCount() {
    return outputs.size() + inputs.size();
  }

  /// The number of number parameters.
  int params() {
    int count = 0;
    for (Node node : nodes) {
      if (node.op() == Op.PARAM) {
        count = Math.max(count, node.index() + 1);
      }
    }
    return count;
  }

  /// Operand `k`, outputs first.
  Operand operand(int k) {
    return k < outputs.size() ? outputs.get(k) : inputs.get(k - outputs.size());
  }

  /// The number of nodes that compute something.
  int work() {
    int count = 0;
    for (Node node : nodes) {
      if (isWork(node)) {
        count++;
      }
    }
    return count;
  }

  /// Whether a node becomes an instruction, not a leaf and not a reinterpretation.
  static boolean isWork(Node node) {
    return !node.op().isLeaf() && node.op() != Op.TO_BITS && node.op() != Op.FROM_BITS;
  }

  /// Collects nodes, each distinct one once.
  static final class Builder {
    private final Compute compute;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> known = new HashMap<>();
    private final IdentityHashMap<Expr, Integer> seen = new IdentityHashMap<>();
    private final List<Operand> inputs = new ArrayList<>();
    private final List<Operand> outputs = new ArrayList<>();
    private final List<Integer> results = new ArrayList<>();
    private boolean shiftsBfloat16;

    Builder(Compute compute) {
      this.compute = compute;
    }

    /// Adds an input and returns its index.
    int input(Operand operand) {
      inputs.add(operand);
      return inputs.size() - 1;
    }

    /// Adds an output that stores a node.
    void output(Operand operand, int node) {
      outputs.add(operand);
      results.add(node);
    }

    int node(Op op, Expr.Type type, long payload, List<Integer> args) {
      return node(new Node(op, type, payload, args));
    }

    int node(Node node) {
      Integer id = known.putIfAbsent(node, nodes.size());
      if (id != null) {
        return id;
      }
      nodes.add(node);
      return nodes.size() - 1;
    }

    /// Adds an expression; equal parts become one node, and shared parts are walked once.
    int add(Expr e) {
      Integer done = seen.get(e);
      if (done != null) {
        return done;
      }
      if (e.op() == Op.GRAD || e.op() == Op.RESULT || e.op().isFunction() && e.op() != Op.POW) {
        throw new IllegalArgumentException(
            "PointwiseLoop: " + e.op() + " has no machine step; lower the expression first.");
      }
      List<Integer> args = new ArrayList<>(e.args().size());
      for (Expr arg : e.args()) {
        args.add(add(arg));
      }
      int id =
          e.op() == Op.INPUT && shiftsBfloat16 && inputs.get(e.index()).dtype() == DType.BFLOAT16
              ? shifted(e)
              : node(e.op(), e.type(), e.op().isLeaf() ? e.pattern() : 0, List.copyOf(args));
      seen.put(e, id);
      return id;
    }

    private int shifted(Expr e) {
      int pattern = node(Op.INPUT, Expr.Type.BITS, e.index(), List.of());
      int sixteen = node(Op.BITS_CONST, Expr.Type.BITS, 16, List.of());
      int high = node(Op.BITS_SHL, Expr.Type.BITS, 0, List.of(pattern, sixteen));
      return node(Op.FROM_BITS, Expr.Type.NUMBER, 0, List.of(high));
    }

    Program build() {
      int[] stored = new int[results.size()];
      for (int k = 0; k < stored.length; k++) {
        stored[k] = results.get(k);
      }
      return new Program(compute, nodes, inputs, outputs, stored);
    }
  }
}
