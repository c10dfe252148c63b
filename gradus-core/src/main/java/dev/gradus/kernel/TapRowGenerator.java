package dev.gradus.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// Writes [TapKernel]s for one row of weights and a fixed number of taps on the Vector API: the
/// weights stay in registers, and the only loop is the one over the places.
///
/// ```
/// for (i = 0; i < count; i += lanes) {
///   s = w0.fma(fromArray(S, x, taps[first] + i), zero or fromArray(S, y, i));
///   s = w1.fma(fromArray(S, x, taps[first + 1] + i), s); …
///   s.intoArray(y, i);
/// }
/// ```
final class TapRowGenerator {
  // Parameters of run, slot 0 being `this`, and its other integers.
  private static final int COUNT = 1;
  private static final int FIRST = 2;
  private static final int A = 3;
  private static final int AO = 4;
  private static final int TAPS = 5;
  private static final int X = 6;
  private static final int Y = 7;
  private static final int I = 9;
  private static final int PLACE = 10;

  private final VectorCode vector;
  private final int depth;
  private final boolean starts;

  private TapRowGenerator(VectorCode vector, int depth, boolean starts) {
    this.vector = vector;
    this.depth = depth;
    this.starts = starts;
  }

  /// A kernel for `depth` taps and vectors of `bits` bits, of doubles if `wide`.
  ///
  /// @param starts whether chains begin at zero
  static TapKernel generate(boolean wide, int bits, int depth, boolean starts) {
    TapRowGenerator generator = new TapRowGenerator(VectorCode.of(wide, bits), depth, starts);
    return VectorCode.instantiate(
        TapKernel.class,
        (wide ? "DoubleTapRow" : "FloatTapRow") + depth,
        builder ->
            builder.withMethodBody("run", TapKernel.RUN, ClassFile.ACC_PUBLIC, generator::run));
  }

  private void run(CodeBuilder code) {
    int weight = PLACE + depth;
    int sum = weight + depth;
    int zero = sum + 1;
    vector.castArrays(code, A, X, Y);
    vector.zero(code);
    code.astore(zero);
    for (int t = 0; t < depth; t++) {
      code.aload(TAPS).iload(FIRST).loadConstant(t).iadd().iaload().istore(PLACE + t);
      vector.pushSpecies(code);
      code.aload(A).iload(AO).iload(FIRST).iadd().loadConstant(t).iadd();
      code.arrayLoad(vector.element());
      vector.broadcast(code);
      code.astore(weight + t);
    }
    Label next = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(I);
    code.labelBinding(next).iload(I).iload(COUNT).if_icmpge(end);
    if (starts) {
      code.aload(zero);
    } else {
      vector.load(code, Y, I, 0);
    }
    code.astore(sum);
    for (int t = 0; t < depth; t++) {
      code.aload(weight + t);
      vector.load(code, X, PLACE + t, 0);
      code.aload(sum);
      vector.fma(code);
      code.astore(sum);
      code.iinc(PLACE + t, vector.lanes());
    }
    code.aload(sum);
    vector.store(code, Y, I, 0);
    code.iinc(I, vector.lanes()).goto_(next).labelBinding(end).return_();
  }
}
