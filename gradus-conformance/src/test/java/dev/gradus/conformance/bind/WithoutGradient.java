package dev.gradus.conformance.bind;

import java.util.Set;

/// The bound names that have no gradient: what makes new tensors, draws numbers, counts, compares
/// or finds places, and the functions of which PyTorch has no derivative.
final class WithoutGradient {
  private static final String TEXT =
      """
      .bernoulli_ .normal_ .random_ .uniform_ __rand__ __ror__ __rxor__ _standard_gamma
      _standard_gamma_grad all allclose any arange argmax argmin argsort argwhere bernoulli
      bincount binomial bitwise_and bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift
      bitwise_xor bool broadcast_shapes bucketize byte char count_nonzero empty eq equal eye
      fft.fftfreq fft.rfftfreq full full_like gcd ge gt int isclose isfinite isin isinf isnan
      isneginf isposinf isreal item lcm le linalg.matrix_rank linspace logical_and logical_not
      logical_or logical_xor logspace long lt multinomial ne new_full new_ones new_zeros
      nn.functional.one_hot nonzero nonzero_static normal ones ones_like poisson rand rand_like
      randint randint_like randn randn_like random randperm scalar_tensor searchsorted sgn short
      signal.windows.bartlett signal.windows.blackman signal.windows.cosine
      signal.windows.exponential signal.windows.gaussian signal.windows.general_cosine
      signal.windows.general_hamming signal.windows.hamming signal.windows.hann
      signal.windows.kaiser signal.windows.nuttall signbit special.airy_ai special.bessel_j0
      special.bessel_j1 special.bessel_y0 special.bessel_y1 special.chebyshev_polynomial_t
      special.chebyshev_polynomial_u special.chebyshev_polynomial_v special.chebyshev_polynomial_w
      special.hermite_polynomial_h special.hermite_polynomial_he special.laguerre_polynomial_l
      special.legendre_polynomial_p special.modified_bessel_i0 special.modified_bessel_i1
      special.modified_bessel_k0 special.modified_bessel_k1 special.scaled_modified_bessel_k0
      special.scaled_modified_bessel_k1 special.shifted_chebyshev_polynomial_t
      special.shifted_chebyshev_polynomial_u special.shifted_chebyshev_polynomial_v
      special.shifted_chebyshev_polynomial_w special.spherical_bessel_j0 tril_indices triu_indices
      uniform unravel_index zeros zeros_like
      """;

  static final Set<String> NAMES = Set.of(TEXT.strip().split("\\s+"));

  private WithoutGradient() {}
}
