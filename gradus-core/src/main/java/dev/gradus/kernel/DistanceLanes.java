package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;

/// Writes [DistanceLoops] on the Vector API, with all lanes in registers to the end.
final class DistanceLanes {
  private static final MethodTypeDesc SUMS =
      MethodTypeDesc.of(CD_void, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int);

  /// Vectors of sums that leave enough registers.
  private static final int MOST_SUMS = 8;

  private final CodeBuilder code;
  private final VectorCode vector;
  private final FoldLanes folds;
  private final int vectors;
  private final int d;
  private final int rows;

  private DistanceLanes(CodeBuilder code, VectorCode vector) {
    this.code = code;
    this.vector = vector;
    this.folds = new FoldLanes(code, vector, new TermCode(vector, vector, Term.SELF));
    this.vectors = LaneLoops.LANES / vector.lanes();
    this.d = folds.free();
    this.rows = d + 1;
  }

  static DistanceLoops generate(boolean wide, int bits) {
    VectorCode vector = VectorCode.of(wide, bits);
    return VectorCode.instantiate(
        DistanceLoops.class,
        (wide ? "Double" : "Float") + "Distances" + bits,
        builder ->
            builder.withMethodBody(
                "sums",
                SUMS,
                ClassFile.ACC_PUBLIC,
                code -> new DistanceLanes(code, vector).write()));
  }

  private void write() {
    vector.castArrays(code, RowLanes.X, RowLanes.TO);
    folds.loadTurns();
    new RowLanes(code, vectors, vector.lanes())
        .write(
            Math.max(1, MOST_SUMS / (2 * vectors)),
            2,
            new RowLanes.Body() {
              @Override
              public void start(int row) {
                begin(row);
              }

              @Override
              public void take(int row, int part, int indexSlot, int shift) {
                add(row, part, indexSlot, shift);
              }

              @Override
              public void end(int row) {
                folds.fold(sum(row, 0), 2 * row);
                folds.fold(square(row, 0), 2 * row + 1);
              }
            });
    code.return_();
  }

  private int centre(int row) {
    return rows + row * (1 + 2 * vectors);
  }

  private int sum(int row, int part) {
    return centre(row) + 1 + part;
  }

  private int square(int row, int part) {
    return sum(row, vectors + part);
  }

  private void begin(int row) {
    vector.pushSpecies(code);
    code.aload(RowLanes.TO).iload(RowLanes.O).loadConstant(2 * row).iadd();
    code.arrayLoad(vector.element());
    vector.broadcast(code);
    code.astore(centre(row));
    RowLanes.each(
        2 * vectors,
        v -> {
          vector.zero(code);
          code.astore(sum(row, v));
        });
  }

  private void add(int row, int part, int indexSlot, int shift) {
    vector.load(code, RowLanes.X, indexSlot, shift);
    code.aload(centre(row));
    vector.combine(code, "sub");
    code.astore(d);
    code.aload(sum(row, part)).aload(d);
    vector.combine(code, "add");
    code.astore(sum(row, part));
    code.aload(square(row, part)).aload(d).aload(d);
    vector.combine(code, "mul");
    vector.combine(code, "add");
    code.astore(square(row, part));
  }
}
