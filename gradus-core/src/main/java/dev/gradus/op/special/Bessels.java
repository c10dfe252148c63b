package dev.gradus.op.special;

import dev.gradus.Special;
import dev.gradus.Tensor;
import dev.gradus.kernel.AiryFunction;
import dev.gradus.kernel.BesselFunctions;
import dev.gradus.kernel.ElementFunction;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Bessel functions and Airy's function.
public final class Bessels {
  /// Gradient: g · i1(x).
  public static final Elementwise I0 =
      smooth("i0", BesselFunctions::i0)
          .gradient(1, (b, g) -> new @Nullable Tensor[] {g.mul(Special.i1(b.x(0)))});

  /// Gradient: g · (i1e(x) - sign(x) · y).
  public static final Elementwise I0E =
      smooth("special_i0e", BesselFunctions::i0e)
          .readingResult()
          .gradient(
              1,
              (b, g) -> {
                Tensor x = b.x(0);
                return new @Nullable Tensor[] {g.mul(Special.i1e(x).sub(x.sgn().mul(b.y())))};
              });

  /// Gradient: g · (i0(x) - y / x), g / 2 close to 0.
  public static final Elementwise I1 =
      smooth("special_i1", BesselFunctions::i1)
          .readingResult()
          .gradient(
              1,
              (b, g) -> {
                Tensor x = b.x(0);
                Tensor zero = tiny(x);
                Tensor safe = x.maskedFill(zero, 1);
                Tensor slope = safe.i0().sub(b.y().mul(safe.reciprocal())).maskedFill(zero, 0.5);
                return new @Nullable Tensor[] {g.mul(slope)};
              });

  /// Gradient: g · (i0e(x) - y · (sign(x) + 1 / x)), g / 2 close to 0.
  public static final Elementwise I1E =
      smooth("special_i1e", BesselFunctions::i1e)
          .readingResult()
          .gradient(
              1,
              (b, g) -> {
                Tensor x = b.x(0);
                Tensor zero = tiny(x);
                Tensor safe = x.maskedFill(zero, 1);
                Tensor turn = safe.sgn().add(safe.reciprocal());
                Tensor slope = Special.i0e(safe).sub(b.y().mul(turn)).maskedFill(zero, 0.5);
                return new @Nullable Tensor[] {g.mul(slope)};
              });

  public static final Elementwise AIRY_AI = smooth("special_airy_ai", AiryFunction::ai);
  public static final Elementwise J0 = smooth("special_bessel_j0", BesselFunctions::j0);
  public static final Elementwise J1 = smooth("special_bessel_j1", BesselFunctions::j1);
  public static final Elementwise Y0 = smooth("special_bessel_y0", BesselFunctions::y0);
  public static final Elementwise Y1 = smooth("special_bessel_y1", BesselFunctions::y1);
  public static final Elementwise MODIFIED_I0 =
      smooth("special_modified_bessel_i0", BesselFunctions::i0);
  public static final Elementwise MODIFIED_I1 =
      smooth("special_modified_bessel_i1", BesselFunctions::i1);
  public static final Elementwise MODIFIED_K0 =
      smooth("special_modified_bessel_k0", BesselFunctions::k0);
  public static final Elementwise MODIFIED_K1 =
      smooth("special_modified_bessel_k1", BesselFunctions::k1);
  public static final Elementwise SCALED_K0 =
      smooth("special_scaled_modified_bessel_k0", BesselFunctions::k0e);
  public static final Elementwise SCALED_K1 =
      smooth("special_scaled_modified_bessel_k1", BesselFunctions::k1e);
  public static final Elementwise SPHERICAL_J0 =
      smooth("special_spherical_bessel_j0", BesselFunctions::sphericalJ0);

  private Bessels() {}

  /// Where 1 / x may overflow; the slope is 1 / 2 there in all digits.
  private static Tensor tiny(Tensor x) {
    return x.abs().le(Float.MIN_NORMAL);
  }

  private static Elementwise smooth(String name, DoubleUnaryOperator f) {
    return Elementwise.of(name, ElementFunction.of(f));
  }
}
