package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sets elements of parameters to 0 for good: the layer then trains `weight_orig` and reads it
/// times the buffer `weight_mask`. Pruning again takes from what is left.
///
/// An amount is a share of what is left (a `double`) or a number (a `long`). **Source**:
/// torch.nn.utils.prune.
public final class Prune {
  private static final String ORIGINAL = "_orig";
  private static final String MASK = "_mask";

  private Prune() {}

  /// A parameter of a layer.
  public record Place(Layer layer, String name) {}

  /// Prunes nothing yet: the mask is all ones. **Source**: torch.nn.utils.prune.identity.
  public static Layer identity(Layer layer, String name) {
    return apply(layer, name, (_, mask) -> mask);
  }

  /// Prunes where a mask is 0. **Source**: torch.nn.utils.prune.custom\_from\_mask.
  public static Layer customFromMask(Layer layer, String name, Tensor mask) {
    return apply(layer, name, (_, before) -> before.mul(mask.to(before.dtype())));
  }

  /// Prunes the elements with the smallest absolute values. **Source**:
  /// torch.nn.utils.prune.l1\_unstructured.
  public static Layer l1Unstructured(Layer layer, String name, double share) {
    return apply(layer, name, PruneMasks.smallest(new PruneAmount.Share(share)));
  }

  /// As [#l1Unstructured(Layer, String, double)] for a number of elements.
  public static Layer l1Unstructured(Layer layer, String name, long count) {
    return apply(layer, name, PruneMasks.smallest(new PruneAmount.Count(count)));
  }

  /// Prunes elements that are drawn. **Source**: torch.nn.utils.prune.random\_unstructured.
  public static Layer randomUnstructured(Layer layer, String name, double share) {
    return apply(layer, name, PruneMasks.drawn(new PruneAmount.Share(share)));
  }

  /// As [#randomUnstructured(Layer, String, double)] for a number of elements.
  public static Layer randomUnstructured(Layer layer, String name, long count) {
    return apply(layer, name, PruneMasks.drawn(new PruneAmount.Count(count)));
  }

  /// Prunes the slices along a dimension with the smallest norms of that order. **Source**:
  /// torch.nn.utils.prune.ln\_structured.
  public static Layer lnStructured(Layer layer, String name, double share, double order, int dim) {
    return apply(layer, name, PruneMasks.slices(new PruneAmount.Share(share), order, dim));
  }

  /// As [#lnStructured(Layer, String, double, double, int)] for a number of slices.
  public static Layer lnStructured(Layer layer, String name, long count, double order, int dim) {
    return apply(layer, name, PruneMasks.slices(new PruneAmount.Count(count), order, dim));
  }

  /// Prunes slices along a dimension that are drawn. **Source**:
  /// torch.nn.utils.prune.random\_structured.
  public static Layer randomStructured(Layer layer, String name, double share, int dim) {
    return apply(layer, name, PruneMasks.drawnSlices(new PruneAmount.Share(share), dim));
  }

  /// As [#randomStructured(Layer, String, double, int)] for a number of slices.
  public static Layer randomStructured(Layer layer, String name, long count, int dim) {
    return apply(layer, name, PruneMasks.drawnSlices(new PruneAmount.Count(count), dim));
  }

  /// Prunes the elements with the smallest absolute values of all these parameters together.
  /// **Source**: torch.nn.utils.prune.global\_unstructured with L1Unstructured.
  public static void globalUnstructured(List<Place> places, double share) {
    global(places, new PruneAmount.Share(share));
  }

  /// As [#globalUnstructured(List, double)] for a number of elements.
  public static void globalUnstructured(List<Place> places, long count) {
    global(places, new PruneAmount.Count(count));
  }

  private static void global(List<Place> places, PruneAmount amount) {
    try (var _ = Gradus.noGrad()) {
      List<Tensor> values = new ArrayList<>();
      List<Tensor> masks = new ArrayList<>();
      for (Place p : places) {
        values.add(p.layer.get(p.name).reshape(-1));
        masks.add(mask(p.layer, p.name).reshape(-1));
      }
      Tensor mask =
          PruneMasks.smallest(amount).stricter(Gradus.cat(values, 0), Gradus.cat(masks, 0));
      long at = 0;
      for (Place p : places) {
        Tensor value = p.layer.get(p.name);
        customFromMask(p.layer, p.name, mask.narrow(0, at, value.numel()).view(value.shape()));
        at += value.numel();
      }
    }
  }

  private static Tensor mask(Layer layer, String name) {
    return isPruned(layer, name)
        ? layer.get(name + MASK)
        : Gradus.onesLike(layer.get(name).detach());
  }

  private static Layer apply(Layer layer, String name, PruneMasks masks) {
    try (var _ = Gradus.noGrad()) {
      Tensor value = layer.get(name).detach();
      Tensor before = mask(layer, name);
      Tensor now = masks.stricter(value, before);
      if (!Arrays.equals(now.shape(), value.shape())) {
        throw new GradusArgumentException(
            "prune: the mask has shape %s, but %s has %s."
                .formatted(now.sizeText(), name, value.sizeText()));
      }
      if (isPruned(layer, name)) {
        before.copy_(now);
      } else {
        begin(layer, name, now);
      }
      return layer;
    }
  }

  private static void begin(Layer layer, String name, Tensor mask) {
    Tensor original = layer.ownParameters().get(name);
    if (original == null) {
      throw new GradusArgumentException(
          "prune: " + layer.name() + " has no parameter " + name + ".");
    }
    layer.ownParameters().remove(name);
    layer.noParameter(name + ORIGINAL);
    layer.setParameter(name + ORIGINAL, original);
    layer.buffer(name + MASK, mask);
    layer.compute(name, () -> layer.get(name + ORIGINAL).mul(layer.get(name + MASK)));
  }

  private static boolean isPruned(Layer layer, String name) {
    return layer.isComputed(name) && layer.ownParameters().containsKey(name + ORIGINAL);
  }

  /// Whether any layer of a tree is pruned. **Source**: torch.nn.utils.prune.is\_pruned.
  public static boolean isPruned(Layer root) {
    return root.layers().stream()
        .flatMap(l -> l.ownBuffers().keySet().stream().filter(n -> isPruned(l, base(n))))
        .findAny()
        .isPresent();
  }

  private static String base(String name) {
    return name.endsWith(MASK) ? name.substring(0, name.length() - MASK.length()) : name;
  }

  /// Makes what is left an ordinary parameter again; the zeros stay until they are trained.
  /// **Errors**: it is not pruned. **Source**: torch.nn.utils.prune.remove.
  public static Layer remove(Layer layer, String name) {
    if (!isPruned(layer, name)) {
      throw new GradusArgumentException(
          "Parameter '%s' of module %s has to be pruned before pruning can be removed"
              .formatted(name, layer));
    }
    Tensor value = Gradus.noGrad(() -> layer.get(name)).detach();
    Tensor original = layer.get(name + ORIGINAL);
    original.setData(value);
    layer.compute(name, null);
    layer.ownParameters().remove(name + ORIGINAL);
    layer.ownBuffers().remove(name + MASK);
    layer.ownParameters().put(name, original);
    return layer;
  }
}
