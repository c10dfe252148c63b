package dev.gradus.nn;

import dev.gradus.Tensor;

/// Sequences filled up to one length.
///
/// @param output the sequences
/// @param lengths how long each is, int64
public record PaddedSequences(Tensor output, Tensor lengths) {}
