package dev.gradus.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// Writes the [TapKernel] of sums over places on the Vector API for any element type and vector
/// width: the lanes of a few taps in registers, and every vector of `g` loaded once for all of
/// them.
final class TapDotsGenerator {
  private static final int TOGETHER = TapLoops.TOGETHER;

  // Parameters of run, slot 0 being `this`, and its other integers.
  private static final int COUNT = 1;
  private static final int FIRST = 2;
  private static final int G = 3;
  private static final int TAPS = 5;
  private static final int X = 6;
  private static final int ACC = 7;
  private static final int O = 8;
  private static final int I = 9;
  private static final int PLACE = 10;
  private static final int FACTOR = PLACE + TOGETHER;
  private static final int FIRST_FREE = FACTOR + 1;

  private final VectorCode vector;
  private final int vectors;

  private TapDotsGenerator(VectorCode vector) {
    this.vector = vector;
    this.vectors = TapLoops.LANES / vector.lanes();
  }

  /// The kernel for vectors of `bits` bits, of doubles if `wide`, else of floats.
  static TapKernel generate(boolean wide, int bits) {
    TapDotsGenerator generator = new TapDotsGenerator(VectorCode.of(wide, bits));
    return VectorCode.instantiate(
        TapKernel.class,
        wide ? "DoubleTapDots" : "FloatTapDots",
        builder ->
            builder.withMethodBody("run", TapKernel.RUN, ClassFile.ACC_PUBLIC, generator::run));
  }

  private int sum(int t, int v) {
    return FIRST_FREE + t * vectors + v;
  }

  private void run(CodeBuilder code) {
    vector.castArrays(code, G, X, ACC);
    for (int t = 0; t < TOGETHER; t++) {
      code.aload(TAPS).iload(FIRST).loadConstant(t).iadd().iaload().istore(PLACE + t);
      for (int v = 0; v < vectors; v++) {
        vector.load(code, ACC, O, t * TapLoops.LANES + v * vector.lanes());
        code.astore(sum(t, v));
      }
    }
    Label next = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(I);
    code.labelBinding(next).iload(I).iload(COUNT).if_icmpge(end);
    for (int v = 0; v < vectors; v++) {
      vector.load(code, G, I, v * vector.lanes());
      code.astore(FACTOR);
      for (int t = 0; t < TOGETHER; t++) {
        code.aload(FACTOR);
        vector.load(code, X, PLACE + t, v * vector.lanes());
        code.aload(sum(t, v));
        vector.fma(code);
        code.astore(sum(t, v));
      }
    }
    for (int t = 0; t < TOGETHER; t++) {
      code.iinc(PLACE + t, TapLoops.LANES);
    }
    code.iinc(I, TapLoops.LANES).goto_(next).labelBinding(end);
    for (int t = 0; t < TOGETHER; t++) {
      for (int v = 0; v < vectors; v++) {
        code.aload(sum(t, v));
        vector.store(code, ACC, O, t * TapLoops.LANES + v * vector.lanes());
      }
    }
    code.return_();
  }
}
