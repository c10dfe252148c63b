package dev.gradus;

/// What looking for different elements gives.
///
/// @param values each different element or slice once
/// @param inverse for each element of the input, where its value is among `values`, int64
/// @param counts how often each of `values` occurs, int64
public record Distinct(Tensor values, Tensor inverse, Tensor counts) {}
