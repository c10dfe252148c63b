package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.MethodTypeDesc;

/// A generated loop over a run of places.
interface TapKernel {
  /// What [#run] takes and gives.
  MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int.arrayType(),
          CD_Object,
          CD_Object,
          CD_int);

  /// Goes through `count` places.
  ///
  /// @param number the first tap, or how many taps there are
  /// @param a weights or, of sums over places, `g`
  /// @param y sums of places, or lanes of sums over places
  /// @param row from row to row of the sums of places, or where the lanes of the first tap begin
  void run(int count, int number, Object a, int ao, int[] taps, Object x, Object y, int row);
}
