package dev.gradus.bench;

/// The work of one side of a [Line], ready to be done again and again.
public interface Workload {
  /// Does the work once and leaves no memory behind. What is returned is only kept from being
  /// optimised away.
  Object run();

  /// Does the work and tells its numbers, so that both sides can be compared.
  float[] numbers();
}
