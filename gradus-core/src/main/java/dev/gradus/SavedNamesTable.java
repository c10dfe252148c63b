package dev.gradus;

/// Where PyTorch names what a node keeps otherwise than [SavedNames] expects.
final class SavedNamesTable {
  /// Operations `:` their inputs `>` their results `;` arguments as Java=PyTorch.
  static final String LINES =
      """
      addcmul addcdiv: self tensor1 tensor2
      lerp: self end weight
      where: condition self other
      clamp: self min max
      clamp_min: self min
      clamp_max: self max
      pow: self exponent
      mm bmm: self mat2
      mv: self vec
      dot: self tensor
      addmm: self mat1 mat2
      addmv: self mat vec
      addr: self vec1 vec2
      addbmm baddbmm: self batch1 batch2
      _cdist_forward: x1 x2
      _cdist_backward: grad x1 x2 cdist
      dist: ; order=p
      complex: real imag
      polar: abs angle
      renorm: ; order=p limit=maxnorm
      sum mean amax amin var std var_mean std_mean nansum prod logsumexp: ; dims=dim
      aminmax: > min max ; dims=dim
      linalg_vector_norm: ; dims=dim order=ord
      max min median nanmedian mode kthvalue sort topk cummax cummin: > result indices ; dims=dim
      linalg_det: A > result LU pivots
      linalg_slogdet: A > sign logabsdet LU pivots
      linalg_solve_ex: A B > result LU pivots info
      linalg_inv_ex: A > inverse info
      linalg_cholesky_ex: > L info
      linalg_qr: A > Q R
      linalg_svd: A > U S Vh ; full=full_matrices
      linalg_eigh: A > eigenvalues eigenvectors
      linalg_eig: > eigenvalues eigenvectors
      linalg_lstsq: self b > solution residuals rank singular_values
      linalg_lu: A > P L U
      linalg_lu_factor_ex: A > LU pivots info
      linalg_lu_solve: LU pivots B
      linalg_ldl_solve: LD pivots B
      lu_unpack: LU_data LU_pivots > P L U ; data=unpack_data permutation=unpack_pivots
      linalg_pinv: self atol rtol ; atol=has_atol rtol=has_rtol
      linalg_solve_triangular: self B
      triangular_solve: self A > solution cloned_coefficient
      cholesky_solve: self input2
      linalg_householder_product: input tau
      ormqr: self input2 input3
      geqrf: > a tau
      linalg_matrix_sqrth: > result eigenvalues eigenvectors
      linalg_polar: A > U P S V
      embedding: weight indices ; padding=padding_idx scale=scale_grad_by_freq
      embedding_dense_backward: grad_output indices ; padding=padding_idx scale=scale_grad_by_freq rows=num_weights
      _embedding_bag: weight indices offset2bag per_sample_weights > result result3 ; scale=scale_grad_by_freq
      _embedding_bag_backward: grad offset2bag indices per_sample_weights
      _embedding_bag_per_sample_weights_backward: grad weight offset2bag indices
      _ctc_loss: log_probs targets target_starts input_lengths target_lengths
      _ctc_loss_backward: grad log_probs neg_log_likelihood log_alpha targets target_starts input_lengths target_lengths
      nll_loss nll_loss2d: self target ; ignored=ignore_index weights=weight
      nll_loss_backward nll_loss_pick: self target ; ignored=ignore_index
      mse_loss smooth_l1_loss huber_loss l1_loss soft_margin_loss kl_div: self target
      poisson_nll_loss hinge_embedding_loss: self target
      gaussian_nll_loss: self target var
      multilabel_soft_margin_loss: self target weight
      margin_ranking_loss: input1 input2 target
      triplet_margin_loss: distance_positive distance_negative
      cosine_embedding_loss: input1 input2 target norm1 norm2 dot
      cosine_similarity: x1 x2 norm1 norm2 dot
      binary_cross_entropy: self target weight
      binary_cross_entropy_with_logits: self target weight pos_weight
      multi_margin_loss: self target weight
      multilabel_margin_loss_forward: self target > result is_target
      _softmax_backward_data _log_softmax_backward_data: grad_output output
      logcumsumexp_backward: grad self result
      gather index_select take: self index
      index: self indices
      index_put: self values indices ; number=value
      scatter scatter_add scatter_reduce: self src index ; kind=reduce number=value
      index_add index_copy put index_reduce: self source index ; kind=reduce number=value
      index_fill: self value index ; number=value
      masked_fill: self mask mask ; number=value
      masked_scatter: self source mask ; number=value
      masked_select: self mask
      gather_backward index_select_backward take_backward: grad index ; sizes=self_sizes
      index_backward: grad indices ; sizes=self_sizes
      masked_select_backward: grad mask ; sizes=self_sizes
      native_layer_norm native_group_norm native_batch_norm _native_batch_norm_legit: input weight bias
      _batch_norm_with_update _fused_rms_norm: input weight bias
      native_layer_norm_backward native_group_norm_backward: grad_out input mean rstd weight
      native_batch_norm_backward _native_batch_norm_legit_backward: grad_out input mean rstd weight
      _batch_norm_with_update_backward _fused_rms_norm_backward: grad_out input mean rstd weight
      convolution: input weight bias ; pad=padding
      convolution_backward: grad_output input weight ; pad=padding
      conv_tbc: self weight bias ; pad=padding
      _scaled_dot_product_flash_attention_for_cpu: query key value attn_mask > output logsumexp ; causal=is_causal
      _scaled_dot_product_flash_attention_for_cpu_backward: grad_out query key value out logsumexp attn_mask
      grid_sampler_2d grid_sampler_3d: input grid
      native_dropout: input
      native_dropout_backward: grad_output mask
      rrelu_with_noise: self noise
      _prelu_kernel: self weight
      max_unpool2d max_unpool3d: self indices ; sizes=output_size
      adaptive_max_pool2d_backward adaptive_max_pool3d_backward: grad_output indices ; sizes=self_sizes
      fractional_max_pool2d_backward fractional_max_pool3d_backward: grad_output indices ; sizes=self_sizes
      max_pool2d_with_indices_backward max_pool3d_with_indices_backward: grad_output indices ; sizes=self_sizes
      segment_reduce: data
      view _unsafe_view expand: ; sizes=size
      flip permute roll: ; dims=dims
      squeeze: ; dims=dim
      rot90: ; turns=k
      repeat: ; times=repeats
      unfold: ; dim=dimension
      split unsafe_split: ; lengths=split_size
      split_with_sizes: ; lengths=split_sizes
      _fft_c2c _fft_r2c _fft_c2r: ; dims=dim scaling=normalization lastSize=last_dim_size
      gru_cell: input_gates hidden_gates hx
      lstm_layer: input hx cx weight_ih weight_hh bias_ih bias_hh > result cy cells gates
      lstm_cell: gates cx > hy cy
      """;

  private SavedNamesTable() {}
}
