package dev.gradus.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// Writes [PlaneKernel]s on the Vector API: weights stay in registers, and what a row of the input
/// shows to a tap is loaded once for several rows of the result.
///
/// ```
/// for each vector of a row, for each plane, for each block of rows
///   for (u = 0; u < block + height - 1; u++)          // rows of the input
///     row = r + top + u is inside ? x : zeros;
///     for (j = 0; j < width; j++)
///       v = fromArray(S, row, at + j, mask j);
///       s0 = w[u, j].fma(v, s0); s1 = w[u - 1, j].fma(v, s1); …
///   s0.add(bias).intoArray(y, …); …
/// ```
///
/// The last block begins where all of it is inside, so that some rows may be made twice.
final class PlaneGenerator {
  /// What a kernel is for: taps by rows and in a row, seen upwards and leftwards if `back`.
  ///
  /// @param biased whether a bias is added at the end
  record Kind(int height, int width, boolean back, boolean biased) {
    int taps() {
      return height * width;
    }

    /// Rows of the result that are made together: more need more registers, and what the compiler
    /// takes at once has an end.
    int together() {
      return taps() <= 9 ? MOST_ROWS : 2;
    }
  }

  /// Rows that a result must have.
  static final int MOST_ROWS = 3;

  // Parameters of run, slot 0 being `this`, and its other variables.
  private static final int FIRST = 1;
  private static final int END = 2;
  private static final int GIVEN = 3;
  private static final int X = 4;
  private static final int W = 5;
  private static final int BIAS = 6;
  private static final int Y = 7;
  private static final int NONE = 8;
  private static final int SIZE = 9;
  private static final int COLUMN = SIZE + PlaneKernel.SIZES;
  private static final int PLANE = COLUMN + 1;
  private static final int GROUP = PLANE + 1;
  private static final int FROM = GROUP + 1;
  private static final int TO = FROM + 1;
  private static final int R = TO + 1;
  private static final int Q = R + 1;
  private static final int ROW = Q + 1;
  private static final int AT = ROW + 1;
  private static final int SEEN = AT + 1;
  private static final int ZERO = SEEN + 1;
  private static final int ADDED = ZERO + 1;
  private static final int WRITTEN = ADDED + 1;
  private static final int MASKS = WRITTEN + 1;

  private static final PlaneCode INPUT =
      new PlaneCode(Q, SIZE + PlaneKernel.IN_ROWS, SIZE + PlaneKernel.IN_WIDTH, FROM, X, NONE);

  private final VectorCode vector;
  private final Kind kind;
  private final int weights;
  private final int sums;
  private final int places;

  private PlaneGenerator(VectorCode vector, Kind kind) {
    this.vector = vector;
    this.kind = kind;
    this.weights = MASKS + kind.width;
    this.sums = weights + kind.taps();
    this.places = sums + MOST_ROWS;
  }

  /// A kernel for vectors of `bits` bits, of doubles if `wide`.
  static PlaneKernel generate(boolean wide, int bits, Kind kind) {
    PlaneGenerator generator = new PlaneGenerator(VectorCode.of(wide, bits), kind);
    return VectorCode.instantiate(
        PlaneKernel.class,
        (wide ? "DoublePlane" : "FloatPlane") + kind.height + "x" + kind.width,
        builder ->
            builder.withMethodBody("run", PlaneKernel.RUN, ClassFile.ACC_PUBLIC, generator::run));
  }

  private void run(CodeBuilder code) {
    vector.castArrays(code, X, W, BIAS, Y, NONE);
    for (int i = 0; i < PlaneKernel.SIZES; i++) {
      code.aload(GIVEN).loadConstant(i).iaload().istore(SIZE + i);
    }
    vector.zero(code);
    code.astore(ZERO);
    Label next = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(COLUMN);
    code.labelBinding(next).iload(COLUMN);
    size(code, PlaneKernel.OUT_WIDTH);
    code.if_icmpge(end);
    column(code);
    code.iinc(COLUMN, vector.lanes()).goto_(next).labelBinding(end).return_();
  }

  private static void size(CodeBuilder code, int which) {
    code.iload(SIZE + which);
  }

  private int shift(int j) {
    return kind.back ? -j : j;
  }

  /// A vector of all rows of all planes.
  private void column(CodeBuilder code) {
    for (int j = 0; j < kind.width; j++) {
      vector.pushSpecies(code);
      code.iload(COLUMN);
      size(code, PlaneKernel.LEFT);
      code.iadd().loadConstant(shift(j)).iadd();
      size(code, PlaneKernel.IN_WIDTH);
      mask(code, MASKS + j);
    }
    vector.pushSpecies(code);
    code.iconst_0();
    size(code, PlaneKernel.OUT_WIDTH);
    mask(code, WRITTEN);
    code.iload(FIRST).istore(PLANE).iload(FIRST);
    size(code, PlaneKernel.GROUPS);
    code.irem().istore(GROUP);
    Label next = code.newLabel();
    Label same = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(next).iload(PLANE).iload(END).if_icmpge(end);
    plane(code);
    code.iinc(PLANE, 1).iinc(GROUP, 1).iload(GROUP);
    size(code, PlaneKernel.GROUPS);
    code.if_icmplt(same).iconst_0().istore(GROUP);
    code.labelBinding(same).goto_(next).labelBinding(end);
  }

  private void mask(CodeBuilder code, int to) {
    size(code, PlaneKernel.OUT_WIDTH);
    code.iload(COLUMN).isub();
    vector.inside(code);
    code.astore(to);
  }

  private void plane(CodeBuilder code) {
    begin(code, PlaneKernel.X_AT, PlaneKernel.IN_ROWS, PlaneKernel.IN_WIDTH);
    size(code, PlaneKernel.LEFT);
    code.iadd().istore(FROM);
    begin(code, PlaneKernel.Y_AT, PlaneKernel.OUT_ROWS, PlaneKernel.OUT_WIDTH);
    code.istore(TO);
    for (int t = 0; t < kind.taps(); t++) {
      vector.pushSpecies(code);
      code.aload(W).iload(GROUP);
      size(code, PlaneKernel.TAPS);
      code.imul();
      size(code, PlaneKernel.W_AT);
      code.iadd().loadConstant(t).iadd().arrayLoad(vector.element());
      vector.broadcast(code);
      code.astore(weights + t);
    }
    if (kind.biased) {
      vector.pushSpecies(code);
      code.aload(BIAS).iload(GROUP);
      size(code, PlaneKernel.BIAS_AT);
      code.iadd().arrayLoad(vector.element());
      vector.broadcast(code);
      code.astore(ADDED);
    }
    rows(code);
  }

  /// Pushes where a plane begins, with the column added.
  private static void begin(CodeBuilder code, int at, int rows, int width) {
    code.iload(PLANE);
    size(code, rows);
    code.imul();
    size(code, width);
    code.imul();
    size(code, at);
    code.iadd().iload(COLUMN).iadd();
  }

  private void rows(CodeBuilder code) {
    Label next = code.newLabel();
    Label fits = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(R);
    code.labelBinding(next);
    block(code, kind.together());
    code.iinc(R, kind.together()).iload(R);
    size(code, PlaneKernel.OUT_ROWS);
    code.if_icmpge(end);
    size(code, PlaneKernel.OUT_ROWS);
    code.loadConstant(kind.together()).isub().iload(R).if_icmpge(fits);
    size(code, PlaneKernel.OUT_ROWS);
    code.loadConstant(kind.together()).isub().istore(R);
    code.labelBinding(fits).goto_(next).labelBinding(end);
  }

  private void block(CodeBuilder code, int together) {
    for (int o = 0; o < together; o++) {
      code.iload(R).loadConstant(o).iadd();
      size(code, PlaneKernel.OUT_WIDTH);
      code.imul().iload(TO).iadd().istore(places + o);
      code.aload(ZERO).astore(sums + o);
    }
    for (int u = 0; u < together + kind.height - 1; u++) {
      code.iload(R);
      size(code, PlaneKernel.TOP);
      code.iadd().loadConstant(kind.back ? together - 1 - u : u).iadd().istore(Q);
      INPUT.choose(code, ROW, AT);
      for (int j = 0; j < kind.width; j++) {
        vector.loadSome(code, ROW, AT, shift(j), MASKS + j);
        code.astore(SEEN);
        for (int o = 0; o < together; o++) {
          int i = kind.back ? u + o - (together - 1) : u - o;
          if (i >= 0 && i < kind.height) {
            code.aload(weights + i * kind.width + j).aload(SEEN).aload(sums + o);
            vector.fma(code);
            code.astore(sums + o);
          }
        }
      }
    }
    for (int o = 0; o < together; o++) {
      code.aload(sums + o);
      if (kind.biased) {
        code.aload(ADDED);
        vector.combine(code, "add");
      }
      vector.storeSome(code, Y, places + o, 0, WRITTEN);
    }
  }
}
