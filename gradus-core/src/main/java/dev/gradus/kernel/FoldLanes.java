package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Writes the loop of [LaneLoops#sums]: Note [The tree of a sum] in [Reduction] with all lanes in
/// registers to the end. Lanes that lie in different vectors are added as vectors, then those of
/// one vector to the same vector turned by half of its lanes, a quarter and so on.
final class FoldLanes {
  private static final ClassDesc SELF = ClassDesc.of("dev.gradus.kernel.FoldLanes");
  private static final int MOST_LANES = 16;

  /// The number of a lane at each index, which is a vector turned by so many lanes.
  private static final float[][] FLOAT_TURNS = new float[MOST_LANES + 1][];

  private static final double[][] DOUBLE_TURNS = new double[MOST_LANES + 1][];

  static {
    for (int lanes = 2; lanes <= MOST_LANES; lanes *= 2) {
      FLOAT_TURNS[lanes] = new float[2 * lanes];
      DOUBLE_TURNS[lanes] = new double[2 * lanes];
      for (int i = 0; i < 2 * lanes; i++) {
        FLOAT_TURNS[lanes][i] = i % lanes;
        DOUBLE_TURNS[lanes][i] = i % lanes;
      }
    }
  }

  private final CodeBuilder code;
  private final VectorCode vector;
  private final TermCode source;
  private final int vectors;
  private final int turns;
  private final int sums;

  FoldLanes(CodeBuilder code, VectorCode vector, TermCode source) {
    this.code = code;
    this.vector = vector;
    this.source = source;
    this.vectors = LaneLoops.LANES / vector.lanes();
    this.turns = RowLanes.FREE + 2;
    this.sums = turns + Integer.numberOfTrailingZeros(vector.lanes());
  }

  /// Which lanes make a vector of floats turned by as many as is the index of the first.
  static float[] floatTurns(int lanes) {
    return FLOAT_TURNS[lanes];
  }

  /// The same for doubles.
  static double[] doubleTurns(int lanes) {
    return DOUBLE_TURNS[lanes];
  }

  /// The body of the method. Eight vectors of sums leave enough registers.
  void write() {
    source.cast(code, RowLanes.X);
    vector.castArrays(code, RowLanes.TO);
    loadTurns();
    new RowLanes(code, vectors, vector.lanes())
        .write(
            Math.max(1, 8 / vectors),
            1,
            new RowLanes.Body() {
              @Override
              public void start(int row) {
                RowLanes.each(vectors, v -> zero(sum(row, v)));
              }

              @Override
              public void take(int row, int part, int indexSlot, int shift) {
                code.aload(sum(row, part));
                source.load(code, RowLanes.X, indexSlot, shift);
                vector.combine(code, "add");
                code.astore(sum(row, part));
              }

              @Override
              public void end(int row) {
                fold(sum(row, 0), row);
              }
            });
    code.return_();
  }

  private int sum(int row, int part) {
    return sums + row * vectors + part;
  }

  private void zero(int slot) {
    vector.zero(code);
    code.astore(slot);
  }

  /// The first local variable that is free, once the turns are loaded.
  int free() {
    return sums;
  }

  /// Loads what [#fold] needs.
  void loadTurns() {
    int table = RowLanes.FREE;
    int by = RowLanes.FREE + 1;
    String method = vector.element() == TypeKind.DOUBLE ? "doubleTurns" : "floatTurns";
    code.loadConstant(vector.lanes());
    code.invokestatic(SELF, method, MethodTypeDesc.of(vector.array(), CD_int)).astore(table);
    code.iconst_0().istore(by);
    for (int k = 0; 1 << k < vector.lanes(); k++) {
      vector.load(code, table, by, 1 << k);
      code.astore(turns + k);
    }
  }

  /// Stores the sum of the 32 lanes in local variables from `first` on, at so many places from the
  /// row's.
  void fold(int first, int place) {
    for (int half = vectors / 2; half > 0; half /= 2) {
      for (int v = 0; v < half; v++) {
        code.aload(first + v).aload(first + v + half);
        vector.combine(code, "add");
        code.astore(first + v);
      }
    }
    for (int k = Integer.numberOfTrailingZeros(vector.lanes()) - 1; k >= 0; k--) {
      code.aload(first).aload(turns + k).aload(first);
      vector.selectFrom(code);
      vector.combine(code, "add");
      code.astore(first);
    }
    code.aload(RowLanes.TO).iload(RowLanes.O).loadConstant(place).iadd().aload(first);
    vector.firstLane(code);
    code.arrayStore(vector.element());
  }
}
