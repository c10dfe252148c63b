package dev.gradus.op.conv;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.ConvGeometry;
import java.util.Arrays;

/// All sizes of a convolution of one, two or three dimensions.
///
/// @param samples in a batch
/// @param groups of channels
/// @param channels of the input, of all groups
/// @param filters channels of the result, of all groups
/// @param in sizes of the input
/// @param kernel sizes of the filters
/// @param out sizes of the result
/// @param stride between neighbouring places of the result
/// @param pad places of the input before its first
/// @param dilation between neighbouring taps
record ConvShape(
    long samples,
    long groups,
    long channels,
    long filters,
    long[] in,
    long[] kernel,
    long[] out,
    long[] stride,
    long[] pad,
    long[] dilation) {

  /// The same for another number of samples.
  ConvShape withSamples(long n) {
    return new ConvShape(n, groups, channels, filters, in, kernel, out, stride, pad, dilation);
  }

  long[] inputSizes() {
    return sizes(samples, channels, in);
  }

  long[] weightSizes() {
    return sizes(filters, channels / groups, kernel);
  }

  long[] resultSizes() {
    return sizes(samples, filters, out);
  }

  private static long[] sizes(long first, long second, long[] rest) {
    long[] sizes = new long[rest.length + 2];
    sizes[0] = first;
    sizes[1] = second;
    System.arraycopy(rest, 0, sizes, 2, rest.length);
    return sizes;
  }

  ConvGeometry geometry() {
    return new ConvGeometry(
        small(samples),
        small(groups),
        small(channels / groups),
        small(filters / groups),
        three(in, 1),
        three(kernel, 1),
        three(out, 1),
        three(stride, 1),
        three(pad, 0),
        three(dilation, 1));
  }

  static int[] three(long[] values, int lead) {
    int[] three = new int[3];
    Arrays.fill(three, lead);
    for (int d = 0; d < values.length; d++) {
      three[3 - values.length + d] = small(values[d]);
    }
    return three;
  }

  static int small(long value) {
    if (value != (int) value) {
      throw new GradusArgumentException(
          "convolution: a size of " + value + " is more than an array can hold.");
    }
    return (int) value;
  }

  /// The same windows over other numbers of samples and channels.
  ConvShape grouped(long otherSamples, long otherGroups, long otherChannels, long otherFilters) {
    return new ConvShape(
        otherSamples,
        otherGroups,
        otherChannels,
        otherFilters,
        in,
        kernel,
        out,
        stride,
        pad,
        dilation);
  }
}
