package dev.gradus;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// In which precision an operation computes under autocast: PyTorch's lists for the CPU.
///
/// The names are those under which operations come to [Call], and those of compositions that ask
/// [Call#autocast] themselves. What is in no list computes in the dtypes that come.
enum AutocastRule {
  /// In the narrow dtype of the scope.
  LOWER,
  /// In float32 where narrow tensors come.
  FLOAT32,
  /// In the widest dtype that comes.
  WIDEST;

  private static final Map<String, AutocastRule> RULES = new HashMap<>();

  static {
    put(
        LOWER,
        "mm bmm addmm baddbmm addbmm vdot linalg_vecdot linear matmul convolution conv_tbc"
            + " _prelu_kernel scaled_dot_product_attention mkldnn_rnn_layer");
    put(
        FLOAT32,
        "avg_pool3d max_pool3d_with_indices _adaptive_avg_pool3d"
            + " adaptive_max_pool3d fractional_max_pool2d fractional_max_pool3d max_unpool2d"
            + " max_unpool3d grid_sampler reflection_pad1d reflection_pad2d"
            + " replication_pad1d replication_pad2d replication_pad3d");
    put(
        FLOAT32,
        "binary_cross_entropy binary_cross_entropy_with_logits cross_entropy_loss nll_loss"
            + " nll_loss2d mse_loss l1_loss smooth_l1_loss huber_loss kl_div poisson_nll_loss"
            + " hinge_embedding_loss margin_ranking_loss soft_margin_loss triplet_margin_loss"
            + " cosine_embedding_loss multi_margin_loss multilabel_margin_loss_forward _ctc_loss");
    put(
        FLOAT32,
        "prod quantile nanquantile trace polar view_as_complex stft _cdist_forward _euclidean_dist"
            + " fft geqrf ormqr triangular_solve lu_unpack");
    put(
        FLOAT32,
        "linalg_cholesky_ex linalg_inv_ex linalg_pinv linalg_qr linalg_svd linalg_eig linalg_eigh"
            + " linalg_lstsq linalg_solve_ex linalg_lu_solve linalg_lu_factor_ex"
            + " linalg_householder_product cholesky_inverse cholesky_solve");
    put(WIDEST, "cat stack index_copy lstm_cell gru_cell");
  }

  private static void put(AutocastRule rule, String names) {
    for (String name : names.split(" ")) {
      RULES.put(name, rule);
    }
  }

  /// The rule for an operation, or null if it is in no list.
  static @Nullable AutocastRule of(String name) {
    return RULES.get(name);
  }
}
