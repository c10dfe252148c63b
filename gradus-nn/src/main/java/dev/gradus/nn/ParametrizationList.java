package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parametrisations of one tensor, the first of which gets the originals. **Source**:
/// torch.nn.utils.parametrize.ParametrizationList.
final class ParametrizationList extends Layer {
  private final boolean unsafe;
  private final List<String> originals = new ArrayList<>();

  ParametrizationList(Parametrization first, Tensor value, boolean isParameter, boolean unsafe) {
    this.unsafe = unsafe;
    layer("0", first);
    Tensor @Nullable [] inverse = Gradus.noGrad(() -> inverse(first, value));
    if (inverse == null) {
      addOriginal("original", value, isParameter);
    } else if (inverse.length == 1) {
      // The tensor stays the same object, so that an optimiser need not know.
      if (inverse[0] != value) {
        value.setData(inverse[0].detach());
      }
      addOriginal("original", value, isParameter);
    } else {
      boolean grad = value.requiresGrad();
      for (int i = 0; i < inverse.length; i++) {
        Tensor part = inverse[i].detach();
        addOriginal("original" + i, isParameter ? Gradus.parameter(part, grad) : part, isParameter);
      }
    }
    check(value.shape(), value);
  }

  private static Tensor @Nullable [] inverse(Parametrization p, Tensor value) {
    return p.rightInverse(value);
  }

  private void addOriginal(String name, Tensor t, boolean isParameter) {
    originals.add(name);
    if (isParameter) {
      noParameter(name);
      setParameter(name, t);
    } else {
      buffer(name, t);
    }
  }

  /// Adds a parametrisation behind the others.
  void add(Parametrization p) {
    Tensor before = value();
    Tensor @Nullable [] inverse = Gradus.noGrad(() -> p.rightInverse(before.detach()));
    if (inverse != null) {
      if (inverse.length != 1) {
        throw new GradusArgumentException(
            "If it returns several tensors, a parametrization must be the first of its tensor."
                + "\nregisterParametrization: rightInverse returned "
                + inverse.length
                + " tensors.");
      }
      assign(inverse[0]);
    }
    layer(Integer.toString(ownLayers().size()), p);
    check(before.shape(), before);
  }

  private void check(long[] shape, Tensor value) {
    if (unsafe) {
      return;
    }
    Tensor now = value();
    if (now.dtype() != value.dtype()) {
      throw new GradusArgumentException(
          "Registering a parametrization may not change the dtype of the tensor, unless `unsafe`"
              + " flag is enabled.\nIt is "
              + now.dtype()
              + ", but was "
              + value.dtype()
              + ".");
    }
    if (!Arrays.equals(now.shape(), shape)) {
      throw new GradusArgumentException(
          "Registering a parametrization may not change the shape of the tensor, unless `unsafe`"
              + " flag is enabled.\nIt is "
              + now.sizeText()
              + ", but was "
              + Arrays.toString(shape)
              + ".");
    }
  }

  /// The value that the parametrisations give.
  Tensor value() {
    return call(originals.stream().map(this::get).toArray(Tensor[]::new));
  }

  @Override
  public Tensor forward(Tensor... original) {
    Tensor x = ownLayers().values().iterator().next().call(original);
    for (Layer next : ownLayers().values().stream().skip(1).toList()) {
      x = next.call(x);
    }
    return x;
  }

  /// Changes the originals so that the parametrisations give this value.
  void assign(Tensor value) {
    List<Layer> all = new ArrayList<>(ownLayers().values());
    Tensor[] now = {value};
    for (int i = all.size() - 1; i >= 0; i--) {
      Tensor x = now[0];
      Tensor @Nullable [] inverse = ((Parametrization) all.get(i)).rightInverse(x);
      if (inverse == null) {
        throw new GradusArgumentException(
            "parametrization "
                + all.get(i).name()
                + " does not implement right_inverse."
                + "\nassign: its originals for a value are not known.");
      }
      now = inverse;
    }
    Tensor[] found = now;
    Gradus.noGrad(() -> {
      for (int i = 0; i < originals.size(); i++) {
        get(originals.get(i)).copy_(found[i]);
      }
      return null;
    });
  }

  /// The original, where there is one.
  @Nullable Tensor onlyOriginal() {
    return originals.size() == 1 ? get(originals.getFirst()) : null;
  }

  boolean isParameter() {
    return ownParameters().containsKey(originals.getFirst());
  }
}
