package dev.gradus.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.function.IntConsumer;

/// Writes loops that go along several rows at once, and along each that is left alone.
///
/// Rows side by side are read from memory faster than one after the other: more of the lines that
/// are to come are under way.
///
/// The method has the parameters of [LaneLoops#sums].
///
/// @param vectors how many vectors hold 32 elements
/// @param lanes how many elements a vector holds
record RowLanes(CodeBuilder code, int vectors, int lanes) {
  static final int X = 3;
  static final int TO = 6;
  static final int O = 7;

  private static final int ROWS = 1;
  private static final int COUNT = 2;
  private static final int AT = 4;
  private static final int STEP = 5;
  private static final int I = 8;
  private static final int END = 9;
  private static final int OFFSETS = 10;
  private static final int MOST_ROWS = 4;
  private static final int INDICES = OFFSETS + MOST_ROWS;

  /// The first local variable that is free.
  static final int FREE = INDICES + MOST_ROWS;

  /// What is done with a row, which has a number among those that are read at once.
  interface Body {
    /// Before its first element.
    void start(int row);

    /// Takes the vector at `index + shift`, which is part `part` of 32 elements.
    void take(int row, int part, int indexSlot, int shift);

    /// After its last element.
    void end(int row);
  }

  /// @param atOnce rows that are read together, at most 4
  /// @param results how many places of the result belong to a row
  void write(int atOnce, int results, Body body) {
    if (atOnce > 1) {
      group(atOnce, results, body);
    }
    group(1, results, body);
  }

  private void group(int rows, int results, Body body) {
    Label next = code.newLabel();
    Label done = code.newLabel();
    code.labelBinding(next).iload(ROWS).loadConstant(rows).if_icmplt(done);
    each(rows, r -> code.iload(STEP).loadConstant(r).imul().istore(OFFSETS + r));
    each(rows, body::start);
    along(rows, body);
    each(rows, body::end);
    code.iload(AT).iload(STEP).loadConstant(rows).imul().iadd().istore(AT);
    code.iinc(O, rows * results).iinc(ROWS, -rows);
    code.goto_(next).labelBinding(done);
  }

  private void along(int rows, Body body) {
    Label top = code.newLabel();
    Label done = code.newLabel();
    code.iload(AT).istore(I);
    code.iload(AT).iload(COUNT).loadConstant(LaneLoops.LANES).imul().iadd().istore(END);
    code.labelBinding(top).iload(I).iload(END).if_icmpge(done);
    each(
        rows,
        r -> {
          code.iload(I).iload(OFFSETS + r).iadd().istore(INDICES + r);
          each(vectors, v -> body.take(r, v, INDICES + r, v * lanes));
        });
    // One variable with a constant step: C2 then drops the range checks and unrolls.
    code.iinc(I, LaneLoops.LANES).goto_(top).labelBinding(done);
  }

  static void each(int count, IntConsumer action) {
    for (int i = 0; i < count; i++) {
      action.accept(i);
    }
  }
}
