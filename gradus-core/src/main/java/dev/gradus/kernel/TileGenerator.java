package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;

/// Writes a [TileKernel] on the Vector API for any element type, vector width and register block.
///
/// The whole tile lives in local variables, `rows × vectors` accumulators, because C2 keeps vectors
/// in registers only when they are locals: an array of vectors would be boxed. The code is what one
/// would write by hand:
///
/// ```
/// for (p = 0; p < depth; p++, ao += rows, bo += bStep) {
///   b0 = fromArray(S, b, bo); b1 = fromArray(S, b, bo + lanes); …
///   a0 = broadcast(S, a[ao]);     c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01); …
///   a1 = broadcast(S, a[ao + 1]); c10 = a1.fma(b0, c10); …
/// }
/// ```
final class TileGenerator {
  // Parameters of run, slot 0 being `this`; all of them take one slot.
  private static final int DEPTH = 1;
  private static final int A = 2;
  private static final int AO = 3;
  private static final int B = 4;
  private static final int BO = 5;
  private static final int B_STEP = 6;
  private static final int C = 7;
  private static final int CO = 8;
  private static final int C_ROW = 9;
  private static final int ADD = 10;
  private static final int FIRST_FREE = 11;

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void,
          CD_int,
          CD_Object,
          CD_int,
          CD_Object,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int,
          CD_boolean);

  private final VectorCode vector;
  private final int rows;
  private final int vectors;

  private TileGenerator(VectorCode vector, int rows, int vectors) {
    this.vector = vector;
    this.rows = rows;
    this.vectors = vectors;
  }

  /// A kernel for `rows × vectors` registers of `bits` bits, of doubles if `wide`, else of floats.
  static TileKernel generate(boolean wide, int bits, int rows, int vectors) {
    TileGenerator generator = new TileGenerator(VectorCode.of(wide, bits), rows, vectors);
    String name = (wide ? "DoubleTile" : "FloatTile") + rows + "x" + generator.columns();
    return VectorCode.instantiate(TileKernel.class, name, generator::methods);
  }

  private int columns() {
    return vectors * vector.lanes();
  }

  private void methods(ClassBuilder builder) {
    MethodTypeDesc number = MethodTypeDesc.of(CD_int);
    builder
        .withMethodBody(
            "rows", number, ClassFile.ACC_PUBLIC, code -> code.loadConstant(rows).ireturn())
        .withMethodBody(
            "columns", number, ClassFile.ACC_PUBLIC, code -> code.loadConstant(columns()).ireturn())
        .withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, this::tile);
  }

  private int accumulator(int r, int v) {
    return FIRST_FREE + r * vectors + v;
  }

  private int bVector(int v) {
    return accumulator(rows, v);
  }

  private int aVector() {
    return accumulator(rows + 1, 0);
  }

  private void tile(CodeBuilder code) {
    vector.castArrays(code, A, B, C);
    vector.zero(code);
    code.astore(aVector());
    for (int i = 0; i < rows * vectors; i++) {
      code.aload(aVector()).astore(FIRST_FREE + i);
    }
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top).iload(DEPTH).ifle(end);
    step(code);
    code.iinc(DEPTH, -1).goto_(top).labelBinding(end);
    store(code);
    code.return_();
  }

  /// One `p`: a row of B times a column of A, added to the accumulators.
  private void step(CodeBuilder code) {
    for (int v = 0; v < vectors; v++) {
      vector.load(code, B, BO, v * vector.lanes());
      code.astore(bVector(v));
    }
    for (int r = 0; r < rows; r++) {
      vector.pushSpecies(code);
      code.aload(A).iload(AO).loadConstant(r).iadd().arrayLoad(vector.element());
      vector.broadcast(code);
      code.astore(aVector());
      for (int v = 0; v < vectors; v++) {
        code.aload(aVector()).aload(bVector(v)).aload(accumulator(r, v));
        vector.fma(code);
        code.astore(accumulator(r, v));
      }
    }
    code.iinc(AO, rows);
    code.iload(BO).iload(B_STEP).iadd().istore(BO);
  }

  private void store(CodeBuilder code) {
    Label plain = code.newLabel();
    int row = aVector() + 1;
    code.iload(ADD).ifeq(plain);
    code.iload(CO).istore(row);
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        vector.load(code, C, row, v * vector.lanes());
        code.aload(accumulator(r, v));
        vector.combine(code, "add");
        code.astore(accumulator(r, v));
      }
      code.iload(row).iload(C_ROW).iadd().istore(row);
    }
    code.labelBinding(plain);
    code.iload(CO).istore(row);
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        code.aload(accumulator(r, v));
        vector.store(code, C, row, v * vector.lanes());
      }
      code.iload(row).iload(C_ROW).iadd().istore(row);
    }
  }
}
