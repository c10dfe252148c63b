package dev.gradus.data;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Changes of one sample, for [Datasets#map]. Images are (channels, height, width).
///
/// What is random is drawn from the default generator of the calling thread, which a [DataLoader]
/// seeds for every batch, so that the same seed gives the same images for any number of workers.
public final class Transforms {
  private Transforms() {}

  /// One after another. **Source**: torchvision.transforms.Compose.
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  public static UnaryOperator<Tensor> compose(UnaryOperator<Tensor>... transforms) {
    var all = List.of(transforms);
    return x -> {
      Tensor y = x;
      for (var transform : all) {
        y = transform.apply(y);
      }
      return y;
    };
  }

  /// Takes `mean` from each channel and divides it by `std`. **Errors**: a `std` of 0, or not one
  /// number per channel. **Source**: torchvision.transforms.Normalize.
  public static UnaryOperator<Tensor> normalize(double[] mean, double[] std) {
    if (mean.length != std.length || Arrays.stream(std).anyMatch(s -> s == 0)) {
      throw new GradusArgumentException(
          "normalize: got means "
              + Arrays.toString(mean)
              + " and deviations "
              + Arrays.toString(std)
              + "; one of each per channel, no deviation 0.");
    }
    Tensor m = Gradus.tensor(mean).reshape(mean.length, 1, 1);
    Tensor s = Gradus.tensor(std).reshape(std.length, 1, 1);
    return x -> {
      if (x.dim() != 3 || x.size(0) != mean.length) {
        throw image("normalize", x);
      }
      return x.sub(m.to(x.dtype())).div(s.to(x.dtype()));
    };
  }

  /// A class as a row of zeros with a one. **Dtype**: int64 to float32. **Source**:
  /// torch.nn.functional.one\_hot.
  public static UnaryOperator<Tensor> oneHot(int classes) {
    return x -> Gradus.oneHot(x, classes).to(DType.FLOAT32);
  }

  /// Bytes from 0 to 255 as float32 from 0 to 1.
  public static UnaryOperator<Tensor> toUnit() {
    return x -> x.to(DType.FLOAT32).div(255);
  }

  /// Turns left to right with chance `p`. **Source**: torchvision.transforms.RandomHorizontalFlip.
  public static UnaryOperator<Tensor> randomHorizontalFlip(double p) {
    return x -> Gradus.rand(1).item() < p ? x.flip(-1) : x;
  }

  /// A random part of `height` by `width`, of the image with `padding` zeros on each side.
  /// **Errors**: a part larger than that. **Source**: torchvision.transforms.RandomCrop.
  public static UnaryOperator<Tensor> randomCrop(int height, int width, int padding) {
    return x -> {
      if (x.dim() != 3 || height > x.size(1) + 2L * padding || width > x.size(2) + 2L * padding) {
        throw image("randomCrop to " + height + " by " + width, x);
      }
      Tensor y = padding == 0 ? x : padded(x, padding);
      long top = Gradus.randint(0, y.size(1) - height + 1, 1).itemLong();
      long left = Gradus.randint(0, y.size(2) - width + 1, 1).itemLong();
      return y.narrow(1, top, height).narrow(2, left, width);
    };
  }

  private static Tensor padded(Tensor x, int padding) {
    Tensor y =
        Gradus.zeros(x.dtype(), x.size(0), x.size(1) + 2L * padding, x.size(2) + 2L * padding);
    y.narrow(1, padding, x.size(1)).narrow(2, padding, x.size(2)).copy_(x);
    return y;
  }

  private static GradusArgumentException image(String where, Tensor x) {
    return new GradusArgumentException(
        where
            + ": got a tensor of shape "
            + Arrays.toString(x.shape())
            + "; an image is (channels, height, width), with fitting sizes.");
  }
}
