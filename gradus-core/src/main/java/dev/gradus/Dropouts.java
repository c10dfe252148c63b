package dev.gradus;

import dev.gradus.op.random.DropoutGradient;
import dev.gradus.op.random.Dropping;
import dev.gradus.op.random.Dropping.Kind;
import dev.gradus.op.random.GumbelSoftmax;
import dev.gradus.op.random.NativeDropout;
import dev.gradus.op.random.RandomRelu;
import org.jspecify.annotations.Nullable;

/// Functions among the statics of [Gradus] that leave elements out or change them by chance.
///
/// They draw from [Gradus#defaultGenerator()] what PyTorch draws on the CPU. `p` is the share that
/// is left out. Where nothing is drawn (not training, p 0, no elements) they return the tensor
/// itself. **Errors** of dropout: p not between 0 and 1.
abstract sealed class Dropouts extends Choosing permits Convolutions {
  /// [#dropout(Tensor, double, boolean)] in training.
  public static Tensor dropout(Tensor x, double p) {
    return dropout(x, p, true);
  }

  /// Zeros for a share p of the elements, the others divided by 1 - p. **Gradient**: g where an
  /// element was kept, divided likewise. **Source**: torch.nn.functional.dropout.
  public static Tensor dropout(Tensor x, double p, boolean training) {
    return Dropping.of(Kind.PLAIN, x, p, training);
  }

  /// [#dropout(Tensor, double, boolean)] in place.
  public static Tensor dropout_(Tensor x, double p, boolean training) {
    return Dropping.into(Kind.PLAIN, x, p, training);
  }

  /// [#dropout(Tensor, double, boolean)] of whole channels: dimension 1. **Gradient**: as there.
  /// **Errors**: fewer than two dimensions. **Source**: torch.feature\_dropout.
  public static Tensor featureDropout(Tensor x, double p, boolean training) {
    return Dropping.of(Kind.FEATURE, x, p, training);
  }

  /// [#featureDropout] in place.
  public static Tensor featureDropout_(Tensor x, double p, boolean training) {
    return Dropping.into(Kind.FEATURE, x, p, training);
  }

  /// Dropout for selu: what is left out becomes selu's lowest value, and all are scaled and shifted
  /// so that mean 0 and variance 1 stay. **Gradient**: g · scale where an element was kept.
  /// **Source**: torch.nn.functional.alpha\_dropout; Klambauer et al. 2017.
  public static Tensor alphaDropout(Tensor x, double p, boolean training) {
    return Dropping.of(Kind.ALPHA, x, p, training);
  }

  /// [#alphaDropout] in place.
  public static Tensor alphaDropout_(Tensor x, double p, boolean training) {
    return Dropping.into(Kind.ALPHA, x, p, training);
  }

  /// [#alphaDropout] of whole channels: dimension 1. **Gradient**: as there. **Errors**: fewer than
  /// two dimensions. **Source**: torch.nn.functional.feature\_alpha\_dropout.
  public static Tensor featureAlphaDropout(Tensor x, double p, boolean training) {
    return Dropping.of(Kind.FEATURE_ALPHA, x, p, training);
  }

  /// [#featureAlphaDropout] in place.
  public static Tensor featureAlphaDropout_(Tensor x, double p, boolean training) {
    return Dropping.into(Kind.FEATURE_ALPHA, x, p, training);
  }

  /// [#featureDropout] of a signal (C, L) or a batch of them (N, C, L). **Gradient**: as there.
  /// **Errors**: another number of dimensions. **Source**: torch.nn.functional.dropout1d.
  public static Tensor dropout1d(Tensor x, double p, boolean training) {
    return Dropping.spatial(1, x, p, training, false);
  }

  /// [#dropout1d] in place.
  public static Tensor dropout1d_(Tensor x, double p, boolean training) {
    return Dropping.spatial(1, x, p, training, true);
  }

  /// [#featureDropout] of a batch of images (N, C, H, W). Three dimensions are taken for signals
  /// (N, C, L), with a warning, as PyTorch does. **Gradient**: as there. **Source**:
  /// torch.nn.functional.dropout2d.
  public static Tensor dropout2d(Tensor x, double p, boolean training) {
    return Dropping.spatial(2, x, p, training, false);
  }

  /// [#dropout2d] in place.
  public static Tensor dropout2d_(Tensor x, double p, boolean training) {
    return Dropping.spatial(2, x, p, training, true);
  }

  /// [#featureDropout] of a volume (C, D, H, W) or a batch of them (N, C, D, H, W). **Gradient**:
  /// as there. **Source**: torch.nn.functional.dropout3d.
  public static Tensor dropout3d(Tensor x, double p, boolean training) {
    return Dropping.spatial(3, x, p, training, false);
  }

  /// [#dropout3d] in place.
  public static Tensor dropout3d_(Tensor x, double p, boolean training) {
    return Dropping.spatial(3, x, p, training, true);
  }

  /// Dropout, and which elements it kept. **Gradient**: g · mask / (1 - p); unscaled where `train`
  /// is unset. **Source**: torch.native\_dropout.
  ///
  /// @param train null, PyTorch's `None`, draws as true does
  public static OutputAndMask nativeDropout(Tensor x, double p, @Nullable Boolean train) {
    Dropping.checkProbability("nativeDropout", p);
    Tensor[] y = Call.runAll(new NativeDropout(p, train), x);
    return new OutputAndMask(y[0], y[1]);
  }

  /// The gradient of dropout: g · mask · scale. **Gradient**: the same of g. **Source**:
  /// torch.ops.aten.native\_dropout\_backward.
  public static Tensor nativeDropoutBackward(Tensor g, Tensor mask, double scale) {
    return Call.run(new DropoutGradient(scale), g, mask);
  }

  /// Leaky relu with a slope drawn for each element between `lower` and `upper`; not in training
  /// with the slope between them. PyTorch's defaults are 1/8 and 1/3. **Dtype**: floating.
  /// **Gradient**: g above 0, slope · g at and below 0. **Source**: torch.nn.functional.rrelu.
  public static Tensor rrelu(Tensor x, double lower, double upper, boolean training) {
    return RandomRelu.of(x, lower, upper, training, null, false);
  }

  /// [#rrelu] in place.
  public static Tensor rrelu_(Tensor x, double lower, double upper, boolean training) {
    return RandomRelu.of(x, lower, upper, training, null, true);
  }

  /// Samples of a distribution over classes with these log-probabilities, up to a constant, that
  /// have a gradient: softmax((logits + noise) / tau), or if hard the greatest of them as one-hot.
  /// **Gradient**: that of softmax, if hard too. **Source**: torch.nn.functional.gumbel\_softmax;
  /// Jang, Gu and Poole 2017.
  ///
  /// @param tau the temperature; towards 0 samples become one-hot
  /// @param dim the dimension of the classes
  public static Tensor gumbelSoftmax(Tensor logits, double tau, boolean hard, int dim) {
    return GumbelSoftmax.of(logits, tau, hard, dim);
  }
}
