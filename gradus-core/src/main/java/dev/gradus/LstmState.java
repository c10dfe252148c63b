package dev.gradus;

/// The state of a long short-term memory.
///
/// @param hidden the hidden state
/// @param cell the cell
public record LstmState(Tensor hidden, Tensor cell) {}
