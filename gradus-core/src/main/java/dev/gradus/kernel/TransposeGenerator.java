package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;

/// Writes a [TransposeKernel] of eight or sixteen rows of floats for vectors of 512 bits, by
/// [CardShuffle].
///
/// Generated, because the vectors have to be local variables, and in sixteen rows there are 64
/// zips. All vectors have the width that generated code has elsewhere: where a class of another
/// width passes through the same methods, C2 may give up and box every vector.
final class TransposeGenerator {
  private static final int LANES = 16;

  // Parameters of run, slot 0 being `this`.
  private static final int DEPTH = 1;
  private static final int FROM = 2;
  private static final int X = 3;
  private static final int ROW = 4;
  private static final int TO = 5;
  private static final int O = 6;
  private static final int STEP = 7;
  private static final int SHUFFLE = 8;
  private static final int CARDS = SHUFFLE + CardShuffle.SLOTS;

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(CD_void, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int, CD_int);

  private final VectorCode vector = VectorCode.of(false, LANES * Float.SIZE);
  private final CardShuffle shuffle = new CardShuffle(vector, SHUFFLE);
  private final int rows;

  private TransposeGenerator(int rows) {
    this.rows = rows;
  }

  /// A kernel for that many rows, 8 or 16.
  static TransposeKernel generate(int rows) {
    TransposeGenerator generator = new TransposeGenerator(rows);
    return VectorCode.instantiate(
        TransposeKernel.class,
        "Transpose" + rows,
        builder -> builder.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, generator::body));
  }

  private void body(CodeBuilder code) {
    vector.castArrays(code, FROM, TO);
    shuffle.prepare(code);
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top).iload(DEPTH).ifle(end);
    block(code);
    code.iinc(X, LANES).iinc(DEPTH, -LANES).goto_(top);
    code.labelBinding(end).return_();
  }

  private void block(CodeBuilder code) {
    for (int card : shuffle.turned(code, rows, FROM, X, ROW, CARDS)) {
      code.aload(card);
      vector.store(code, TO, O, 0);
      code.iload(O).iload(STEP).iadd().istore(O);
    }
  }
}
