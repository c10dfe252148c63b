package dev.gradus;

/// What layers of long short-term memories give.
///
/// @param output the hidden states of the last layer at every step
/// @param last the last states of all layers and directions
public record LstmResult(Tensor output, LstmState last) {}
