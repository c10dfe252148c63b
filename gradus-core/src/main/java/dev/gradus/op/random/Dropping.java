package dev.gradus.op.random;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Layout;
import dev.gradus.shape.ResultLayout;
import java.util.function.UnaryOperator;

/// Leaves elements or whole channels out by chance and corrects the others, so that the mean stays
/// what it was; the alpha forms put selu's lowest value in the place of what is left out, and keep
/// the variance too.
public final class Dropping {
  /// -selu(-∞).
  private static final double ALPHA = 1.7580993408473766;

  private Dropping() {}

  /// One of the kinds of dropout.
  ///
  /// @param name PyTorch's name
  /// @param channels whether channels are left out as a whole
  /// @param alpha whether for selu
  public record Kind(String name, boolean channels, boolean alpha) {
    public static final Kind PLAIN = new Kind("dropout", false, false);
    public static final Kind FEATURE = new Kind("feature_dropout", true, false);
    public static final Kind ALPHA = new Kind("alpha_dropout", false, true);
    public static final Kind FEATURE_ALPHA = new Kind("feature_alpha_dropout", true, true);
  }

  /// The result in a new tensor, or the tensor itself where nothing is left out.
  public static Tensor of(Kind kind, Tensor x, double p, boolean training) {
    return of(kind, x, p, training, false);
  }

  /// The tensor itself, changed.
  public static Tensor into(Kind kind, Tensor x, double p, boolean training) {
    return of(kind, x, p, training, true);
  }

  private static Tensor of(Kind kind, Tensor x, double p, boolean training, boolean inPlace) {
    checkProbability(kind.name, p);
    if (p == 0 || !training || x.numel() == 0) {
      return x;
    }
    if (p == 1) {
      return product(x, Gradus.zeros(x.dtype()), inPlace);
    }
    Layout layout = kind.channels ? channels(kind, x) : ResultLayout.of(x.shape(), x.layout());
    boolean ready = !kind.alpha && x.dtype().isFloatingPoint();
    Filling how = ready ? Fillings.dropout(x.dtype(), 1 - p) : Fillings.bernoulli(x.dtype(), 1 - p);
    Tensor[] factors = new Tensor[2];
    // Not unrecorded: vmap wants numbers of its own for every example.
    Gradus.noGrad(() -> {
      Tensor kept = Samples.filled(how, x.dtype(), layout.at(0), null);
      if (kind.alpha) {
        double a = 1 / Math.sqrt((ALPHA * ALPHA * p + 1) * (1 - p));
        factors[1] = kept.add(-1L).mul_(ALPHA * a).add_(ALPHA * a * p);
        return factors[0] = kept.mul_(a);
      }
      return factors[0] = ready ? kept : kept.div_(1 - p);
    });
    Tensor y = product(x, factors[0], inPlace);
    return kind.alpha ? y.add_(factors[1]) : y;
  }

  private static Tensor product(Tensor x, Tensor factor, boolean inPlace) {
    return inPlace ? x.mul_(factor) : x.mul(factor);
  }

  /// PyTorch's sentence for a probability that is none.
  public static void checkProbability(String op, double p) {
    Wording.require(
        p >= 0 && p <= 1,
        "dropout probability has to be between 0 and 1, but got " + Wording.python(p),
        op + ": p is the share that is left out.");
  }

  // One element for each channel of each example.
  private static Layout channels(Kind kind, Tensor x) {
    Wording.require(
        x.dim() >= 2,
        "Feature dropout requires at least 2 dimensions in the input",
        kind.name + ": the tensor has shape " + x.sizeText() + ".");
    long[] sizes = x.shape();
    for (int d = 2; d < sizes.length; d++) {
      sizes[d] = 1;
    }
    return Layout.contiguous(sizes);
  }

  // --- By the number of spatial dimensions ---

  /// `dropout1d`, `dropout2d`, `dropout3d`: whole channels.
  public static Tensor spatial(int dims, Tensor x, double p, boolean training, boolean inPlace) {
    String name = "dropout" + dims + "d";
    checkProbability(name, p);
    int rank = x.dim();
    if (dims == 1 && rank != 2 && rank != 3) {
      throw new GradusArgumentException(
          "dropout1d: Expected 2D or 3D input, but received a %1$dD input. Note that dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs).\ndropout1d: the tensor has shape %2$s."
              .formatted(rank, x.sizeText()));
    }
    if (dims > 1) {
      warn(dims, rank);
    }
    UnaryOperator<Tensor> drop = t -> of(Kind.FEATURE, t, p, training, inPlace);
    // In two dimensions PyTorch takes three for a batch of signals.
    boolean single = dims == 2 ? false : rank != dims + 2;
    if (!single) {
      return drop.apply(x);
    }
    if (inPlace) {
      return drop.apply(x.unsqueeze_(0)).squeeze_(0);
    }
    return drop.apply(x.unsqueeze(0)).squeeze(0);
  }

  private static void warn(int dims, int rank) {
    if (rank != dims + 1 && rank != dims + 2) {
      Gradus.warn(
          "dropout%1$dd: Received a %2$d-D input to dropout%1$dd, which is deprecated and will result in an error in a future release. To retain the behavior and silence this warning, please use feature_dropout instead. Note that dropout%1$dd exists to provide channel-wise dropout on inputs with %1$d spatial dimensions, a channel dimension, and an optional batch dimension (i.e. %3$dD or %4$dD inputs)."
              .formatted(dims, rank, dims + 1, dims + 2));
    }
    if (dims == 2 && rank == 3) {
      Gradus.warn(
          "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior is desired - input is interpreted as shape (N, C, L), where C is the channel dim. This behavior will change in a future release to interpret the input as one without a batch dimension, i.e. shape (C, H, W). To maintain the 1D channel-wise dropout behavior, please switch to using dropout1d instead.");
    }
  }
}
