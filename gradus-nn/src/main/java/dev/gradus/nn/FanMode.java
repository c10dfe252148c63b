package dev.gradus.nn;

/// Which connections keep the variance: those that come in (forward) or those that go out
/// (backward).
public enum FanMode {
  /// Incoming connections.
  FAN_IN,
  /// Outgoing connections.
  FAN_OUT
}
