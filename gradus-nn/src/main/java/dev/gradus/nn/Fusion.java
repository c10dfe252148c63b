package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Puts batch normalisations into the layers before them, for networks that are not trained any
/// more. **Source**: torch.nn.utils.fusion.
public final class Fusion {
  private Fusion() {}

  /// A weight and a bias.
  ///
  /// @param weight the factors
  /// @param bias what is added
  public record WeightAndBias(Tensor weight, Tensor bias) {}

  /// A convolution, or a transposed one, that does what one does that a batch normalisation
  /// follows. Both stay as they are. **Errors**: other kinds of layers, training mode, no running
  /// statistics. **Source**: torch.nn.utils.fuse\_conv\_bn\_eval.
  public static <L extends Layer> L fuseConvBnEval(L conv, Layer norm) {
    if (!(conv instanceof ConvLayer from)) {
      throw new GradusArgumentException("fuseConvBnEval: a " + conv.name() + " is no convolution.");
    }
    BatchNormalization bn = normalisation("fuseConvBnEval", conv, norm);
    boolean transposed = from instanceof TransposedConvolution;
    WeightAndBias fused =
        fused(from.weight(), from.bias(), scale(bn), bn, transposed ? from.groups : -1);
    return result(conv, like(from), fused);
  }

  /// A linear layer that does what one does that a batch normalisation follows. **Errors**:
  /// training mode, no running statistics, other sizes. **Source**:
  /// torch.nn.utils.fuse\_linear\_bn\_eval.
  public static Linear fuseLinearBnEval(Linear linear, Layer norm) {
    BatchNormalization bn = normalisation("fuseLinearBnEval", linear, norm);
    long out = linear.weight().size(0);
    if (bn.features() != out && bn.features() != 1) {
      throw new GradusArgumentException(
          "To fuse, linear.out_features == bn.num_features or bn.num_features == 1"
              + "\nfuseLinearBnEval: there are "
              + out
              + " and "
              + bn.features()
              + " features.");
    }
    WeightAndBias fused = fused(linear.weight(), linear.bias(), scale(bn), bn, -1);
    Linear like = NnUtils.skipInit(() -> new Linear(linear.weight().size(1), out));
    return result(linear, like, fused);
  }

  private static BatchNormalization normalisation(String name, Layer before, Layer norm) {
    if (!(norm instanceof BatchNormalization bn)) {
      throw new GradusArgumentException(
          name + ": a " + norm.name() + " is no batch normalisation.");
    }
    if (before.training() || bn.training()) {
      throw new GradusArgumentException(
          "Fusion only for eval!\n" + name + ": call eval() of both layers first.");
    }
    if (bn.runningMean() == null || bn.runningVar() == null) {
      throw new GradusArgumentException(
          name + ": the batch normalisation has no running statistics.");
    }
    return bn;
  }

  // What the normalisation multiplies each channel by.
  private static Tensor scale(BatchNormalization bn) {
    Tensor variance = Layer.there(bn.runningVar());
    Tensor scale = variance.add(bn.settings().eps()).rsqrt();
    Tensor weight = bn.weight();
    return weight == null ? scale : scale.mul(weight);
  }

  // Where groups are given, the channels are the second dimension of the weight, group by group.
  private static WeightAndBias fused(
      Tensor weight, @Nullable Tensor bias, Tensor scale, BatchNormalization bn, long groups) {
    return Gradus.noGrad(() -> {
      Tensor mean = Layer.there(bn.runningMean());
      Tensor shifted = bias == null ? mean.neg() : bias.sub(mean);
      Tensor moved = shifted.mul(scale);
      Tensor after = bn.bias();
      return new WeightAndBias(
          scaled(weight, scale, groups).to(weight.dtype()),
          (after == null ? moved : moved.add(after)).to(weight.dtype()));
    });
  }

  private static Tensor scaled(Tensor weight, Tensor scale, long groups) {
    long[] ones = new long[weight.dim()];
    Arrays.fill(ones, 1);
    if (groups < 0) {
      ones[0] = scale.numel();
      return weight.mul(scale.reshape(ones));
    }
    long[] sizes = weight.shape();
    long[] grouped = new long[sizes.length + 1];
    grouped[0] = groups;
    grouped[1] = sizes[0] / groups;
    System.arraycopy(sizes, 1, grouped, 2, sizes.length - 1);
    long[] channels = new long[sizes.length + 1];
    Arrays.fill(channels, 1);
    channels[0] = groups;
    channels[2] = sizes[1];
    return weight.reshape(grouped).mul(scale.reshape(channels)).reshape(sizes);
  }

  private static ConvLayer like(ConvLayer from) {
    return NnUtils.skipInit(() -> made(from));
  }

  // A layer of the same kind and settings, with a bias.
  private static ConvLayer made(ConvLayer from) {
    return switch (from) {
      case Conv1d c -> new Conv1d(c.in(), c.out, c.kernel[0], c.settings().withBias(true));
      case Conv2d c -> new Conv2d(c.in(), c.out, c.kernel, c.settings().withBias(true));
      case Conv3d c -> new Conv3d(c.in(), c.out, c.kernel, c.settings().withBias(true));
      case ConvTranspose1d c ->
          new ConvTranspose1d(c.in(), c.out, c.kernel[0], c.settings().withBias(true));
      case ConvTranspose2d c ->
          new ConvTranspose2d(c.in(), c.out, c.kernel, c.settings().withBias(true));
      case ConvTranspose3d c ->
          new ConvTranspose3d(c.in(), c.out, c.kernel, c.settings().withBias(true));
    };
  }

  @SuppressWarnings("unchecked") // It was made of the same class.
  private static <L extends Layer> L result(L from, Layer like, WeightAndBias fused) {
    boolean grad = from.get("weight").requiresGrad();
    Tensor bias = from.getOrNull("bias");
    like.to(fused.weight().dtype());
    like.setParameter("weight", Gradus.parameter(fused.weight(), grad));
    like.setParameter(
        "bias", Gradus.parameter(fused.bias(), bias == null ? grad : bias.requiresGrad()));
    like.eval();
    return (L) like;
  }
}
