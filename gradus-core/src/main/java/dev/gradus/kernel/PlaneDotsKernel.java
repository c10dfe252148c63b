package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.MethodTypeDesc;

/// A generated loop over planes of a depthwise convolution that adds up, for every tap, products of
/// a gradient's places and of what they see.
///
/// Place `(r, c)` of `g` sees at tap `(i, j)` place `(r + top + i, c + left + j)` of `x`, which is
/// zero outside. The vector loops read up to a vector beyond either end of a plane.
interface PlaneDotsKernel {
  /// What [#run] takes and gives.
  MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_int.arrayType(), CD_Object, CD_Object, CD_Object, CD_Object);

  /// Lanes of a sum: column `c` belongs to lane `c mod 16`.
  int LANES = 16;

  // What `sizes` has.
  int IN_ROWS = 0;
  int IN_WIDTH = 1;
  int OUT_WIDTH = 2;
  int TOP = 3;
  int LEFT = 4;

  /// Rows of `g`, from the first on.
  int FIRST = 5;

  int END = 6;
  int G_AT = 7;

  /// From sample to sample.
  int G_STEP = 8;

  int X_AT = 9;
  int X_STEP = 10;

  /// How many numbers `sizes` has.
  int SIZES = 11;

  /// Adds to the lanes of every tap: as chains of fused multiply-adds by ascending runs of sixteen
  /// columns, samples, rows.
  void run(int samples, int[] sizes, Object g, Object x, Object lanes, Object zeros);
}
