package dev.gradus.kernel;

import dev.gradus.expr.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.Arrays;

/// The local variables of a generated loop, and the code that fills them before and between rows.
final class LoopFrame {
  // The parameters of Loop.run.
  static final int N = 1;
  static final int M = 2;
  private static final int ARRAYS = 3;
  private static final int OFFSETS = 4;
  private static final int INNER = 5;
  private static final int OUTER = 6;
  private static final int PARAMS = 7;

  final CodeBuilder code;
  final Program program;
  final Layout layout;

  /// Index within the row, and of the row.
  final int i;

  final int row;

  /// Where an aligned row ends.
  final int end;

  private boolean aligned;

  /// How far the elements that are read and written next are from the index.
  int shift;

  /// Per operand: its array, where the row starts, its stride along a row (only if strided).
  final int[] array;

  private final int[] base;
  private final int[] stride;

  /// Per node: the local that holds its value, or -1; here only leaves that do not change in a row.
  final int[] hoisted;

  LoopFrame(CodeBuilder code, Program program, Layout layout) {
    this.code = code;
    this.program = program;
    this.layout = layout;
    int operands = program.operandCount();
    this.array = locals(operands, TypeKind.REFERENCE);
    this.base = locals(operands, TypeKind.INT);
    this.stride = layout.strided() ? locals(operands, TypeKind.INT) : new int[0];
    this.i = code.allocateLocal(TypeKind.INT);
    this.row = code.allocateLocal(TypeKind.INT);
    this.end = code.allocateLocal(TypeKind.INT);
    this.hoisted = new int[program.nodes.size()];
    Arrays.fill(hoisted, -1);
  }

  private int[] locals(int count, TypeKind kind) {
    int[] slots = new int[count];
    for (int k = 0; k < count; k++) {
      slots[k] = code.allocateLocal(kind);
    }
    return slots;
  }

  /// The operand that a load reads.
  int operandOf(Program.Node load) {
    return program.outputs.size() + load.index();
  }

  /// Whether a node is a load that gives the same value along a row.
  boolean isRowConstant(Program.Node node) {
    return node.isLoad() && layout.isBroadcast(operandOf(node));
  }

  /// Moves arrays, offsets, strides and number parameters into locals.
  void unpack() {
    for (int k = 0; k < array.length; k++) {
      code.aload(ARRAYS).loadConstant(k).aaload();
      code.checkcast(program.operand(k).arrayClass()).astore(array[k]);
      code.aload(OFFSETS).loadConstant(k).iaload().istore(base[k]);
      if (layout.strided()) {
        code.aload(INNER).loadConstant(k).iaload().istore(stride[k]);
      }
    }
    for (int id = 0; id < hoisted.length; id++) {
      Program.Node node = program.node(id);
      if (node.op() == Op.PARAM) {
        hoisted[id] = code.allocateLocal(ScalarAccess.kind(program.compute));
        code.aload(PARAMS).loadConstant(node.index()).laload();
        ScalarAccess.fromParameter(code, program.compute);
        code.storeLocal(ScalarAccess.kind(program.compute), hoisted[id]);
      }
    }
  }

  /// Reads the operands that stand still, once per row.
  void loadBroadcasts() {
    for (int id = 0; id < hoisted.length; id++) {
      Program.Node node = program.node(id);
      if (isRowConstant(node)) {
        TypeKind kind = ScalarAccess.kind(program.compute, node.type());
        if (hoisted[id] < 0) {
          hoisted[id] = code.allocateLocal(kind);
        }
        int k = operandOf(node);
        code.aload(array[k]).iload(base[k]);
        ScalarAccess.load(code, program.operand(k), node.type(), program.compute);
        code.storeLocal(kind, hoisted[id]);
      }
    }
  }

  /// Whether several operands step by one, so that they may share an index.
  boolean canAlign() {
    return layout.canShareIndex(base.length);
  }

  /// Jumps unless all operands that step by one start the row at the same index. Output 0 always
  /// steps.
  void jumpUnlessAligned(Label apart) {
    for (int k = 1; k < base.length; k++) {
      if (!layout.isBroadcast(k)) {
        code.iload(base[k]).iload(base[0]).if_icmpne(apart);
      }
    }
  }

  /// From here on one index runs from the start of the row to its end.
  void startAligned() {
    aligned = true;
    code.iload(base[0]).istore(i);
    code.iload(base[0]).iload(N).iadd().istore(end);
  }

  /// From here on every operand has its own start again.
  void endAligned() {
    aligned = false;
  }

  /// Pushes array and index of operand `k` at the current element.
  void pushAddress(int k) {
    code.aload(array[k]);
    if (aligned) {
      code.iload(i);
      return;
    }
    code.iload(base[k]);
    if (layout.strided()) {
      code.iload(i).iload(stride[k]).imul().iadd();
    } else if (!layout.isBroadcast(k)) {
      code.iload(i).iadd();
      if (shift != 0) {
        code.loadConstant(shift).iadd();
      }
    }
  }

  /// Pushes the index at which operand `k` starts the row.
  void pushBase(int k) {
    code.iload(base[k]);
  }

  /// Moves every operand to the next row.
  void advance() {
    for (int k = 0; k < base.length; k++) {
      code.iload(base[k]).aload(OUTER).loadConstant(k).iaload().iadd().istore(base[k]);
    }
  }
}
