package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Cuts a program that is too long for one loop into passes that hand values on in temporaries.
///
/// The nodes keep their order. A cut may fall anywhere in the last third of a full pass, and falls
/// where the fewest values are alive. Only the last pass writes outputs, because an output may be
/// the same array as an input that another pass still has to read.
final class ProgramCutter {
  /// A pass: its program, and per operand the array it means. An array below `operandCount` of the
  /// whole program is the caller's; the rest are temporaries.
  static final class Pass {
    final Program program;
    final int[] arrays;

    Pass(Program program, int[] arrays) {
      this.program = program;
      this.arrays = arrays;
    }
  }

  /// All passes, and what the temporaries hold.
  record Passes(List<Pass> passes, List<Operand> temporaries) {}

  private final Program whole;
  private final int size;

  /// The last node that uses each node; outputs are used at the end.
  private final int[] lastUse;

  /// The temporary that holds a node's value between passes, or -1.
  private final int[] temporary;

  private final List<Operand> temporaries = new ArrayList<>();

  /// Which temporaries hold nothing that is still needed.
  private final BitSet free = new BitSet();

  private ProgramCutter(Program whole) {
    this.whole = whole;
    this.size = whole.nodes.size();
    this.lastUse = new int[size];
    this.temporary = new int[size];
    Arrays.fill(temporary, -1);
    for (int id = 0; id < size; id++) {
      for (int arg : whole.node(id).args()) {
        lastUse[arg] = id;
      }
    }
    for (int result : whole.results) {
      lastUse[result] = size;
    }
  }

  /// The passes of a program, none of which computes more than `limit` nodes.
  static Passes cut(Program program, int limit) {
    if (program.work() <= limit) {
      int[] arrays = new int[program.operandCount()];
      for (int k = 0; k < arrays.length; k++) {
        arrays[k] = k;
      }
      return new Passes(List.of(new Pass(program, arrays)), List.of());
    }
    return new ProgramCutter(program).cut(limit);
  }

  private Passes cut(int limit) {
    List<Pass> passes = new ArrayList<>();
    int start = 0;
    while (start < size) {
      int end = nextCut(start, limit);
      passes.add(pass(start, end));
      start = end;
    }
    return new Passes(passes, temporaries);
  }

  /// The end of the pass that begins at a node.
  private int nextCut(int start, int limit) {
    int work = 0;
    int best = size;
    int fewest = Integer.MAX_VALUE;
    for (int id = start; id < size; id++) {
      if (Program.isWork(whole.node(id)) && ++work > limit) {
        return best;
      }
      if (work > limit * 2 / 3) {
        int alive = aliveAfter(id);
        if (alive <= fewest) {
          fewest = alive;
          best = id + 1;
        }
      }
    }
    return size;
  }

  private int aliveAfter(int cut) {
    int alive = 0;
    for (int id = 0; id <= cut; id++) {
      if (!isLeaf(id) && lastUse[id] > cut) {
        alive++;
      }
    }
    return alive;
  }

  private boolean isLeaf(int id) {
    return whole.node(id).op().isLeaf();
  }

  private Pass pass(int start, int end) {
    Program.Builder builder = new Program.Builder(whole.compute);
    Transfer transfer = new Transfer(builder);
    for (int id = start; id < end; id++) {
      if (!isLeaf(id)) {
        transfer.compute(id);
      }
    }
    List<Integer> written = new ArrayList<>();
    if (end == size) {
      for (int k = 0; k < whole.results.length; k++) {
        builder.output(whole.outputs.get(k), transfer.value(whole.results[k]));
        written.add(k);
      }
    } else {
      for (int id = start; id < end; id++) {
        if (!isLeaf(id) && lastUse[id] >= end) {
          temporary[id] = takeTemporary(whole.node(id).type());
          builder.output(temporaries.get(temporary[id]), transfer.value(id));
          written.add(whole.operandCount() + temporary[id]);
        }
      }
    }
    written.addAll(transfer.read);
    int[] arrays = new int[written.size()];
    for (int k = 0; k < arrays.length; k++) {
      arrays[k] = written.get(k);
    }
    freeTemporaries(end);
    return new Pass(builder.build(), arrays);
  }

  private int takeTemporary(Expr.Type type) {
    Operand operand =
        new Operand(
            switch (type) {
              case NUMBER -> ScalarAccess.dtype(whole.compute);
              case FLAG -> DType.BOOL;
              case BITS -> ScalarAccess.isWide(whole.compute) ? DType.INT64 : DType.INT32;
            });
    for (int t = 0; t < temporaries.size(); t++) {
      if (free.get(t) && temporaries.get(t).equals(operand)) {
        free.clear(t);
        return t;
      }
    }
    temporaries.add(operand);
    return temporaries.size() - 1;
  }

  /// Gives back the temporaries that no pass from `end` on reads.
  private void freeTemporaries(int end) {
    for (int id = 0; id < end; id++) {
      if (temporary[id] >= 0 && lastUse[id] < end) {
        free.set(temporary[id]);
        temporary[id] = -1;
      }
    }
  }

  /// Carries nodes of the whole program over into one pass.
  private final class Transfer {
    private final Program.Builder builder;
    private final Map<Integer, Integer> carried = new HashMap<>();
    private final Map<Integer, Integer> inputOf = new HashMap<>();

    /// The arrays that the pass reads, by its input index.
    private final List<Integer> read = new ArrayList<>();

    Transfer(Program.Builder builder) {
      this.builder = builder;
    }

    /// Computes a node here.
    void compute(int id) {
      Program.Node node = whole.node(id);
      List<Integer> args = new ArrayList<>(node.args().size());
      for (int arg : node.args()) {
        args.add(value(arg));
      }
      carried.put(id, builder.node(node.op(), node.type(), node.payload(), List.copyOf(args)));
    }

    /// A node's value here: computed, read from a temporary, or a leaf.
    int value(int id) {
      Integer known = carried.get(id);
      if (known != null) {
        return known;
      }
      Program.Node node = whole.node(id);
      int here =
          !node.op().isLeaf()
              ? load(
                  node.type() == Expr.Type.FLAG ? Op.FLAG_INPUT : Op.INPUT,
                  node.type(),
                  whole.operandCount() + temporary[id],
                  temporaries.get(temporary[id]))
              : node.isLoad()
                  ? load(
                      node.op(),
                      node.type(),
                      whole.outputs.size() + node.index(),
                      whole.inputs.get(node.index()))
                  : builder.node(node);
      carried.put(id, here);
      return here;
    }

    private int load(Op op, Expr.Type type, int array, Operand operand) {
      Integer input = inputOf.get(array);
      if (input == null) {
        input = builder.input(operand);
        inputOf.put(array, input);
        read.add(array);
      }
      return builder.node(op, type, input, List.of());
    }
  }
}
