package dev.gradus.op.attention;

import dev.gradus.AttentionOptions;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.AttentionDropout;
import dev.gradus.shape.Broadcast;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `scaled_dot_product_attention`: what it requires, and whether it runs in one operation.
public final class DotProduct {
  private DotProduct() {}

  /// Runs it.
  public static Tensor run(Tensor query, Tensor key, Tensor value, AttentionOptions options) {
    String name = "scaled_dot_product_attention";
    Tensor[] x = Call.autocast(name, query, key, value);
    Tensor given = options.attnMask();
    Tensor mask = given == null ? null : Call.autocast(name, given);
    return of(x[0], x[1], x[2], mask == given ? options : options.withAttnMask(mask));
  }

  private static Tensor of(Tensor q, Tensor k, Tensor v, AttentionOptions o) {
    Tensor mask = o.attnMask();
    check(q, k, v, mask, o);
    if (q.dim() == 3 && k.dim() == 3 && v.dim() == 3 && (mask == null || mask.dim() <= 3)) {
      // One sample whose batch is its heads.
      return of(q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0), o).squeeze(0);
    }
    Double given = o.scale();
    double scale = given == null ? 1 / Math.sqrt((double) q.size(-1)) : given;
    Tensor added = mask != null && mask.dtype() == DType.BOOL ? additive(mask, q.dtype()) : mask;
    if (fused(q, k, v, added, o)) {
      FlashAttention op = new FlashAttention(scale, o.isCausal(), drawn(q, k, o.dropout()));
      return added == null ? Call.runAll(op, q, k, v)[0] : Call.runAll(op, q, k, v, added)[0];
    }
    return inSteps(q, k, v, added, scale, o);
  }

  private static Tensor additive(Tensor mask, DType dtype) {
    Tensor zero = Gradus.scalarTensor(0, dtype);
    return Gradus.where(mask, zero, Gradus.scalarTensor(Double.NEGATIVE_INFINITY, dtype));
  }

  // Drawn here, so that the operation computes the same whenever it is asked.
  private static @Nullable AttentionDropout drawn(Tensor q, Tensor k, double p) {
    if (p == 0) {
      return null;
    }
    long pairs = q.size(0) * q.size(1) * q.size(2) * k.size(2);
    AttentionDropout[] found = new AttentionDropout[1];
    Gradus.defaultGenerator().draw(g -> found[0] = AttentionDropout.drawn(1 - p, pairs, g));
    return found[0];
  }

  private static boolean fused(
      Tensor q, Tensor k, Tensor v, @Nullable Tensor mask, AttentionOptions o) {
    if (q.dim() != 4 || k.dim() != 4 || v.dim() != 4) {
      return false;
    }
    // vmap has words of its own on random numbers, and where all is left out there are none.
    if (o.dropout() > 0 && (o.dropout() == 1 || Call.isTransformed())) {
      return false;
    }
    boolean fits =
        q.size(0) == k.size(0)
            && q.size(0) == v.size(0)
            && k.size(1) == v.size(1)
            && (q.size(1) == k.size(1) || o.enableGqa())
            && q.size(3) == k.size(3)
            && k.size(2) == v.size(2)
            && k.size(1) > 0;
    long[] scores = {q.size(0), q.size(1), q.size(2), k.size(2)};
    return fits && (mask == null || Broadcast.expandable(mask.layout().sizes(), scores));
  }

  private static Tensor inSteps(
      Tensor q, Tensor k, Tensor v, @Nullable Tensor mask, double scale, AttentionOptions o) {
    DType dtype = q.dtype();
    if (dtype.itemSize() == 2) {
      DType wide = DType.FLOAT32;
      return inSteps(q.to(wide), k.to(wide), v.to(wide), mask, scale, o).to(dtype);
    }
    // Half of the factor to either side.
    double root = Math.sqrt(Math.abs(scale));
    Tensor keys = o.enableGqa() ? repeated(k, q) : k;
    Tensor values = o.enableGqa() ? repeated(v, q) : v;
    Tensor scores = q.mul(scale < 0 ? -root : root).matmul(keys.mul(root).transpose(-2, -1));
    if (mask != null) {
      scores = scores.add(mask);
    }
    if (o.isCausal()) {
      Tensor future = Weights.future(q.size(-2), k.size(-2));
      scores = scores.maskedFill(future, Double.NEGATIVE_INFINITY);
    }
    Tensor weights = Weights.safeSoftmax(scores);
    if (o.dropout() > 0) {
      weights = Gradus.dropout(weights, o.dropout());
    }
    return weights.matmul(values);
  }

  private static Tensor repeated(Tensor x, Tensor q) {
    long times = q.size(-3) / x.size(-3);
    return times == 1 ? x : x.repeatInterleave(times, -3);
  }

  private static void check(
      Tensor q, Tensor k, Tensor v, @Nullable Tensor mask, AttentionOptions o) {
    if (q.dtype() != k.dtype() || q.dtype() != v.dtype()) {
      throw new GradusArgumentException(
          "Expected query, key, and value to have the same dtype, but got query.dtype: "
              + name(q.dtype())
              + " key.dtype: "
              + name(k.dtype())
              + " and value.dtype: "
              + name(v.dtype())
              + " instead.");
    }
    if (q.dim() < 2 || k.dim() < 2 || v.dim() < 2) {
      throw new GradusArgumentException(
          "Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: "
              + q.dim()
              + " key.dim: "
              + k.dim()
              + " and value.dim: "
              + v.dim()
              + " instead.");
    }
    if (!q.dtype().isFloatingPoint()) {
      throw new GradusArgumentException(
          "scaled_dot_product_attention: the queries have dtype "
              + q.dtype()
              + "; floating dtypes are required. Convert them first with to(float32).");
    }
    if (mask != null
        && mask.dtype() != DType.BOOL
        && mask.dtype() != DType.FLOAT32
        && mask.dtype() != q.dtype()) {
      throw new GradusArgumentException(
          "Expected attn_mask dtype to be bool or float or to match query dtype, but got"
              + " attn_mask.dtype: "
              + name(mask.dtype())
              + " and  query.dtype: "
              + name(q.dtype())
              + " instead.");
    }
    if (mask != null && o.isCausal()) {
      throw new GradusArgumentException(
          "_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True");
    }
    if (!(o.dropout() >= 0 && o.dropout() <= 1)) {
      throw new GradusArgumentException(
          "dropout probability has to be between 0 and 1, but got " + o.dropout());
    }
    if (o.enableGqa()) {
      checkHeads(q, k, v);
    }
  }

  private static void checkHeads(Tensor q, Tensor k, Tensor v) {
    boolean enough = q.dim() >= 3 && k.dim() >= 3 && v.dim() >= 3;
    if (!enough
        || k.size(-3) == 0
        || v.size(-3) == 0
        || q.size(-3) % k.size(-3) != 0
        || q.size(-3) % v.size(-3) != 0) {
      throw new GradusArgumentException(
          "Number of heads in key and value must divide the number of heads in query"
              + "\nscaled_dot_product_attention: the shapes are "
              + Arrays.toString(q.layout().sizes())
              + ", "
              + Arrays.toString(k.layout().sizes())
              + " and "
              + Arrays.toString(v.layout().sizes())
              + ".");
    }
  }

  // C++'s names of the types, as these sentences have them.
  private static String name(DType dtype) {
    return switch (dtype) {
      case INT64 -> "long int";
      case INT32 -> "int";
      case INT16 -> "short int";
      case INT8 -> "signed char";
      case UINT8 -> "unsigned char";
      case FLOAT16 -> "c10::Half";
      case BFLOAT16 -> "c10::BFloat16";
      case COMPLEX64 -> "c10::complex<float>";
      case COMPLEX128 -> "c10::complex<double>";
      default -> dtype.scalarName().toLowerCase(Locale.ROOT);
    };
  }
}
