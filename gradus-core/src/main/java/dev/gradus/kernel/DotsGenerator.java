package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;

/// Writes a [DotsKernel] for vectors of 512 bits: sixteen elements of sixteen rows are turned by
/// [CardShuffle], so that a vector holds one element of each row, and each is multiplied by its
/// element of the one vector. Chains of different rows run side by side, and turning the next block
/// fills the time that one step of a chain waits for the last.
final class DotsGenerator {
  private static final int LANES = 16;

  // Parameters of run, slot 0 being `this`.
  private static final int DEPTH = 1;
  private static final int A = 2;
  private static final int AO = 3;
  private static final int B = 4;
  private static final int BO = 5;
  private static final int ROW = 6;
  private static final int TO = 7;
  private static final int O = 8;
  private static final int SUM = 9;
  private static final int SHUFFLE = 10;
  private static final int CARDS = SHUFFLE + CardShuffle.SLOTS;

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_Object, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int);

  private final VectorCode vector = VectorCode.of(false, LANES * Float.SIZE);
  private final CardShuffle shuffle = new CardShuffle(vector, SHUFFLE);

  private DotsGenerator() {}

  static DotsKernel generate() {
    DotsGenerator generator = new DotsGenerator();
    return VectorCode.instantiate(
        DotsKernel.class,
        "Dots",
        builder -> builder.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, generator::body));
  }

  private void body(CodeBuilder code) {
    vector.castArrays(code, A, B, TO);
    shuffle.prepare(code);
    vector.zero(code);
    code.astore(SUM);
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top).iload(DEPTH).ifle(end);
    block(code);
    code.iinc(AO, LANES).iinc(BO, LANES).iinc(DEPTH, -LANES).goto_(top);
    code.labelBinding(end).aload(SUM);
    vector.store(code, TO, O, 0);
    code.return_();
  }

  private void block(CodeBuilder code) {
    int[] columns = shuffle.turned(code, LANES, B, BO, ROW, CARDS);
    for (int p = 0; p < LANES; p++) {
      vector.pushSpecies(code);
      code.aload(A).iload(AO).loadConstant(p).iadd().arrayLoad(vector.element());
      vector.broadcast(code);
      code.aload(columns[p]).aload(SUM);
      vector.fma(code);
      code.astore(SUM);
    }
  }
}
