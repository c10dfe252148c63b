package dev.gradus.train;

/// A step of the optimiser.
///
/// @param epoch the epoch that it belongs to, from 1
/// @param batch how many batches of the epoch lie behind, this one included
/// @param step its number since the beginning, from 1
/// @param loss the loss, taken before the step changed the parameters
/// @param lr the learning rate of the first group, as it was in the step
public record StepReport(int epoch, long batch, long step, double loss, double lr) {}
