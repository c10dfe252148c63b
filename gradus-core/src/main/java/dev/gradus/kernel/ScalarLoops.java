package dev.gradus.kernel;

import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;

/// The body of a loop in plain bytecode: one element per turn.
///
/// Values used twice, and values that need a branch, are computed as statements into locals, in
/// order; everything else is an expression on the stack. So every branch meets an empty stack, and
/// C2 sees what it would see in Java source. All loads come before the first store, so that an
/// output may be the same array as an input.
final class ScalarLoops {
  private final LoopFrame frame;
  private final CodeBuilder c;
  private final Program program;
  private final Compute compute;
  private final ScalarSteps steps;
  private final int[] local;

  private ScalarLoops(LoopFrame frame) {
    this.frame = frame;
    this.c = frame.code;
    this.program = frame.program;
    this.compute = program.compute;
    this.steps = new ScalarSteps(c, compute);
    this.local = frame.hoisted.clone();
  }

  /// Writes the body into the inner loop of a frame.
  static void emit(LoopFrame frame) {
    new ScalarLoops(frame).body();
  }

  private void body() {
    boolean[] statement = statements();
    for (int id = 0; id < statement.length; id++) {
      if (statement[id] && local[id] < 0) {
        Program.Node node = program.node(id);
        TypeKind kind = ScalarAccess.kind(compute, node.type());
        compute(node);
        local[id] = c.allocateLocal(kind);
        c.storeLocal(kind, local[id]);
      }
    }
    for (int k = 0; k < program.results.length; k++) {
      frame.pushAddress(k);
      push(program.results[k]);
      Expr.Type type = program.node(program.results[k]).type();
      ScalarAccess.store(c, program.operand(k), type, compute);
    }
  }

  private boolean[] statements() {
    boolean[] statement = new boolean[program.nodes.size()];
    for (int id = 0; id < statement.length; id++) {
      Program.Node node = program.node(id);
      boolean leaf = node.op().isLeaf() && !node.isLoad();
      statement[id] |= !leaf && program.uses[id] > 1;
      if (isSelect(node)) {
        statement[id] = true;
        // Both alternatives are computed; only the choice is a branch.
        statement[node.arg(1)] |= !isPlainLeaf(node.arg(1));
        statement[node.arg(2)] |= !isPlainLeaf(node.arg(2));
      } else if (isComparison(node)) {
        statement[id] = true;
      }
    }
    fuseComparisons(statement);
    if (program.results.length > 1) {
      for (int result : program.results) {
        statement[result] |= !isPlainLeaf(result);
      }
    }
    return statement;
  }

  /// A comparison whose only user is a selection becomes that selection's branch.
  private void fuseComparisons(boolean[] statement) {
    for (Program.Node node : program.nodes) {
      if (isSelect(node)
          && isComparison(program.node(node.arg(0)))
          && program.uses[node.arg(0)] == 1) {
        statement[node.arg(0)] = false;
      }
    }
  }

  private boolean isPlainLeaf(int id) {
    Program.Node node = program.node(id);
    return node.op().isLeaf() && !node.isLoad();
  }

  private static boolean isSelect(Program.Node node) {
    return node.op() == Op.SELECT || node.op() == Op.BITS_SELECT;
  }

  private static boolean isComparison(Program.Node node) {
    return switch (node.op()) {
      case LT, LE, GT, GE, EQ, NE, BITS_EQ, BITS_LT -> true;
      default -> false;
    };
  }

  /// Pushes a node's value.
  private void push(int id) {
    Program.Node node = program.node(id);
    if (local[id] >= 0) {
      c.loadLocal(ScalarAccess.kind(compute, node.type()), local[id]);
    } else {
      compute(node);
    }
  }

  private void compute(Program.Node node) {
    switch (node.op()) {
      case CONST -> steps.constant(node.payload());
      case BITS_CONST -> steps.pattern(node.payload());
      case INPUT, FLAG_INPUT -> {
        int k = frame.operandOf(node);
        frame.pushAddress(k);
        ScalarAccess.load(c, program.operand(k), node.type(), compute);
      }
      case SELECT, BITS_SELECT -> select(node);
      case LT, LE, GT, GE, EQ, NE, BITS_EQ, BITS_LT -> comparison(node);
      default -> {
        for (int arg : node.args()) {
          push(arg);
        }
        steps.step(node.op());
      }
    }
  }

  private void select(Program.Node node) {
    Label otherwise = c.newLabel();
    Label end = c.newLabel();
    Program.Node condition = program.node(node.arg(0));
    if (local[node.arg(0)] < 0 && isComparison(condition)) {
      jumpUnless(condition, otherwise);
    } else {
      push(node.arg(0));
      c.ifeq(otherwise);
    }
    push(node.arg(1));
    c.goto_(end);
    c.labelBinding(otherwise);
    push(node.arg(2));
    c.labelBinding(end);
  }

  private void comparison(Program.Node node) {
    Label otherwise = c.newLabel();
    Label end = c.newLabel();
    jumpUnless(node, otherwise);
    c.iconst_1().goto_(end);
    c.labelBinding(otherwise);
    c.iconst_0();
    c.labelBinding(end);
  }

  private void jumpUnless(Program.Node node, Label target) {
    push(node.arg(0));
    push(node.arg(1));
    steps.jumpUnless(node.op(), target);
  }
}
