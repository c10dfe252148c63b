package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.function.IntConsumer;

/// Batches of [Dense] matrices: copying matrices of tensors in and out, and running over them.
public final class DenseBatch {
  private DenseBatch() {}

  /// Runs `one` for every matrix of a batch, on several threads if that pays.
  ///
  /// @param work about how many multiply-adds a matrix takes
  public static void run(int count, long work, IntConsumer one) {
    RealGemm.shareBatch(count, work, one);
  }

  /// Copies a matrix of a tensor into a dense one.
  ///
  /// @param dtype float32, float64 or a complex dtype
  /// @param from the array of the tensor
  /// @param offset where the matrix begins in it, in elements
  /// @param rowStep from a row to the next
  /// @param columnStep from a column to the next
  public static void load(
      DType dtype, Object from, int offset, int rowStep, int columnStep, Dense to) {
    if (from instanceof double[] doubles) {
      to.copy(
          new Dense(
              dtype.isComplex(),
              doubles,
              offset,
              to.rows(),
              to.columns(),
              rowStep,
              columnStep,
              false));
      return;
    }
    float[] floats = (float[]) from;
    int width = dtype.isComplex() ? 2 : 1;
    double[] out = to.data();
    for (int j = 0; j < to.columns(); j++) {
      for (int part = 0; part < width; part++) {
        int x = width * (offset + j * columnStep) + part;
        int y = width * to.at(0, j) + part;
        for (int i = 0; i < to.rows(); i++) {
          out[y + i * width * to.rowStep()] = floats[x + i * width * rowStep];
        }
      }
    }
  }

  /// Rounds doubles to floats.
  public static void narrow(double[] from, float[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (float) from[i];
    }
  }
}
