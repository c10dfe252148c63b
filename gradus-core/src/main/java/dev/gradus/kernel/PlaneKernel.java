package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/// A generated loop over planes of a depthwise convolution: every row of a plane is a few vectors,
/// which see their taps in the plane itself.
///
/// Place `(r, c)` of a result sees at tap `(i, j)` place `(r + top ± i, c + left ± j)`, which is
/// zero outside. The loops read up to a vector beyond either end of a plane.
interface PlaneKernel {
  /// What [#run] takes and gives.
  MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void,
          CD_int,
          CD_int,
          CD_int.arrayType(),
          CD_Object,
          CD_Object,
          CD_Object,
          CD_Object,
          CD_Object);

  // What `sizes` has.
  int IN_ROWS = 0;
  int IN_WIDTH = 1;
  int OUT_ROWS = 2;
  int OUT_WIDTH = 3;
  int TOP = 4;
  int LEFT = 5;

  /// Weights are those of plane modulo `GROUPS`, `TAPS` from group to group.
  int GROUPS = 6;

  int TAPS = 7;
  int X_AT = 8;
  int W_AT = 9;
  int BIAS_AT = 10;
  int Y_AT = 11;

  /// How many numbers `sizes` has.
  int SIZES = 12;

  /// Elements of an array of zeros, of which a row outside is read from the middle on.
  int ZEROS = 64;

  /// Makes planes `first` to `end - 1` of `y`.
  void run(
      int first,
      int end,
      int[] sizes,
      Object x,
      Object w,
      @Nullable Object bias,
      Object y,
      Object zeros);
}
