package dev.gradus.bench;

/// What bounds a workload on any machine.
public sealed interface Limit {
  /// Nothing that is measured here.
  Limit NONE = new None();

  /// The arithmetic.
  ///
  /// @param count floating-point operations, a fused multiply-add counting as two
  record Flops(double count) implements Limit {
    /// How long so many take.
    ///
    /// @param peak how long each of the threads needs for [FmaPeak] while all are at it
    Sample at(Sample peak, int threads) {
      return peak.times(count / (threads * FmaPeak.flops()));
    }
  }

  /// The memory, compared with a copy that moves as much.
  ///
  /// @param count bytes read and written, each array once
  record Bytes(double count) implements Limit {
    /// What each of the threads reads and writes.
    long each(int threads) {
      return Math.round(count / threads);
    }
  }

  /// Memory that the process never touched before.
  ///
  /// @param count bytes written
  record NewBytes(int count) implements Limit {}

  /// See [Limit#NONE].
  record None() implements Limit {}

  /// Bound by arithmetic.
  static Limit flops(double count) {
    return new Flops(count);
  }

  /// Bound by memory that is new to the process: so many float32 written.
  static Limit newFloats(int count) {
    return new NewBytes(4 * count);
  }

  /// Bound by memory: so many float32 read or written.
  static Limit floats(double count) {
    return new Bytes(4 * count);
  }
}
