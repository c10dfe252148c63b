package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;

/// Writes a [TransposeKernel] of eight or sixteen rows of floats for vectors of 512 bits.
///
/// The rows are shuffled like cards: vector `i` is zipped with the one half of all vectors further
/// on, its lower half becoming vector `2i`, its upper half `2i + 1`. In the number of an element,
/// whose upper digits are its vector and whose lower digits its lane, that turns all binary digits
/// by one place. After as many shuffles as the number of rows has digits, the row is the end of it.
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
  private static final int AT = 8;
  private static final int LOWER = 9;
  private static final int UPPER = 10;
  private static final int ZIP_LOWER = 11;
  private static final int ZIP_UPPER = 12;
  private static final int FIRST_FREE = 13;

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(CD_void, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int, CD_int);

  private final VectorCode vector = VectorCode.of(false, LANES * Float.SIZE);
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
    lanes(code, 0, ZIP_LOWER);
    lanes(code, LANES / 2, ZIP_UPPER);
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top).iload(DEPTH).ifle(end);
    block(code);
    code.iinc(X, LANES).iinc(DEPTH, -LANES).goto_(top);
    code.labelBinding(end).return_();
  }

  /// Which lanes of two vectors, the second's from sixteen on, make half of their zip.
  private void lanes(CodeBuilder code, int first, int slot) {
    code.loadConstant(LANES).newarray(vector.element()).astore(slot);
    for (int i = 0; i < LANES; i++) {
      float lane = first + i / 2 + i % 2 * LANES;
      code.aload(slot).loadConstant(i).loadConstant(lane).fastore();
    }
    code.loadConstant(0).istore(AT);
    vector.load(code, slot, AT, 0);
    code.astore(slot);
  }

  private void block(CodeBuilder code) {
    int[] cards = new int[rows];
    code.iload(X).istore(AT);
    for (int r = 0; r < rows; r++) {
      cards[r] = FIRST_FREE + r;
      vector.load(code, FROM, AT, 0);
      code.astore(cards[r]).iload(AT).iload(ROW).iadd().istore(AT);
    }
    for (int left = rows; left > 1; left /= 2) {
      cards = shuffled(code, cards);
    }
    for (int card : cards) {
      code.aload(card);
      vector.store(code, TO, O, 0);
      code.iload(O).iload(STEP).iadd().istore(O);
    }
  }

  /// Zips pairs in place and tells where their halves are in order.
  private int[] shuffled(CodeBuilder code, int[] cards) {
    int half = rows / 2;
    int[] shuffled = new int[rows];
    for (int i = 0; i < half; i++) {
      zip(code, ZIP_LOWER, cards[i], cards[i + half]);
      code.astore(LOWER);
      zip(code, ZIP_UPPER, cards[i], cards[i + half]);
      code.astore(UPPER);
      code.aload(LOWER).astore(cards[i]).aload(UPPER).astore(cards[i + half]);
      shuffled[2 * i] = cards[i];
      shuffled[2 * i + 1] = cards[i + half];
    }
    return shuffled;
  }

  private void zip(CodeBuilder code, int lanes, int first, int second) {
    code.aload(lanes).aload(first).aload(second);
    vector.selectFromTwo(code);
  }
}
