package dev.gradus.nn;

import dev.gradus.LstmState;

/// What layers of long short-term memories give for packed sequences.
///
/// @param output the hidden states of the last layer at every step
/// @param last the last states of all layers and directions
public record PackedLstmResult(PackedSequence output, LstmState last) {}
