package dev.gradus.autograd;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import dev.gradus.memory.Storage;

/// A function of several tensors, evaluated near a point: central differences.
final class Perturbed {
  private final TensorsFunction f;
  private final Tensor[] x;
  private final double eps;

  Perturbed(TensorsFunction f, Tensor[] x, double eps) {
    this.f = f;
    this.x = x;
    this.eps = eps;
  }

  /// The slopes of all results along one real coordinate of an input: part 0 of an element is its
  /// real, part 1 its imaginary one.
  Tensor[] slopes(int input, long element, int part) {
    Tensor above = moved(x[input], element, part, eps);
    Tensor below = moved(x[input], element, part, -eps);
    return difference(input, above, below);
  }

  /// The slopes of all results in a direction of an input.
  Tensor[] slopes(int input, Tensor direction) {
    Tensor step = direction.mul(eps);
    return difference(input, x[input].detach().add(step), x[input].detach().sub(step));
  }

  private Tensor[] difference(int input, Tensor above, Tensor below) {
    Tensor[] high = at(input, above);
    Tensor[] low = at(input, below);
    Tensor[] slopes = new Tensor[high.length];
    for (int k = 0; k < high.length; k++) {
      slopes[k] = high[k].sub(low[k]).div(2 * eps);
    }
    return slopes;
  }

  private Tensor[] at(int input, Tensor value) {
    Tensor[] near = new Tensor[x.length];
    for (int i = 0; i < x.length; i++) {
      near[i] = i == input ? value : x[i].detach();
    }
    return Gradus.noGrad(() -> detached(f.apply(near)));
  }

  private static Tensor[] detached(Tensor[] y) {
    Tensor[] all = new Tensor[y.length];
    for (int k = 0; k < y.length; k++) {
      all[k] = y[k].detach().clone();
    }
    return all;
  }

  private static Tensor moved(Tensor x, long element, int part, double by) {
    Tensor copy = x.detach().contiguous().clone();
    Storage storage = copy.storage();
    int slot =
        (int)
            (copy.isComplex()
                ? 2 * (copy.storageOffset() + element) + part
                : copy.storageOffset() + element);
    double value = Elements.getDouble(storage, copy.dtype(), slot);
    Elements.setDouble(storage, copy.dtype(), slot, value + by);
    return copy;
  }

  /// Refuses an input that cannot be moved element by element.
  static void checkInput(int i, Tensor x) {
    for (int d = 0; d < x.dim(); d++) {
      if (x.stride()[d] == 0 && x.shape()[d] > 1) {
        throw new GradusArgumentException(
            "The "
                + i
                + "th input has a dimension with stride 0. gradcheck only supports inputs that are non-overlapping to be able to compute the numerical gradients correctly. You should call .contiguous on the input before passing it to gradcheck.");
      }
    }
  }
}
