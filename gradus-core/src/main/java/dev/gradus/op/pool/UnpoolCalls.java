package dev.gradus.op.pool;

import static dev.gradus.op.pool.Windows.require;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.UnpoolOptions;
import dev.gradus.dtype.DType;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Checks max unpooling and computes the sizes of its results.
public final class UnpoolCalls {
  private UnpoolCalls() {}

  /// Max unpooling of a signal.
  public static Tensor unpool1d(Tensor x, Tensor indices, UnpoolOptions options) {
    long[] out = outputSizes(1, x, options);
    return unpool(2, x.unsqueeze(-1), indices.unsqueeze(-1), new long[] {out[0], 1}).squeeze(-1);
  }

  /// Max unpooling of an image or a volume.
  public static Tensor unpool(int dims, Tensor x, Tensor indices, UnpoolOptions options) {
    long[] out = outputSizes(dims, x, options);
    if (dims == 3) {
      long[] stride = options.stride().length == 0 ? options.kernel() : options.stride();
      stride = PoolChecks.expanded(stride, dims, "");
      require(
          Arrays.stream(stride).allMatch(s -> s > 0),
          "strides should be greater than zero, but got stride: " + Arrays.toString(stride));
    }
    return unpool(dims, x, indices, out);
  }

  private static Tensor unpool(int dims, Tensor x, Tensor indices, long[] out) {
    String name = "max_unpooling" + dims + "d";
    require(
        indices.dtype() == DType.INT64,
        "elements in indices should be type int64 but got: " + indices.dtype().scalarName());
    require(
        x.dim() == dims + 1 || x.dim() == dims + 2,
        "Input to "
            + name
            + " should be a "
            + (dims + 1)
            + "d or "
            + (dims + 2)
            + "d Tensor, but got a tensor with "
            + x.dim()
            + " dimensions.");
    String sizes = Sizes.text(x.layout().sizes());
    require(
        x.layout().sameSizes(indices.layout()),
        "Expected shape of indices to be same as that of the input tensor ("
            + sizes
            + ") but got indices tensor with shape: "
            + Sizes.text(indices.layout().sizes()));
    for (int d = 1; d < x.dim(); d++) {
      require(
          x.size(d) > 0,
          name
              + "_forward_out_cpu(): Expected input to have non-zero size for non-batch dimensions,"
              + " but got "
              + sizes
              + " with dimension "
              + d
              + " being empty.");
    }
    PoolChecks.type(x, "max_unpool" + dims + "d", null);
    long[] result = x.shape();
    System.arraycopy(out, 0, result, result.length - dims, dims);
    Sizes.checkNonNegative("max_unpool" + dims + "d", result);
    return Call.run(new Unpool(dims, result), x, indices);
  }

  // The sizes that the windows cover, or those given, which the same windows must cover.
  private static long[] outputSizes(int dims, Tensor x, UnpoolOptions o) {
    String fits = "max_unpool" + dims + "d: options need one number or one for each dimension";
    long[] kernel = PoolChecks.expanded(o.kernel(), dims, fits);
    long[] stride = o.stride().length == 0 ? kernel : PoolChecks.expanded(o.stride(), dims, fits);
    long[] padding = PoolChecks.expanded(o.padding(), dims, fits);
    long[] least = new long[dims];
    for (int d = 0; d < dims; d++) {
      least[d] = (PoolChecks.last(x, dims - d) - 1) * stride[d] + kernel[d] - 2 * padding[d];
    }
    long[] given = o.outputSize();
    if (given == null) {
      return least;
    }
    int all = given.length;
    long[] wanted = all == dims + 2 ? Arrays.copyOfRange(given, 2, all) : given;
    require(
        wanted.length == dims,
        "output_size should be a sequence containing "
            + dims
            + " or "
            + (dims + 2)
            + " elements, but it has a length of '"
            + all
            + "'");
    for (int d = 0; d < dims; d++) {
      long from = least[d] - stride[d];
      long to = least[d] + stride[d];
      require(
          from < wanted[d] && wanted[d] < to,
          "invalid output_size \""
              + Arrays.toString(wanted)
              + "\" (dim "
              + d
              + " must be between "
              + from
              + " and "
              + to
              + ")");
    }
    return wanted;
  }
}
