package dev.gradus.nn;

import dev.gradus.Tensor;

/// What recurrent layers give for packed sequences.
///
/// @param output the hidden states of the last layer at every step
/// @param hidden the last hidden states of all layers and directions
public record PackedResult(PackedSequence output, Tensor hidden) {}
