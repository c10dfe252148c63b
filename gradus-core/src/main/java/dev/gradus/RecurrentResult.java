package dev.gradus;

/// What recurrent layers give.
///
/// @param output the hidden states of the last layer at every step
/// @param hidden the last hidden states of all layers and directions
public record RecurrentResult(Tensor output, Tensor hidden) {}
