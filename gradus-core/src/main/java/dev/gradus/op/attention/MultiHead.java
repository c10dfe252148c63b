package dev.gradus.op.attention;

import static dev.gradus.op.attention.MultiHeadChecks.require;

import dev.gradus.AttentionOptions;
import dev.gradus.AttentionResult;
import dev.gradus.Gradus;
import dev.gradus.MultiHeadOptions;
import dev.gradus.MultiHeadWeights;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `multi_head_attention_forward`: projections, attention head by head, and a projection back.
///
/// Sequences come first: (length, batch, n). Heads and samples are one dimension until the end.
public final class MultiHead {
  private final MultiHeadWeights w;
  private final MultiHeadOptions o;
  private final long length;
  private final long batch;
  private final long n;
  private final long width;

  private MultiHead(Tensor query, MultiHeadWeights w, MultiHeadOptions o) {
    this.w = w;
    this.o = o;
    this.length = query.size(0);
    this.batch = query.size(1);
    this.n = query.size(2);
    this.width = n / w.heads();
  }

  /// Runs it.
  public static AttentionResult run(
      Tensor query, Tensor key, Tensor value, MultiHeadWeights w, MultiHeadOptions o) {
    boolean batched = MultiHeadChecks.shapes(query, key, value, w, o);
    if (batched) {
      return new MultiHead(query, w, o).run(query, key, value, o.keyPaddingMask());
    }
    Tensor padding = o.keyPaddingMask();
    Tensor q = query.unsqueeze(1);
    Tensor k = key == query ? q : key.unsqueeze(1);
    Tensor v = value == key ? k : value.unsqueeze(1);
    AttentionResult found =
        new MultiHead(q, w, o).run(q, k, v, padding == null ? null : padding.unsqueeze(0));
    Tensor weights = found.weights();
    return new AttentionResult(
        found.output().squeeze(1), weights == null ? null : weights.squeeze(0));
  }

  private AttentionResult run(
      Tensor query, Tensor key, Tensor value, @Nullable Tensor paddingMask) {
    Tensor padding = additive(paddingMask, "key_padding_mask", query.dtype());
    require(
        !o.isCausal() || o.attnMask() != null, "Need attn_mask if specifying the is_causal hint.");
    boolean hint = o.isCausal() && padding == null && !o.needWeights();
    Tensor mask = hint ? null : additive(o.attnMask(), "attn_mask", query.dtype());
    MultiHeadChecks.sizes(query, key, value, w);
    Tensor[] qkv = projected(query, key, value);
    if (mask != null) {
      mask = MultiHeadChecks.mask(mask, batch * w.heads(), length, key.size(0));
    }
    Tensor k = qkv[1];
    Tensor v = qkv[2];
    int more = 0;
    Tensor biasK = w.biasK();
    Tensor biasV = w.biasV();
    if (biasK != null && biasV != null) {
      require(o.staticK() == null, "bias cannot be added to static key.");
      require(o.staticV() == null, "bias cannot be added to static value.");
      k = Gradus.cat(List.of(k, biasK.repeat(1, batch, 1)), 0);
      v = Gradus.cat(List.of(v, biasV.repeat(1, batch, 1)), 0);
      more++;
    } else {
      require(biasK == null && biasV == null, "multi_head_attention: biasK and biasV go together.");
    }
    Tensor q = byHead(qkv[0]);
    k = o.staticK() == null ? byHead(k) : still(o.staticK(), "static_k");
    v = o.staticV() == null ? byHead(v) : still(o.staticV(), "static_v");
    if (o.addZeroAttn()) {
      k = Gradus.cat(List.of(k, zeroRow(k)), 1);
      v = Gradus.cat(List.of(v, zeroRow(v)), 1);
      more++;
    }
    long keys = k.size(1);
    mask = merged(padded(mask, more), padded(padding, more), keys);
    return o.needWeights() ? withWeights(q, k, v, mask) : fused(q, k, v, mask, hint);
  }

  // True hides.
  private static @Nullable Tensor additive(@Nullable Tensor mask, String name, DType dtype) {
    if (mask == null || mask.dtype().isFloatingPoint()) {
      return mask;
    }
    require(
        mask.dtype() == DType.BOOL, "only bool and floating types of " + name + " are supported");
    return Gradus.zeros(dtype, mask.shape()).maskedFill(mask, Double.NEGATIVE_INFINITY);
  }

  private static @Nullable Tensor padded(@Nullable Tensor mask, int more) {
    return mask == null || more == 0 ? mask : mask.pad(0, more);
  }

  // --- Projections ---

  private Tensor[] projected(Tensor query, Tensor key, Tensor value) {
    Tensor bias = w.inBias();
    Tensor all = w.inWeight();
    if (all != null && query == key && key == value) {
      // In one operation, whose gradient is one tensor and not a sum of three that are mostly
      // zeros.
      return Gradus.linear(query, all, bias).split(n, -1);
    }
    Tensor[] x = {query, key, value};
    @Nullable Tensor[] apart = {w.qWeight(), w.kWeight(), w.vWeight()};
    for (int i = 0; i < 3; i++) {
      Tensor weight = all == null ? Objects.requireNonNull(apart[i]) : all.narrow(0, i * n, n);
      x[i] = Gradus.linear(x[i], weight, bias == null ? null : bias.narrow(0, i * n, n));
    }
    return x;
  }

  private Tensor byHead(Tensor x) {
    return x.reshape(x.size(0), batch * w.heads(), width).transpose(0, 1);
  }

  private Tensor still(@Nullable Tensor given, String name) {
    Tensor x = Objects.requireNonNull(given);
    long wanted = batch * w.heads();
    require(
        x.size(0) == wanted,
        "expecting " + name + ".size(0) of " + wanted + ", but got " + x.size(0));
    require(
        x.size(2) == width,
        "expecting " + name + ".size(2) of " + width + ", but got " + x.size(2));
    return x;
  }

  private static Tensor zeroRow(Tensor x) {
    return Gradus.zeros(x.dtype(), x.size(0), 1, x.size(2));
  }

  // --- Attention ---

  private @Nullable Tensor merged(@Nullable Tensor mask, @Nullable Tensor padding, long keys) {
    if (padding == null) {
      return mask;
    }
    require(
        padding.size(0) == batch,
        "Expected key_padded_mask.shape[0] to be " + batch + ", but got " + padding.size(0));
    require(
        padding.size(1) == keys,
        "Expected key_padded_mask.shape[1] to be " + keys + ", but got " + padding.size(1));
    Tensor each =
        padding
            .view(batch, 1, 1, keys)
            .expand(batch, w.heads(), 1, keys)
            .reshape(batch * w.heads(), 1, keys);
    return mask == null ? each : mask.add(each);
  }

  private AttentionResult withWeights(Tensor q, Tensor k, Tensor v, @Nullable Tensor mask) {
    Tensor scores = q.mul(Math.sqrt(1.0 / width)).bmm(k.transpose(-2, -1));
    Tensor weights = (mask == null ? scores : scores.add(mask)).softmax(-1);
    if (o.dropout() > 0) {
      weights = Gradus.dropout(weights, o.dropout());
    }
    Tensor y = weights.bmm(v).transpose(0, 1).contiguous().view(length * batch, n);
    Tensor byHead = weights.view(batch, w.heads(), length, k.size(1));
    return new AttentionResult(
        back(y), o.averageWeights() ? byHead.mean(new int[] {1}, false) : byHead);
  }

  private AttentionResult fused(
      Tensor q, Tensor k, Tensor v, @Nullable Tensor mask, boolean causal) {
    long keys = k.size(1);
    Tensor shaped = mask;
    if (mask != null) {
      boolean one = mask.size(0) == 1;
      shaped = one ? mask.unsqueeze(0) : mask.view(batch, w.heads(), mask.size(1), keys);
    }
    Tensor y =
        DotProduct.run(
            q.reshape(batch, w.heads(), length, width),
            k.reshape(batch, w.heads(), keys, width),
            v.reshape(batch, w.heads(), keys, width),
            new AttentionOptions(shaped, o.dropout(), causal, null, false));
    Tensor flat = y.permute(2, 0, 1, 3).contiguous().view(length * batch, n);
    return new AttentionResult(back(flat), null);
  }

  private Tensor back(Tensor y) {
    return Gradus.linear(y, w.outWeight(), w.outBias()).view(length, batch, w.outWeight().size(0));
  }
}
