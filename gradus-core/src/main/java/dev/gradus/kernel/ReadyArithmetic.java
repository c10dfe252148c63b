package dev.gradus.kernel;

/// The loops of arithmetic: see [ReadyLoop], of which this, too, is written.
final class ReadyArithmetic {
  private ReadyArithmetic() {}

  /// `add(x0, x1)`
  static final class Add extends ReadyLoop {
    private static final String EXPRESSION = "add(x0, x1)";

    private Add() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new Add();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      float[] x1 = (float[]) arrays[2];
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v1 = x1[i];
          float v2 = v0 + v1;
          y[i] = v2;
        }
        start += outer[0];
      }
    }
  }

  /// `sub(x0, x1)`
  static final class Sub extends ReadyLoop {
    private static final String EXPRESSION = "sub(x0, x1)";

    private Sub() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new Sub();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      float[] x1 = (float[]) arrays[2];
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v1 = x1[i];
          float v2 = v0 - v1;
          y[i] = v2;
        }
        start += outer[0];
      }
    }
  }

  /// `mul(x0, x1)`
  static final class Mul extends ReadyLoop {
    private static final String EXPRESSION = "mul(x0, x1)";

    private Mul() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new Mul();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      float[] x1 = (float[]) arrays[2];
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v1 = x1[i];
          float v2 = v0 * v1;
          y[i] = v2;
        }
        start += outer[0];
      }
    }
  }

  /// `div(x0, x1)`
  static final class Div extends ReadyLoop {
    private static final String EXPRESSION = "div(x0, x1)";

    private Div() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new Div();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      float[] x1 = (float[]) arrays[2];
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v1 = x1[i];
          float v2 = v0 / v1;
          y[i] = v2;
        }
        start += outer[0];
      }
    }
  }

  /// `add(x0, p0)`
  static final class AddNumber extends ReadyLoop {
    private static final String EXPRESSION = "add(x0, p0)";

    private AddNumber() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new AddNumber();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      float p0 = (float) Double.longBitsToDouble(params[0]);
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v2 = v0 + p0;
          y[i] = v2;
        }
        start += outer[0];
      }
    }
  }

  /// `sub(x0, p0)`
  static final class SubNumber extends ReadyLoop {
    private static final String EXPRESSION = "sub(x0, p0)";

    private SubNumber() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new SubNumber();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      float p0 = (float) Double.longBitsToDouble(params[0]);
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v2 = v0 - p0;
          y[i] = v2;
        }
        start += outer[0];
      }
    }
  }

  /// `mul(x0, p0)`
  static final class MulNumber extends ReadyLoop {
    private static final String EXPRESSION = "mul(x0, p0)";

    private MulNumber() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new MulNumber();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      float p0 = (float) Double.longBitsToDouble(params[0]);
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v2 = v0 * p0;
          y[i] = v2;
        }
        start += outer[0];
      }
    }
  }

  /// `div(x0, p0)`
  static final class DivNumber extends ReadyLoop {
    private static final String EXPRESSION = "div(x0, p0)";

    private DivNumber() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new DivNumber();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      float p0 = (float) Double.longBitsToDouble(params[0]);
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v2 = v0 / p0;
          y[i] = v2;
        }
        start += outer[0];
      }
    }
  }

  /// `neg(x0)`
  static final class Neg extends ReadyLoop {
    private static final String EXPRESSION = "neg(x0)";

    private Neg() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new Neg();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v1 = -v0;
          y[i] = v1;
        }
        start += outer[0];
      }
    }
  }

  /// `abs(x0)`
  static final class Abs extends ReadyLoop {
    private static final String EXPRESSION = "abs(x0)";

    private Abs() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new Abs();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v1 = Math.abs(v0);
          y[i] = v1;
        }
        start += outer[0];
      }
    }
  }

  /// `sqrt(x0)`
  static final class Sqrt extends ReadyLoop {
    private static final String EXPRESSION = "sqrt(x0)";

    private Sqrt() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new Sqrt();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v1 = (float) Math.sqrt(v0);
          y[i] = v1;
        }
        start += outer[0];
      }
    }
  }

  /// `mul(x0, x0)`
  static final class Square extends ReadyLoop {
    private static final String EXPRESSION = "mul(x0, x0)";

    private Square() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new Square();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v1 = v0 * v0;
          y[i] = v1;
        }
        start += outer[0];
      }
    }
  }

  /// `max(x0, x1)`
  static final class Maximum extends ReadyLoop {
    private static final String EXPRESSION = "max(x0, x1)";

    private Maximum() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new Maximum();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      float[] x1 = (float[]) arrays[2];
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v1 = x1[i];
          float v2 = Math.max(v0, v1);
          y[i] = v2;
        }
        start += outer[0];
      }
    }
  }

  /// `min(x0, x1)`
  static final class Minimum extends ReadyLoop {
    private static final String EXPRESSION = "min(x0, x1)";

    private Minimum() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new Minimum();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      float[] x1 = (float[]) arrays[2];
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v1 = x1[i];
          float v2 = Math.min(v0, v1);
          y[i] = v2;
        }
        start += outer[0];
      }
    }
  }

  /// `max(x0, 0.0)`
  static final class Relu extends ReadyLoop {
    private static final String EXPRESSION = "max(x0, 0.0)";

    private Relu() {
      super(EXPRESSION, 1, false);
    }

    static ReadyLoop make() {
      return new Relu();
    }

    @Override
    void run(
        int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
      float[] y = (float[]) arrays[0];
      float[] x0 = (float[]) arrays[1];
      int start = offsets[0];
      for (int row = 0; row < m; row++) {
        int end = start + n;
        for (int i = start; i < end; i++) {
          float v0 = x0[i];
          float v2 = Math.max(v0, 0.0f);
          y[i] = v2;
        }
        start += outer[0];
      }
    }
  }
}
