package dev.gradus.op.attention;

import dev.gradus.MultiHeadOptions;
import dev.gradus.MultiHeadWeights;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What multi-head attention requires, in PyTorch's sentences.
final class MultiHeadChecks {
  private MultiHeadChecks() {}

  static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }

  /// Whether there is a dimension of samples.
  static boolean shapes(
      Tensor query, Tensor key, Tensor value, MultiHeadWeights w, MultiHeadOptions o) {
    int rank = query.dim();
    require(
        rank == 2 || rank == 3,
        "query should be unbatched 2D or batched 3D tensor but received "
            + rank
            + "-D query tensor");
    boolean batched = rank == 3;
    String which = batched ? "For batched (3-D) `query`" : "For unbatched (2-D) `query`";
    require(
        key.dim() == rank && value.dim() == rank,
        which
            + ", expected `key` and `value` to be "
            + rank
            + "-D but found "
            + key.dim()
            + "-D and "
            + value.dim()
            + "-D tensors respectively");
    Tensor padding = o.keyPaddingMask();
    require(
        padding == null || padding.dim() == rank - 1,
        which
            + ", expected `key_padding_mask` to be `None` or "
            + (rank - 1)
            + "-D but found "
            + rank(padding)
            + "-D tensor instead");
    Tensor mask = o.attnMask();
    require(
        mask == null || mask.dim() == 2 || mask.dim() == 3,
        which
            + ", expected `attn_mask` to be `None`, 2-D or 3-D but found "
            + rank(mask)
            + "-D tensor instead");
    if (!batched && mask != null && mask.dim() == 3) {
      long[] wanted = {w.heads(), query.size(0), key.size(0)};
      require(
          Arrays.equals(wanted, mask.layout().sizes()),
          "Expected `attn_mask` shape to be "
              + tuple(wanted)
              + " but got "
              + Sizes.torchSize(mask.layout().sizes()));
    }
    return batched;
  }

  private static int rank(@Nullable Tensor x) {
    return x == null ? 0 : x.dim();
  }

  private static String tuple(long... sizes) {
    return Arrays.stream(sizes)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /// The sizes of what is projected and of the projections.
  static void sizes(Tensor query, Tensor key, Tensor value, MultiHeadWeights w) {
    long n = query.size(2);
    require(
        w.outWeight().dim() == 2 && w.outWeight().size(1) == n,
        "was expecting embedding dimension of " + w.outWeight().size(-1) + ", but got " + n);
    require(
        w.heads() > 0 && n % w.heads() == 0,
        "embed_dim " + n + " not divisible by num_heads " + w.heads());
    Tensor all = w.inWeight();
    if (all != null) {
      require(
          key.layout().sameSizes(value.layout()),
          "key shape "
              + Sizes.torchSize(key.layout().sizes())
              + " does not match value shape "
              + Sizes.torchSize(value.layout().sizes()));
      require(
          all.dim() == 2 && all.size(0) == 3 * n,
          "multi_head_attention: the projection has shape "
              + Sizes.text(all.layout().sizes())
              + "; it must be ["
              + 3 * n
              + ", "
              + n
              + "].");
      return;
    }
    require(
        key.size(0) == value.size(0) && key.size(1) == value.size(1),
        "key's sequence and batch dims "
            + Sizes.torchSize(new long[] {key.size(0), key.size(1)})
            + " do not match value's "
            + Sizes.torchSize(new long[] {value.size(0), value.size(1)}));
    projection("query", "q_proj_weight", w.qWeight(), n, n);
    projection("key", "k_proj_weight", w.kWeight(), n, key.size(2));
    projection("value", "v_proj_weight", w.vWeight(), n, value.size(2));
    Tensor bias = w.inBias();
    require(
        bias == null || bias.numel() == 3 * n,
        "expecting query bias shape of " + tuple(n) + ", but got a third of the bias");
  }

  private static void projection(
      String what, String name, @Nullable Tensor weight, long rows, long columns) {
    if (weight == null) {
      throw new GradusArgumentException(
          "use_separate_proj_weight is True but " + name + " is None");
    }
    require(
        Arrays.equals(weight.layout().sizes(), new long[] {rows, columns}),
        "expecting "
            + what
            + " weights shape of "
            + tuple(rows, columns)
            + ", but got "
            + Sizes.torchSize(weight.layout().sizes()));
  }

  /// A mask with a dimension of heads.
  static Tensor mask(Tensor mask, long heads, long rows, long columns) {
    boolean flat = mask.dim() == 2;
    long[] wanted = flat ? new long[] {rows, columns} : new long[] {heads, rows, columns};
    require(
        Arrays.equals(wanted, mask.layout().sizes()),
        "The shape of the "
            + mask.dim()
            + "D attn_mask is "
            + Sizes.torchSize(mask.layout().sizes())
            + ", but should be "
            + tuple(wanted)
            + ".");
    return flat ? mask.unsqueeze(0) : mask;
  }
}
