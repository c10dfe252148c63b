package dev.gradus.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// Writes [TapKernel]s for several rows of weights on the Vector API for any element type and
/// vector width.
///
/// As in [TileGenerator] all sums are local variables. A vector of places is loaded once for all
/// rows of weights:
///
/// ```
/// for (i = 0; i < count; i += vectors · lanes) {
///   for (t = 0, w = ao; t < depth; t++, w += rows) {
///     x0 = fromArray(S, x, taps[t] + i); x1 = fromArray(S, x, taps[t] + i + lanes); …
///     a0 = broadcast(S, a[w]); s00 = a0.fma(x0, s00); s01 = a0.fma(x1, s01); …
///   }
///   s00.intoArray(y, i); …
/// }
/// ```
final class TapGenerator {
  // Parameters of a kernel's run, slot 0 being `this`, and its other integers.
  private static final int COUNT = 1;
  private static final int DEPTH = 2;
  private static final int A = 3;
  private static final int AO = 4;
  private static final int TAPS = 5;
  private static final int X = 6;
  private static final int Y = 7;
  private static final int ROW = 8;
  private static final int I = 9;
  private static final int T = 10;
  private static final int W = 11;
  private static final int AT = 12;
  private static final int FIRST_FREE = 13;

  private final VectorCode vector;
  private final int rows;
  private final int vectors;

  private TapGenerator(VectorCode vector, int rows, int vectors) {
    this.vector = vector;
    this.rows = rows;
    this.vectors = vectors;
  }

  /// A kernel for `rows × vectors` sums in registers of `bits` bits, of doubles if `wide`.
  static TapKernel generate(boolean wide, int bits, int rows, int vectors) {
    TapGenerator generator = new TapGenerator(VectorCode.of(wide, bits), rows, vectors);
    String name = (wide ? "DoubleTaps" : "FloatTaps") + rows + "x" + vectors;
    return VectorCode.instantiate(
        TapKernel.class,
        name,
        builder ->
            builder.withMethodBody("run", TapKernel.RUN, ClassFile.ACC_PUBLIC, generator::run));
  }

  private int sum(int r, int v) {
    return FIRST_FREE + r * vectors + v;
  }

  private int seen(int v) {
    return sum(rows, v);
  }

  private int weight() {
    return sum(rows + 1, 0);
  }

  private void run(CodeBuilder code) {
    vector.castArrays(code, A, X, Y);
    Label nextRun = code.newLabel();
    Label nextTap = code.newLabel();
    Label store = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(I);
    code.labelBinding(nextRun).iload(I).iload(COUNT).if_icmpge(end);
    for (int s = 0; s < rows * vectors; s++) {
      vector.zero(code);
      code.astore(FIRST_FREE + s);
    }
    code.iconst_0().istore(T).iload(AO).istore(W);
    code.labelBinding(nextTap).iload(T).iload(DEPTH).if_icmpge(store);
    tap(code);
    code.iinc(T, 1).iinc(W, rows).goto_(nextTap);
    code.labelBinding(store).iload(I).istore(AT);
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        code.aload(sum(r, v));
        vector.store(code, Y, AT, v * vector.lanes());
      }
      code.iload(AT).iload(ROW).iadd().istore(AT);
    }
    code.iinc(I, vectors * vector.lanes()).goto_(nextRun).labelBinding(end).return_();
  }

  private void tap(CodeBuilder code) {
    code.aload(TAPS).iload(T).iaload().iload(I).iadd().istore(AT);
    for (int v = 0; v < vectors; v++) {
      vector.load(code, X, AT, v * vector.lanes());
      code.astore(seen(v));
    }
    for (int r = 0; r < rows; r++) {
      vector.pushSpecies(code);
      code.aload(A).iload(W).loadConstant(r).iadd().arrayLoad(vector.element());
      vector.broadcast(code);
      code.astore(weight());
      for (int v = 0; v < vectors; v++) {
        code.aload(weight()).aload(seen(v)).aload(sum(r, v));
        vector.fma(code);
        code.astore(sum(r, v));
      }
    }
  }
}
