package dev.gradus.kernel;

/// The loops of functions that have formulas: see [ReadyLoop], of which this, too, is written.
final class ReadyFormulas {
  private ReadyFormulas() {}

  /// `exp(x0)`
  static final class Exp extends ReadyLoop {
    private static final String EXPRESSION = "exp(x0)";

    private Exp() {
      super(EXPRESSION, 19, true);
    }

    static ReadyLoop make() {
      return new Exp();
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
          boolean v2 = v0 < -104.0f;
          float v7 = Math.fma(v0, 1.442695f, 1.2583166E7f);
          int v8 = Float.floatToRawIntBits(v7);
          int v10 = Math.min(v8, 1262485887);
          float v11 = Float.intBitsToFloat(v10);
          float v12 = v11 - 1.2583166E7f;
          float v15 = Math.fma(v12, -0.69314575f, v0);
          float v16 = Math.fma(v12, -1.4286068E-6f, v15);
          float v18 = Math.fma(0.0013838948f, v16, 0.008367301f);
          float v20 = Math.fma(v18, v16, 0.041667737f);
          float v22 = Math.fma(v20, v16, 0.16666538f);
          float v24 = Math.fma(v22, v16, 0.49999997f);
          float v25 = v16 * v16;
          float v26 = Math.fma(v24, v25, v16);
          int v28 = v10 << 22;
          int v30 = v28 & -8388608;
          float v31 = Float.intBitsToFloat(v30);
          float v32 = Math.fma(v26, v31, v31);
          int v34 = v10 << 23;
          int v35 = v34 - v30;
          float v36 = Float.intBitsToFloat(v35);
          float v37 = v32 * v36;
          float v38 = v2 ? 0.0f : v37;
          y[i] = v38;
        }
        start += outer[0];
      }
    }
  }

  /// `log(x0)`
  static final class Log extends ReadyLoop {
    private static final String EXPRESSION = "log(x0)";

    private Log() {
      super(EXPRESSION, 34, true);
    }

    static ReadyLoop make() {
      return new Log();
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
          boolean v2 = v0 > 0.0f;
          boolean v4 = v0 < Float.POSITIVE_INFINITY;
          boolean v6 = v0 < 1.1754944E-38f;
          float v8 = v0 * 8388608.0f;
          float v9 = v6 ? v8 : v0;
          int v10 = Float.floatToRawIntBits(v9);
          int v12 = v10 - 1060439283;
          int v14 = v12 >> 23;
          float v15 = (float) v14;
          float v17 = v6 ? 23.0f : 0.0f;
          float v18 = v15 - v17;
          float v20 = v18 * 0.69314575f;
          int v21 = v14 << 23;
          int v22 = v10 - v21;
          float v23 = Float.intBitsToFloat(v22);
          float v25 = v23 - 1.0f;
          float v26 = v20 + v25;
          float v27 = v20 - v26;
          float v28 = v27 + v25;
          float v30 = v25 + 2.0f;
          float v31 = v25 / v30;
          float v33 = v31 * v31;
          float v35 = Math.fma(0.2987146f, v33, 0.39977568f);
          float v37 = Math.fma(v35, v33, 0.66666776f);
          float v38 = v25 * v25;
          float v40 = v38 * 0.5f;
          float v41 = Math.fma(v37, v33, v40);
          float v43 = v18 * 1.4286068E-6f;
          float v44 = Math.fma(v31, v41, v43);
          float v45 = v44 - v40;
          float v46 = v28 + v45;
          float v47 = v26 + v46;
          float v48 = v4 ? v47 : Float.POSITIVE_INFINITY;
          boolean v49 = v0 == 0.0f;
          float v52 = v49 ? Float.NEGATIVE_INFINITY : Float.NaN;
          float v53 = v2 ? v48 : v52;
          y[i] = v53;
        }
        start += outer[0];
      }
    }
  }

  /// `tanh(x0)`
  static final class Tanh extends ReadyLoop {
    private static final String EXPRESSION = "tanh(x0)";

    private Tanh() {
      super(EXPRESSION, 30, true);
    }

    static ReadyLoop make() {
      return new Tanh();
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
          boolean v3 = v1 < 1.0f;
          float v5 = v1 * v1;
          float v7 = Math.fma(-3.5804437E-4f, v5, 0.0023001677f);
          float v9 = Math.fma(v7, v5, -0.0079448f);
          float v11 = Math.fma(v9, v5, 0.021486022f);
          float v13 = Math.fma(v11, v5, -0.053879682f);
          float v15 = Math.fma(v13, v5, 0.13332345f);
          float v17 = Math.fma(v15, v5, -0.33333296f);
          float v18 = v1 * v5;
          float v19 = Math.fma(v17, v18, v1);
          float v22 = v1 * 2.0f;
          float v25 = Math.fma(v22, 1.442695f, 1.2583039E7f);
          int v26 = Float.floatToRawIntBits(v25);
          int v28 = Math.min(v26, 1262485758);
          float v29 = Float.intBitsToFloat(v28);
          float v30 = v29 - 1.2583039E7f;
          float v32 = Math.fma(v30, -0.6931472f, v22);
          float v34 = Math.fma(0.0013838948f, v32, 0.008367301f);
          float v36 = Math.fma(v34, v32, 0.041667737f);
          float v38 = Math.fma(v36, v32, 0.16666538f);
          float v40 = Math.fma(v38, v32, 0.49999997f);
          float v41 = v32 * v32;
          float v42 = Math.fma(v40, v41, v32);
          float v43 = v42 + 1.0f;
          int v45 = v28 << 23;
          float v46 = Float.intBitsToFloat(v45);
          float v47 = Math.fma(v43, v46, 1.0f);
          float v48 = 2.0f / v47;
          float v49 = 1.0f - v48;
          float v50 = v3 ? v19 : v49;
          int v51 = Float.floatToRawIntBits(v50);
          int v52 = Float.floatToRawIntBits(v0);
          int v54 = v52 & -2147483648;
          int v55 = v51 | v54;
          float v56 = Float.intBitsToFloat(v55);
          y[i] = v56;
        }
        start += outer[0];
      }
    }
  }

  /// `sigmoid(x0)`
  static final class Sigmoid extends ReadyLoop {
    private static final String EXPRESSION = "sigmoid(x0)";

    private Sigmoid() {
      super(EXPRESSION, 28, true);
    }

    static ReadyLoop make() {
      return new Sigmoid();
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
          boolean v2 = v0 < 0.0f;
          float v4 = Math.abs(v0);
          float v5 = -v4;
          boolean v7 = v5 < -104.0f;
          float v8 = v7 ? -104.0f : v5;
          float v11 = Math.fma(v8, 1.442695f, 1.2583103E7f);
          float v12 = v11 - 1.2583103E7f;
          float v15 = Math.fma(v12, -0.69314575f, v8);
          float v16 = Math.fma(v12, -1.4286068E-6f, v15);
          float v18 = Math.fma(0.0013838948f, v16, 0.008367301f);
          float v20 = Math.fma(v18, v16, 0.041667737f);
          float v22 = Math.fma(v20, v16, 0.16666538f);
          float v24 = Math.fma(v22, v16, 0.49999997f);
          float v25 = v16 * v16;
          float v26 = Math.fma(v24, v25, v16);
          int v27 = Float.floatToRawIntBits(v11);
          int v29 = v27 << 23;
          float v30 = Float.intBitsToFloat(v29);
          float v31 = Math.fma(v26, v30, v30);
          float v33 = v31 * 5.421011E-20f;
          float v35 = v2 ? v33 : 1.0f;
          float v36 = v33 + 1.0f;
          float v37 = 1.0f / v36;
          float v38 = v35 * v37;
          float v39 = -v38;
          float v40 = v36 - 1.0f;
          float v41 = v33 - v40;
          float v42 = Math.fma(v39, v36, v35);
          float v43 = Math.fma(v39, v41, v42);
          float v44 = Math.fma(v43, v37, v38);
          y[i] = v44;
        }
        start += outer[0];
      }
    }
  }

  /// `mul(x0, sigmoid(x0))`
  static final class Silu extends ReadyLoop {
    private static final String EXPRESSION = "mul(x0, sigmoid(x0))";

    private Silu() {
      super(EXPRESSION, 29, true);
    }

    static ReadyLoop make() {
      return new Silu();
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
          boolean v2 = v0 < 0.0f;
          float v4 = Math.abs(v0);
          float v5 = -v4;
          boolean v7 = v5 < -104.0f;
          float v8 = v7 ? -104.0f : v5;
          float v11 = Math.fma(v8, 1.442695f, 1.2583103E7f);
          float v12 = v11 - 1.2583103E7f;
          float v15 = Math.fma(v12, -0.69314575f, v8);
          float v16 = Math.fma(v12, -1.4286068E-6f, v15);
          float v18 = Math.fma(0.0013838948f, v16, 0.008367301f);
          float v20 = Math.fma(v18, v16, 0.041667737f);
          float v22 = Math.fma(v20, v16, 0.16666538f);
          float v24 = Math.fma(v22, v16, 0.49999997f);
          float v25 = v16 * v16;
          float v26 = Math.fma(v24, v25, v16);
          int v27 = Float.floatToRawIntBits(v11);
          int v29 = v27 << 23;
          float v30 = Float.intBitsToFloat(v29);
          float v31 = Math.fma(v26, v30, v30);
          float v33 = v31 * 5.421011E-20f;
          float v35 = v2 ? v33 : 1.0f;
          float v36 = v33 + 1.0f;
          float v37 = 1.0f / v36;
          float v38 = v35 * v37;
          float v39 = -v38;
          float v40 = v36 - 1.0f;
          float v41 = v33 - v40;
          float v42 = Math.fma(v39, v36, v35);
          float v43 = Math.fma(v39, v41, v42);
          float v44 = Math.fma(v43, v37, v38);
          float v45 = v0 * v44;
          y[i] = v45;
        }
        start += outer[0];
      }
    }
  }

  /// `mul(mul(x0, 0.5), add(tanh(mul(add(mul(mul(mul(x0, x0), x0), 0.044715), x0),
  /// 0.7978845608028654)), 1.0))`
  static final class GeluTanh extends ReadyLoop {
    private static final String EXPRESSION =
        "mul(mul(x0, 0.5), add(tanh(mul(add(mul(mul(mul(x0, x0), x0), 0.044715), x0), 0.7978845608028654)), 1.0))";

    private GeluTanh() {
      super(EXPRESSION, 38, true);
    }

    static ReadyLoop make() {
      return new GeluTanh();
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
          float v2 = v0 * 0.5f;
          float v3 = v0 * v0;
          float v4 = v3 * v0;
          float v6 = v4 * 0.044715f;
          float v7 = v6 + v0;
          float v9 = v7 * 0.7978846f;
          float v10 = Math.abs(v9);
          boolean v12 = v10 < 1.0f;
          float v14 = v10 * v10;
          float v16 = Math.fma(-3.5804437E-4f, v14, 0.0023001677f);
          float v18 = Math.fma(v16, v14, -0.0079448f);
          float v20 = Math.fma(v18, v14, 0.021486022f);
          float v22 = Math.fma(v20, v14, -0.053879682f);
          float v24 = Math.fma(v22, v14, 0.13332345f);
          float v26 = Math.fma(v24, v14, -0.33333296f);
          float v27 = v10 * v14;
          float v28 = Math.fma(v26, v27, v10);
          float v31 = v10 * 2.0f;
          float v34 = Math.fma(v31, 1.442695f, 1.2583039E7f);
          int v35 = Float.floatToRawIntBits(v34);
          int v37 = Math.min(v35, 1262485758);
          float v38 = Float.intBitsToFloat(v37);
          float v39 = v38 - 1.2583039E7f;
          float v41 = Math.fma(v39, -0.6931472f, v31);
          float v43 = Math.fma(0.0013838948f, v41, 0.008367301f);
          float v45 = Math.fma(v43, v41, 0.041667737f);
          float v47 = Math.fma(v45, v41, 0.16666538f);
          float v49 = Math.fma(v47, v41, 0.49999997f);
          float v50 = v41 * v41;
          float v51 = Math.fma(v49, v50, v41);
          float v52 = v51 + 1.0f;
          int v54 = v37 << 23;
          float v55 = Float.intBitsToFloat(v54);
          float v56 = Math.fma(v52, v55, 1.0f);
          float v57 = 2.0f / v56;
          float v58 = 1.0f - v57;
          float v59 = v12 ? v28 : v58;
          int v60 = Float.floatToRawIntBits(v59);
          int v61 = Float.floatToRawIntBits(v9);
          int v63 = v61 & -2147483648;
          int v64 = v60 | v63;
          float v65 = Float.intBitsToFloat(v64);
          float v66 = v65 + 1.0f;
          float v67 = v2 * v66;
          y[i] = v67;
        }
        start += outer[0];
      }
    }
  }
}
