package dev.gradus.nn;

import dev.gradus.FractionalPoolOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;

/// The largest element of each window of images, whose places are drawn. **Shape**: (N, C, H, W) or
/// without N. **Source**: torch.nn.FractionalMaxPool2d; Graham 2014.
public final class FractionalMaxPool2d extends Layer {
  private final FractionalPoolOptions options;

  /// Creates it: options with the sizes of the result, or the ratio of them to those of the input.
  ///
  /// **Errors**: neither or both of them, a ratio that is not between 0 and 1.
  public FractionalMaxPool2d(FractionalPoolOptions options) {
    PoolText.checkFractional("FractionalMaxPool2d", options);
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.fractionalMaxPool2d(x, options).values();
  }

  /// The largest elements and where they were.
  public ValuesAndIndices withIndices(Tensor x) {
    Tensor[] found = run(in -> Inputs.array(Gradus.fractionalMaxPool2d(in[0], options)), x);
    return new ValuesAndIndices(found[0], found[1]);
  }
}
