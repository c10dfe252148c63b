package dev.gradus.autograd;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

/// Which arguments of a function are differentiated.
///
/// @param nums their places, negative ones from the end
record Args(int... nums) {
  Args {
    if (nums.length == 0) {
      throw new GradusArgumentException("argnums must be non-empty");
    }
  }

  /// All of several arguments.
  static Args all(int count) {
    int[] nums = new int[count];
    Arrays.setAll(nums, i -> i);
    return new Args(nums);
  }

  /// The places among that many arguments.
  int[] places(int count) {
    int[] own = nums.clone();
    for (int k = 0; k < own.length; k++) {
      if (own[k] < -count || own[k] >= count) {
        throw new GradusArgumentException(
            "Got argnum=" + own[k] + ", but only " + count + " positional inputs");
      }
      own[k] += own[k] < 0 ? count : 0;
    }
    if (Arrays.stream(own).distinct().count() < own.length) {
      throw new GradusArgumentException(
          "argnums elements must be unique, got "
              + Arrays.toString(own).replace('[', '(').replace(']', ')'));
    }
    return own;
  }

  /// The chosen arguments.
  Tensor[] of(Tensor[] x) {
    return Arrays.stream(places(x.length)).mapToObj(i -> x[i]).toArray(Tensor[]::new);
  }

  /// The arguments with others in the chosen places.
  Tensor[] replaced(Tensor[] x, Tensor[] chosen) {
    int[] places = places(x.length);
    Tensor[] all = x.clone();
    for (int k = 0; k < places.length; k++) {
      all[places[k]] = chosen[k];
    }
    return all;
  }
}
