package dev.gradus.train;

/// What is to be done when a training begins.
///
/// @param epochs how many epochs in all
/// @param batches how many batches an epoch has; 0 where the loader cannot know
/// @param epoch how many epochs lie behind
/// @param batch how many batches of the next one lie behind
public record Start(int epochs, long batches, int epoch, long batch) {}
