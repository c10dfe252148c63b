package dev.gradus.kernel;

/// Transforms between real sequences and the half of their spectra that says everything.
///
/// A sequence of even length is read as a complex one of half the length, whose spectrum is then
/// taken apart; an odd one has zeros as imaginary parts. Two sequences are never packed into one
/// complex one: a large one would drown a small one, and nan would spread.
public final class RealFourier {
  private RealFourier() {}

  /// The spectra of real rows.
  ///
  /// @param x `rows` rows of `n` numbers, `double[]` or `float[]`
  /// @param offset where they begin
  /// @param y the spectra, of the same kind of array
  /// @param onesided the elements up to n/2, else all n
  /// @param scale what the results are multiplied by
  public static void forward(
      Object x, int offset, Object y, int rows, int n, boolean onesided, double scale) {
    boolean even = n % 2 == 0;
    int m = even ? n / 2 : n;
    FourierPlan plan = FourierLines.plan(m);
    RootsOfUnity roots = plan.between(m);
    int width = onesided ? n / 2 + 1 : n;
    FourierLines.run(
        plan,
        rows,
        (buffers, first, count) -> {
          for (int b = 0; b < count; b++) {
            load(x, offset + (first + b) * n, m, even, buffers, b, count);
          }
          buffers.transform(plan, count, true);
          double[] row = new double[2 * (n / 2 + 1)];
          for (int b = 0; b < count; b++) {
            half(buffers, roots, n, b, count, row);
            spread(row, n, width, scale, y, 2 * (first + b) * width);
          }
        });
  }

  private static void load(
      Object x, int start, int m, boolean even, FourierLines.Buffers to, int b, int count) {
    int step = even ? 2 : 1;
    if (x instanceof double[] doubles) {
      for (int k = 0, i = start, o = b; k < m; k++, i += step, o += count) {
        to.re[o] = doubles[i];
        to.im[o] = even ? doubles[i + 1] : 0;
      }
    } else {
      float[] floats = (float[]) x;
      for (int k = 0, i = start, o = b; k < m; k++, i += step, o += count) {
        to.re[o] = floats[i];
        to.im[o] = even ? floats[i + 1] : 0;
      }
    }
  }

  /// The elements up to n/2 of a real sequence's spectrum, from that of its complex form.
  private static void half(
      FourierLines.Buffers z, RootsOfUnity roots, int n, int b, int count, double[] row) {
    if (n % 2 != 0) {
      for (int k = 0; k <= n / 2; k++) {
        row[2 * k] = z.re[k * count + b];
        row[2 * k + 1] = k == 0 ? 0 : z.im[k * count + b];
      }
      return;
    }
    int m = n / 2;
    for (int k = 0; k <= m; k++) {
      int i = (k == m ? 0 : k) * count + b;
      int j = (k == 0 ? 0 : m - k) * count + b;
      double evenR = 0.5 * (z.re[i] + z.re[j]);
      double evenI = 0.5 * (z.im[i] - z.im[j]);
      double oddR = 0.5 * (z.im[i] + z.im[j]);
      double oddI = 0.5 * (z.re[j] - z.re[i]);
      row[2 * k] = evenR + (oddR * roots.re[k] - oddI * roots.im[k]);
      row[2 * k + 1] = evenI + (oddR * roots.im[k] + oddI * roots.re[k]);
    }
    row[1] = 0;
    row[2 * m + 1] = 0;
  }

  private static void spread(double[] row, int n, int width, double scale, Object y, int start) {
    for (int k = 0; k < width; k++) {
      boolean mirrored = k > n / 2;
      int from = 2 * (mirrored ? n - k : k);
      double re = row[from] * scale;
      double im = row[from + 1] * (mirrored ? -scale : scale);
      if (y instanceof double[] doubles) {
        doubles[start + 2 * k] = re;
        doubles[start + 2 * k + 1] = im;
      } else {
        float[] floats = (float[]) y;
        floats[start + 2 * k] = (float) re;
        floats[start + 2 * k + 1] = (float) im;
      }
    }
  }

  /// Real rows from the halves of their spectra, with the exponent +2πi/n. The imaginary part of
  /// element 0, and of element n/2 of an even length, is not read.
  ///
  /// @param x rows of n/2 + 1 complex numbers, `double[]` or `float[]`
  /// @param offset where they begin, in complex numbers
  /// @param y `rows` rows of `n` numbers, of the same kind of array
  /// @param scale what the results are multiplied by
  public static void backward(Object x, int offset, Object y, int rows, int n, double scale) {
    boolean even = n % 2 == 0;
    int m = even ? n / 2 : n;
    FourierPlan plan = FourierLines.plan(m);
    RootsOfUnity roots = plan.between(m);
    FourierLines.run(
        plan,
        rows,
        (buffers, first, count) -> {
          double[] row = new double[2 * (n / 2 + 1)];
          for (int b = 0; b < count; b++) {
            read(x, 2 * (offset + (first + b) * (n / 2 + 1)), row);
            row[1] = 0;
            if (even) {
              row[n + 1] = 0;
            }
            join(row, roots, n, buffers, b, count);
          }
          buffers.transform(plan, count, false);
          for (int b = 0; b < count; b++) {
            store(buffers, m, even, scale, y, (first + b) * n, b, count);
          }
        });
  }

  private static void read(Object x, int start, double[] row) {
    for (int k = 0; k < row.length; k++) {
      row[k] = x instanceof double[] doubles ? doubles[start + k] : ((float[]) x)[start + k];
    }
  }

  /// The spectrum of the complex form of a real sequence, from half of its own.
  private static void join(
      double[] row, RootsOfUnity roots, int n, FourierLines.Buffers z, int b, int count) {
    if (n % 2 != 0) {
      for (int k = 0; k < n; k++) {
        boolean mirrored = k > n / 2;
        int from = 2 * (mirrored ? n - k : k);
        z.re[k * count + b] = row[from];
        z.im[k * count + b] = mirrored ? -row[from + 1] : row[from + 1];
      }
      return;
    }
    int m = n / 2;
    for (int k = 0; k < m; k++) {
      double re = row[2 * k];
      double im = row[2 * k + 1];
      double mirrorR = row[2 * (m - k)];
      double mirrorI = -row[2 * (m - k) + 1];
      double oddR = re - mirrorR;
      double oddI = im - mirrorI;
      // The odd elements, turned back: times the conjugate root, and then times i.
      double turnR = oddR * roots.re[k] + oddI * roots.im[k];
      double turnI = oddI * roots.re[k] - oddR * roots.im[k];
      z.re[k * count + b] = re + mirrorR - turnI;
      z.im[k * count + b] = im + mirrorI + turnR;
    }
  }

  private static void store(
      FourierLines.Buffers from,
      int m,
      boolean even,
      double scale,
      Object y,
      int start,
      int b,
      int count) {
    int step = even ? 2 : 1;
    for (int k = 0, i = start, o = b; k < m; k++, i += step, o += count) {
      if (y instanceof double[] doubles) {
        doubles[i] = from.re[o] * scale;
        if (even) {
          doubles[i + 1] = from.im[o] * scale;
        }
      } else {
        float[] floats = (float[]) y;
        floats[i] = (float) (from.re[o] * scale);
        if (even) {
          floats[i + 1] = (float) (from.im[o] * scale);
        }
      }
    }
  }
}
