package dev.gradus;

/// The factors of A = L·D·Lᵀ in one matrix.
///
/// @param ld D on the diagonal and below where it has blocks of two, L below
/// @param pivots the rows that were exchanged, from 1; negative for both rows of a block of two
/// @param info 0, or the first block of D that is zero, from 1; int32
public record CompactLdl(Tensor ld, Tensor pivots, Tensor info) {}
