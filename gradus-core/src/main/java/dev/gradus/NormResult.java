package dev.gradus;

/// What normalisation gives: the result, the means, and the factors 1 / sqrt(variance + eps).
///
/// @param output the result
/// @param mean the means
/// @param rstd the factors
public record NormResult(Tensor output, Tensor mean, Tensor rstd) {}
