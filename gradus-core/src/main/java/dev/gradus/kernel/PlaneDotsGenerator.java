package dev.gradus.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// Writes [PlaneDotsKernel]s on the Vector API: the lanes of all taps stay in registers.
///
/// ```
/// for each vector h of the lanes
///   for (c = h; c < outWidth; c += LANES), for each sample, for each row
///     e = fromArray(S, g, …, mask);
///     s0 = e.fma(fromArray(S, x, …, mask 0), s0); s1 = …
/// ```
final class PlaneDotsGenerator {
  // Parameters of run, slot 0 being `this`, and its other variables.
  private static final int SAMPLES = 1;
  private static final int GIVEN = 2;
  private static final int G = 3;
  private static final int X = 4;
  private static final int LANES = 5;
  private static final int NONE = 6;
  private static final int SIZE = 7;
  private static final int HALF = SIZE + PlaneDotsKernel.SIZES;
  private static final int SAMPLE = HALF + 1;
  private static final int SLOPES = SAMPLE + 1;
  private static final int PLANE = SLOPES + 1;
  private static final int FROM = PLANE + 1;
  private static final int COLUMN = FROM + 1;
  private static final int R = COLUMN + 1;
  private static final int Q = R + 1;
  private static final int ROW = Q + 1;
  private static final int AT = ROW + 1;
  private static final int SLOPE = AT + 1;
  private static final int SHOWN = SLOPE + 1;
  private static final int MASKS = SHOWN + 1;

  private static final PlaneCode INPUT =
      new PlaneCode(
          Q, SIZE + PlaneDotsKernel.IN_ROWS, SIZE + PlaneDotsKernel.IN_WIDTH, FROM, X, NONE);

  private final VectorCode vector;
  private final int height;
  private final int width;
  private final int sums;

  private PlaneDotsGenerator(VectorCode vector, int height, int width) {
    this.vector = vector;
    this.height = height;
    this.width = width;
    this.sums = MASKS + width;
  }

  /// A kernel for vectors of `bits` bits, of doubles if `wide`, and `height` rows of `width` taps.
  static PlaneDotsKernel generate(boolean wide, int bits, int height, int width) {
    PlaneDotsGenerator generator = new PlaneDotsGenerator(VectorCode.of(wide, bits), height, width);
    return VectorCode.instantiate(
        PlaneDotsKernel.class,
        (wide ? "DoublePlaneDots" : "FloatPlaneDots") + height + "x" + width,
        builder ->
            builder.withMethodBody(
                "run", PlaneDotsKernel.RUN, ClassFile.ACC_PUBLIC, generator::run));
  }

  private static void size(CodeBuilder code, int which) {
    code.iload(SIZE + which);
  }

  private void run(CodeBuilder code) {
    vector.castArrays(code, G, X, LANES, NONE);
    for (int i = 0; i < PlaneDotsKernel.SIZES; i++) {
      code.aload(GIVEN).loadConstant(i).iaload().istore(SIZE + i);
    }
    Label next = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(HALF);
    code.labelBinding(next).iload(HALF).loadConstant(PlaneDotsKernel.LANES).if_icmpge(end);
    code.iload(HALF);
    size(code, PlaneDotsKernel.OUT_WIDTH);
    code.if_icmpge(end);
    half(code);
    code.iinc(HALF, vector.lanes()).goto_(next).labelBinding(end).return_();
  }

  /// One vector of the lanes of every tap.
  private void half(CodeBuilder code) {
    for (int t = 0; t < height * width; t++) {
      vector.load(code, LANES, HALF, t * PlaneDotsKernel.LANES);
      code.astore(sums + t);
    }
    columns(code);
    for (int t = 0; t < height * width; t++) {
      code.aload(sums + t);
      vector.store(code, LANES, HALF, t * PlaneDotsKernel.LANES);
    }
  }

  private static void begin(CodeBuilder code, int at, int step, int to) {
    code.iload(SAMPLE);
    size(code, step);
    code.imul();
    size(code, at);
    code.iadd().istore(to);
  }

  private void columns(CodeBuilder code) {
    Label next = code.newLabel();
    Label end = code.newLabel();
    code.iload(HALF).istore(COLUMN);
    code.labelBinding(next).iload(COLUMN);
    size(code, PlaneDotsKernel.OUT_WIDTH);
    code.if_icmpge(end);
    masks(code);
    samples(code);
    code.iinc(COLUMN, PlaneDotsKernel.LANES).goto_(next).labelBinding(end);
  }

  private void samples(CodeBuilder code) {
    Label next = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(SAMPLE);
    code.labelBinding(next).iload(SAMPLE).iload(SAMPLES).if_icmpge(end);
    begin(code, PlaneDotsKernel.G_AT, PlaneDotsKernel.G_STEP, SLOPES);
    begin(code, PlaneDotsKernel.X_AT, PlaneDotsKernel.X_STEP, PLANE);
    rows(code);
    code.iinc(SAMPLE, 1).goto_(next).labelBinding(end);
  }

  private void masks(CodeBuilder code) {
    for (int j = 0; j < width; j++) {
      vector.pushSpecies(code);
      code.iload(COLUMN);
      size(code, PlaneDotsKernel.LEFT);
      code.iadd().loadConstant(j).iadd();
      size(code, PlaneDotsKernel.IN_WIDTH);
      mask(code, MASKS + j);
    }
    vector.pushSpecies(code);
    code.iconst_0();
    size(code, PlaneDotsKernel.OUT_WIDTH);
    mask(code, SHOWN);
  }

  private void mask(CodeBuilder code, int to) {
    size(code, PlaneDotsKernel.OUT_WIDTH);
    code.iload(COLUMN).isub();
    vector.inside(code);
    code.astore(to);
  }

  private void rows(CodeBuilder code) {
    Label next = code.newLabel();
    Label end = code.newLabel();
    code.iload(PLANE).iload(COLUMN).iadd();
    size(code, PlaneDotsKernel.LEFT);
    code.iadd().istore(FROM);
    size(code, PlaneDotsKernel.FIRST);
    code.istore(R).labelBinding(next).iload(R);
    size(code, PlaneDotsKernel.END);
    code.if_icmpge(end);
    code.iload(R);
    size(code, PlaneDotsKernel.OUT_WIDTH);
    code.imul().iload(SLOPES).iadd().iload(COLUMN).iadd().istore(AT);
    vector.loadSome(code, G, AT, 0, SHOWN);
    code.astore(SLOPE);
    for (int i = 0; i < height; i++) {
      code.iload(R);
      size(code, PlaneDotsKernel.TOP);
      code.iadd().loadConstant(i).iadd().istore(Q);
      INPUT.choose(code, ROW, AT);
      for (int j = 0; j < width; j++) {
        int sum = sums + i * width + j;
        code.aload(SLOPE);
        vector.loadSome(code, ROW, AT, j, MASKS + j);
        code.aload(sum);
        vector.fma(code);
        code.astore(sum);
      }
    }
    code.iinc(R, 1).goto_(next).labelBinding(end);
  }
}
