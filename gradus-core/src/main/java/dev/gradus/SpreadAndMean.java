package dev.gradus;

/// A variance or standard deviation, and the mean.
///
/// @param spread the variance or standard deviation
/// @param mean the mean
public record SpreadAndMean(Tensor spread, Tensor mean) {}
