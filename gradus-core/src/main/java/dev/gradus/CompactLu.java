package dev.gradus;

/// The factors of A = P·L·U in one matrix.
///
/// @param lu U on and above the diagonal, L below it
/// @param pivots for each step the row that was exchanged with, from 1; int32
/// @param info 0, or the first diagonal element of U that is zero, from 1; int32
public record CompactLu(Tensor lu, Tensor pivots, Tensor info) {}
