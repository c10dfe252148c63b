package dev.gradus.autograd;

import dev.gradus.Gradus;
import dev.gradus.Mode;
import dev.gradus.Randomness;
import dev.gradus.Tensor;
import dev.gradus.VmapLevel;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function mapped over a dimension of its inputs.
record Vmap(TensorsFunction f, VmapOptions options) implements TensorsFunction {
  @Override
  public Tensor[] apply(Tensor... x) {
    @Nullable Integer[] dims = dims(x);
    long batch = batch(x, dims);
    long chunk = options.chunkSize();
    return chunk == 0 || chunk >= batch ? whole(x, dims, batch) : inChunks(x, dims, batch, chunk);
  }

  private String call() {
    return "vmap(<lambda>, in_dims=" + text(options.inDims()) + ", ...)(<inputs>): ";
  }

  static String text(List<? extends @Nullable Integer> dims) {
    if (dims.size() == 1) {
      return name(dims.get(0));
    }
    List<String> all = new ArrayList<>();
    for (Integer d : dims) {
      all.add(name(d));
    }
    return "(" + String.join(", ", all) + ")";
  }

  private static String name(@Nullable Integer dim) {
    return dim == null ? "None" : dim.toString();
  }

  private @Nullable Integer[] dims(Tensor[] x) {
    if (x.length == 0) {
      throw new GradusArgumentException(
          "vmap(<lambda>)(<inputs>): got no inputs. Maybe you forgot to add inputs, or you are trying to vmap over a function with no inputs. The latter is unsupported.");
    }
    List<@Nullable Integer> given = options.inDims();
    if (given.size() != 1 && given.size() != x.length) {
      throw new GradusArgumentException(
          call()
              + "in_dims is not compatible with the structure of `inputs`. in_dims has structure "
              + structure(given.size())
              + " but inputs has structure "
              + structure(x.length)
              + ".");
    }
    @Nullable Integer[] dims = new @Nullable Integer[x.length];
    for (int i = 0; i < dims.length; i++) {
      Integer d = given.get(given.size() == 1 ? 0 : i);
      int rank = x[i].dim();
      if (d != null && (d < -rank || d >= rank)) {
        throw new GradusArgumentException(
            call()
                + "Got in_dim="
                + d
                + " for some input, but that input is a Tensor of dimensionality "
                + rank
                + " so expected in_dim to satisfy -"
                + rank
                + " <= in_dim < "
                + rank
                + ".");
      }
      dims[i] = d == null || d >= 0 ? d : Integer.valueOf(d + rank);
    }
    return dims;
  }

  private static String structure(int leaves) {
    return "TreeSpec(tuple, None, ["
        + String.join(",\n  ", Collections.nCopies(leaves, "*"))
        + "])";
  }

  private static long batch(Tensor[] x, @Nullable Integer[] dims) {
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      Integer d = dims[i];
      if (d != null) {
        sizes.add(x[i].size(d));
      }
    }
    if (sizes.isEmpty()) {
      throw new GradusArgumentException("vmap: Expected at least one Tensor to vmap over");
    }
    if (sizes.stream().distinct().count() > 1) {
      throw new GradusArgumentException(
          "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes "
              + sizes
              + " for the mapped dimension");
    }
    return sizes.get(0);
  }

  private Tensor[] whole(Tensor[] x, @Nullable Integer[] dims, long batch) {
    try (Mode _ = Gradus.disableSavedTensorsHooks(Func.NO_HOOKS);
        VmapLevel level = VmapLevel.open(batch, options.randomness())) {
      Tensor[] own = x.clone();
      for (int i = 0; i < x.length; i++) {
        Integer d = dims[i];
        if (d != null) {
          own[i] = level.wrap(front(level, x[i], d));
        }
      }
      Tensor[] y = f.apply(own);
      List<@Nullable Integer> out = options.outDims();
      if (out.size() != 1 && out.size() != y.length) {
        throw new GradusArgumentException(
            "vmap(<lambda>, ..., out_dims="
                + text(out)
                + ")(<inputs>): out_dims is not compatible with the structure of `outputs`. out_dims has structure "
                + structure(out.size())
                + " but outputs has structure "
                + structure(y.length)
                + ".");
      }
      Tensor[] all = new Tensor[y.length];
      for (int k = 0; k < all.length; k++) {
        all[k] = result(level, y[k], out.get(out.size() == 1 ? 0 : k));
      }
      return all;
    }
  }

  private static Tensor result(VmapLevel level, Tensor y, @Nullable Integer dim) {
    if (dim == null) {
      if (level.isBatched(y)) {
        throw new GradusArgumentException(
            "vmap(<lambda>, ...): `<lambda>` can not return a BatchedTensor when out_dim is None"
                + "\nvmap: the result depends on what is mapped over; say with withOutDims where its batch shall stand.");
      }
      return y;
    }
    Tensor value = level.unwrap(y);
    return dim == 0 ? value : level.outside(() -> value.movedim(0, dim));
  }

  private static Tensor front(VmapLevel level, Tensor x, int dim) {
    return dim == 0 ? x : level.outside(() -> x.movedim(dim, 0));
  }

  private Tensor[] inChunks(Tensor[] x, @Nullable Integer[] dims, long batch, long chunk) {
    Tensor state = options.randomness() == Randomness.SAME ? Gradus.getRngState() : null;
    List<List<Tensor>> columns = new ArrayList<>();
    for (long from = 0; from < batch; from += chunk) {
      long length = Math.min(chunk, batch - from);
      Tensor[] part = x.clone();
      for (int i = 0; i < part.length; i++) {
        Integer d = dims[i];
        part[i] = d == null ? x[i] : x[i].narrow(d, from, length);
      }
      if (state != null) {
        Gradus.setRngState(state);
      }
      Tensor[] y = whole(part, dims, length);
      for (int k = 0; k < y.length; k++) {
        if (columns.size() == k) {
          columns.add(new ArrayList<>());
        }
        columns.get(k).add(y[k]);
      }
    }
    Tensor[] all = new Tensor[columns.size()];
    for (int k = 0; k < all.length; k++) {
      List<@Nullable Integer> out = options.outDims();
      Integer d = out.get(out.size() == 1 ? 0 : k);
      all[k] = d == null ? columns.get(k).get(0) : Gradus.cat(columns.get(k), d);
    }
    return all;
  }
}
