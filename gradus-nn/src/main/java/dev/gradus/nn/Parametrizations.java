package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Well-known parametrisations of weights. **Source**: torch.nn.utils.parametrizations.
public final class Parametrizations {
  private Parametrizations() {}

  /// Which map makes a matrix orthogonal.
  public enum OrthogonalMap {
    /// The exponential of a skew-symmetric matrix.
    MATRIX_EXP,
    /// (I + A / 2) (I − A / 2)⁻¹ of a skew-symmetric matrix.
    CAYLEY,
    /// A product of reflections.
    HOUSEHOLDER
  }

  /// A weight of which length and direction are trained apart, the length that of everything with
  /// one index of dimension 0. **Source**: torch.nn.utils.parametrizations.weight\_norm; Salimans
  /// and Kingma 2016.
  public static Layer weightNorm(Layer layer) {
    return weightNorm(layer, "weight", 0);
  }

  /// As [#weightNorm(Layer)] for a name and a dimension; null for one length of all.
  public static Layer weightNorm(Layer layer, String name, @Nullable Integer dim) {
    requireTensor(layer, name);
    Parametrize.register(layer, name, new WeightNorm(dim == null ? -1 : dim), true);
    layer.registerLoadStateDictPreHook((_, state, prefix) -> rename(state, prefix, name));
    return layer;
  }

  // States of PyTorch's older weight norm have the length as _g and the direction as _v.
  private static void rename(Map<String, Tensor> state, String prefix, String name) {
    String to = prefix + "parametrizations." + name + ".original";
    Tensor g = state.get(prefix + name + "_g");
    Tensor v = state.get(prefix + name + "_v");
    if (g != null && v != null) {
      state.remove(prefix + name + "_g");
      state.remove(prefix + name + "_v");
      state.put(to + "0", g);
      state.put(to + "1", v);
    }
  }

  /// A weight divided by its largest singular value, which is found by power iteration. **Source**:
  /// torch.nn.utils.parametrizations.spectral\_norm; Miyato et al. 2018.
  public static Layer spectralNorm(Layer layer) {
    return spectralNorm(layer, "weight", 1, 1e-12, null);
  }

  /// As [#spectralNorm(Layer)].
  ///
  /// @param iterations how many steps of the power iteration each call in training does
  /// @param eps the least length
  /// @param dim the dimension of the outputs; null for 1 in transposed convolutions and else 0
  public static Layer spectralNorm(
      Layer layer, String name, int iterations, double eps, @Nullable Integer dim) {
    int usual = layer instanceof TransposedConvolution ? 1 : 0;
    SpectralNorm norm =
        new SpectralNorm(requireTensor(layer, name), iterations, dim == null ? usual : dim, eps);
    return Parametrize.register(layer, name, norm);
  }

  /// A weight with orthogonal rows or columns. **Source**:
  /// torch.nn.utils.parametrizations.orthogonal; Lezcano Casado 2019.
  public static Layer orthogonal(Layer layer) {
    return orthogonal(layer, "weight", null, true);
  }

  /// As [#orthogonal(Layer)].
  ///
  /// @param map null for the exponential of square weights and reflections for others
  /// @param useTrivialization whether the weight that there was is where training starts
  public static Layer orthogonal(
      Layer layer, String name, @Nullable OrthogonalMap map, boolean useTrivialization) {
    Tensor weight = requireTensor(layer, name);
    Orthogonal parametrization = Orthogonal.of(weight, map, useTrivialization);
    return Parametrize.register(layer, name, parametrization, true);
  }

  private static Tensor requireTensor(Layer layer, String name) {
    Tensor found =
        layer.has(name) && !layer.ownLayers().containsKey(name) ? layer.getOrNull(name) : null;
    if (found == null) {
      throw new GradusArgumentException(
          "Module '" + layer + "' has no parameter or buffer with name '" + name + "'");
    }
    return found;
  }
}
