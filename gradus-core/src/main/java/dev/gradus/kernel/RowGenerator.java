package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;

/// Writes [RowKernel]s on the Vector API for any element type and vector width.
final class RowGenerator {
  /// What a kernel does.
  enum Kind {
    /// Copies rows.
    COPY,
    /// Copies rows and writes a vector of zeros behind each.
    BORDER,
    /// Copies every second element, and writes zeros as well.
    HALF
  }

  // Parameters of run, slot 0 being `this`, and its other variables.
  private static final int ROWS = 1;
  private static final int WIDTH = 2;
  private static final int X = 3;
  private static final int XO = 4;
  private static final int X_ROW = 5;
  private static final int Y = 6;
  private static final int YO = 7;
  private static final int Y_ROW = 8;
  private static final int LANES = 9;
  private static final int I = 10;
  private static final int FROM = 11;
  private static final int TO = 12;
  private static final int CHOICE = 13;
  private static final int ZERO = 14;

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_Object);

  private final VectorCode vector;
  private final Kind kind;

  private RowGenerator(VectorCode vector, Kind kind) {
    this.vector = vector;
    this.kind = kind;
  }

  /// A kernel for vectors of `bits` bits, of doubles if `wide`.
  static RowKernel generate(boolean wide, int bits, Kind kind) {
    RowGenerator generator = new RowGenerator(VectorCode.of(wide, bits), kind);
    return VectorCode.instantiate(
        RowKernel.class,
        (wide ? "DoubleRows" : "FloatRows") + kind,
        builder -> builder.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, generator::run));
  }

  private void run(CodeBuilder code) {
    vector.castArrays(code, X, Y);
    code.iconst_0().istore(I);
    if (kind == Kind.HALF) {
      vector.castArrays(code, LANES);
      vector.load(code, LANES, I, 0);
      code.astore(CHOICE);
    }
    vector.zero(code);
    code.astore(ZERO);
    Label nextRow = code.newLabel();
    Label nextVector = code.newLabel();
    Label endOfRow = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(nextRow).iload(ROWS).ifle(end);
    code.iload(XO).istore(FROM).iload(YO).istore(TO).iload(WIDTH).istore(I);
    code.labelBinding(nextVector).iload(I).ifle(endOfRow);
    one(code);
    code.iinc(TO, vector.lanes()).iinc(I, -vector.lanes()).goto_(nextVector);
    code.labelBinding(endOfRow);
    if (kind != Kind.COPY) {
      code.iload(YO).iload(WIDTH).iadd().istore(TO).aload(ZERO);
      vector.store(code, Y, TO, 0);
    }
    code.iload(XO).iload(X_ROW).iadd().istore(XO);
    code.iload(YO).iload(Y_ROW).iadd().istore(YO);
    code.iinc(ROWS, -1).goto_(nextRow).labelBinding(end).return_();
  }

  private void one(CodeBuilder code) {
    if (kind == Kind.HALF) {
      code.aload(CHOICE);
      vector.load(code, X, FROM, 0);
      vector.load(code, X, FROM, vector.lanes());
      vector.selectFromTwo(code);
      code.iinc(FROM, 2 * vector.lanes());
    } else {
      vector.load(code, X, FROM, 0);
      code.iinc(FROM, vector.lanes());
    }
    vector.store(code, Y, TO, 0);
  }
}
