package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;

/// How many connections come into a unit of a weight and go out of it.
record Fan(long in, long out) {
  static Fan of(Tensor weight) {
    if (weight.dim() < 2) {
      throw new GradusArgumentException(
          "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions"
              + "\ninit: the tensor has shape "
              + weight.sizeText()
              + ".");
    }
    long field = 1;
    for (int d = 2; d < weight.dim(); d++) {
      field *= weight.size(d);
    }
    return new Fan(weight.size(1) * field, weight.size(0) * field);
  }

  long of(FanMode mode) {
    return mode == FanMode.FAN_IN ? in : out;
  }
}
