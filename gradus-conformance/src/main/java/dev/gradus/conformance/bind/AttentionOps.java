package dev.gradus.conformance.bind;

import dev.gradus.AttentionOptions;
import dev.gradus.AttentionResult;
import dev.gradus.Gradus;
import dev.gradus.MultiHeadOptions;
import dev.gradus.MultiHeadWeights;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import java.util.List;

/// Attention.
final class AttentionOps {
  private AttentionOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op(
        "nn.functional.scaled_dot_product_attention",
        "query: tensor, key: tensor, value: tensor, attn_mask: tensor = None,"
            + " dropout_p: number = 0.0, is_causal: bool = False, scale: number = None,"
            + " enable_gqa: bool = False",
        a ->
            Gradus.scaledDotProductAttention(
                a.tensor("query"),
                a.tensor("key"),
                a.tensor("value"),
                new AttentionOptions(
                    a.tensorOrNull("attn_mask"),
                    a.real("dropout_p"),
                    a.flag("is_causal"),
                    a.isNone("scale") ? null : a.real("scale"),
                    a.flag("enable_gqa"))));
    b.op(
        "nn.functional.multi_head_attention_forward",
        "query: tensor, key: tensor, value: tensor, embed_dim_to_check: int, num_heads: int,"
            + " in_proj_weight: tensor = None, in_proj_bias: tensor = None, bias_k: tensor = None,"
            + " bias_v: tensor = None, add_zero_attn: bool = False, dropout_p: number = 0.0,"
            + " out_proj_weight: tensor, out_proj_bias: tensor = None, training: bool = True,"
            + " key_padding_mask: tensor = None, need_weights: bool = True,"
            + " attn_mask: tensor = None, use_separate_proj_weight: bool = False,"
            + " q_proj_weight: tensor = None, k_proj_weight: tensor = None,"
            + " v_proj_weight: tensor = None, static_k: tensor = None, static_v: tensor = None,"
            + " average_attn_weights: bool = True, is_causal: bool = False",
        AttentionOps::multiHead);
  }

  private static Object multiHead(Arguments<Tensor> a) {
    boolean apart = a.flag("use_separate_proj_weight");
    MultiHeadWeights weights =
        new MultiHeadWeights(
            a.longValue("num_heads"),
            apart ? null : a.tensorOrNull("in_proj_weight"),
            a.tensorOrNull("in_proj_bias"),
            a.tensor("out_proj_weight"),
            a.tensorOrNull("out_proj_bias"),
            a.tensorOrNull("bias_k"),
            a.tensorOrNull("bias_v"),
            a.tensorOrNull("q_proj_weight"),
            a.tensorOrNull("k_proj_weight"),
            a.tensorOrNull("v_proj_weight"));
    MultiHeadOptions options =
        new MultiHeadOptions(
            a.tensorOrNull("attn_mask"),
            a.tensorOrNull("key_padding_mask"),
            a.flag("training") ? a.real("dropout_p") : 0,
            a.flag("need_weights"),
            a.flag("average_attn_weights"),
            a.flag("add_zero_attn"),
            a.flag("is_causal"),
            a.tensorOrNull("static_k"),
            a.tensorOrNull("static_v"));
    AttentionResult found =
        Gradus.multiHeadAttentionForward(
            a.tensor("query"), a.tensor("key"), a.tensor("value"), weights, options);
    Tensor each = found.weights();
    return each == null ? List.of(found.output()) : List.of(found.output(), each);
  }
}
