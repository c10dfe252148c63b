package dev.gradus;

import org.jspecify.annotations.Nullable;

/// What multi-head attention gives.
///
/// @param output the result
/// @param weights the weights of all keys, or null if they were not asked for
public record AttentionResult(Tensor output, @Nullable Tensor weights) {}
