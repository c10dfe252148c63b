package dev.gradus.nn;

import dev.gradus.AvgPoolOptions;
import dev.gradus.FractionalPoolOptions;
import dev.gradus.Gradus;
import dev.gradus.LpPoolOptions;
import dev.gradus.MaxPoolOptions;
import dev.gradus.UnpoolOptions;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What is printed of pooling layers: one number as it was given, several as a tuple.
final class PoolText {
  private PoolText() {}

  /// Refuses fractional poolings of which one does not know how many windows there are.
  static void checkFractional(String name, FractionalPoolOptions o) {
    double[] ratio = o.outputRatio();
    if (ratio == null) {
      require(
          o.outputSize() != null,
          name + " requires specifying either an output size, or a pooling ratio");
      return;
    }
    require(o.outputSize() == null, "only one of output_size and output_ratio may be specified");
    if (!Arrays.stream(ratio).allMatch(r -> 0 < r && r < 1)) {
      String given = Arrays.stream(ratio).mapToObj(LayerText::of).collect(Collectors.joining(", "));
      throw new GradusArgumentException(
          "output_ratio must be between 0 and 1 (got "
              + (ratio.length == 1 ? given : "(" + given + ")")
              + ")");
    }
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }

  static String max(MaxPoolOptions o) {
    return "kernel_size=%s, stride=%s, padding=%s, dilation=%s, ceil_mode=%s"
        .formatted(
            LayerText.sizes(o.kernel()),
            LayerText.sizes(orKernel(o.stride(), o.kernel())),
            LayerText.sizes(o.padding()),
            LayerText.sizes(o.dilation()),
            LayerText.of(o.ceilMode()));
  }

  /// @param tuples whether single numbers are printed as tuples, as PyTorch does for signals
  static String mean(AvgPoolOptions o, boolean tuples) {
    long[] stride = orKernel(o.stride(), o.kernel());
    return "kernel_size=%s, stride=%s, padding=%s"
        .formatted(
            tuples ? LayerText.tuple(o.kernel()) : LayerText.sizes(o.kernel()),
            tuples ? LayerText.tuple(stride) : LayerText.sizes(stride),
            tuples ? LayerText.tuple(o.padding()) : LayerText.sizes(o.padding()));
  }

  static String power(double p, LpPoolOptions o) {
    return "norm_type=%s, kernel_size=%s, stride=%s, ceil_mode=%s"
        .formatted(
            LayerText.whole(p),
            LayerText.sizes(o.kernel()),
            o.stride().length == 0 ? "None" : LayerText.sizes(o.stride()),
            LayerText.of(o.ceilMode()));
  }

  static String unpool(UnpoolOptions o, int dims) {
    return "kernel_size=%s, stride=%s, padding=%s"
        .formatted(
            LayerText.tuple(Inputs.expand(o.kernel(), dims)),
            LayerText.tuple(Inputs.expand(orKernel(o.stride(), o.kernel()), dims)),
            LayerText.tuple(Inputs.expand(o.padding(), dims)));
  }

  static String sizes(long[] sizes) {
    String text =
        Arrays.stream(sizes)
            .mapToObj(s -> s == Gradus.SAME_SIZE ? "None" : Long.toString(s))
            .collect(Collectors.joining(", "));
    return sizes.length == 1 ? text : "(" + text + ")";
  }

  private static long[] orKernel(long[] stride, long[] kernel) {
    return stride.length == 0 ? kernel : stride;
  }
}
