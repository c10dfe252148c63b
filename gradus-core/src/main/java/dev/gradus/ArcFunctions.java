package dev.gradus;

import dev.gradus.op.pointwise.Row;
import dev.gradus.op.special.Arcs;

/// Angles from sines, cosines and tangents.
///
/// **Shape**: that of this tensor. **Dtype**: integers become the default dtype; in place they
/// cannot. **Errors**: in place, an integer tensor.
public sealed interface ArcFunctions permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row) {
    return Call.run(row.call(), self());
  }

  private Tensor inPlace(Row row) {
    return Call.inPlace(row.call(), self());
  }

  /// The angle from -π/2 to π/2 with this sine; nan beyond ±1. **Gradient**: g / sqrt(1 - this²),
  /// inf at ±1. **Source**: torch.asin.
  default Tensor asin() {
    return run(Arcs.ASIN);
  }

  /// [#asin()] in place.
  default Tensor asin_() {
    return inPlace(Arcs.ASIN);
  }

  /// Another name of [#asin()]. **Source**: torch.arcsin.
  default Tensor arcsin() {
    return asin();
  }

  /// [#asin()] in place.
  default Tensor arcsin_() {
    return asin_();
  }

  /// The angle from 0 to π with this cosine; nan beyond ±1. **Gradient**: -g / sqrt(1 - this²),
  /// -inf at ±1. **Source**: torch.acos.
  default Tensor acos() {
    return run(Arcs.ACOS);
  }

  /// [#acos()] in place.
  default Tensor acos_() {
    return inPlace(Arcs.ACOS);
  }

  /// Another name of [#acos()]. **Source**: torch.arccos.
  default Tensor arccos() {
    return acos();
  }

  /// [#acos()] in place.
  default Tensor arccos_() {
    return acos_();
  }

  /// The angle from -π/2 to π/2 with this tangent. **Gradient**: g / (1 + this²). **Source**:
  /// torch.atan.
  default Tensor atan() {
    return run(Arcs.ATAN);
  }

  /// [#atan()] in place.
  default Tensor atan_() {
    return inPlace(Arcs.ATAN);
  }

  /// Another name of [#atan()]. **Source**: torch.arctan.
  default Tensor arctan() {
    return atan();
  }

  /// [#atan()] in place.
  default Tensor arctan_() {
    return atan_();
  }

  /// The angle from -π to π of the point (other, this). **Shape**: broadcast. **Gradient**: g ·
  /// other / (this² + other²); -g · this / (this² + other²); both 0 at the origin. **Errors**:
  /// complex tensors. **Source**: torch.atan2.
  default Tensor atan2(Tensor other) {
    return Call.run(Arcs.ATAN2.call(), self(), other);
  }

  /// [#atan2(Tensor)] in place.
  default Tensor atan2_(Tensor other) {
    return Call.inPlace(Arcs.ATAN2.call(), self(), other);
  }

  /// Another name of [#atan2(Tensor)]. **Source**: torch.arctan2.
  default Tensor arctan2(Tensor other) {
    return atan2(other);
  }

  /// [#atan2(Tensor)] in place.
  default Tensor arctan2_(Tensor other) {
    return atan2_(other);
  }
}
