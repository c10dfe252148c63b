package dev.gradus;

import dev.gradus.error.GradusArgumentException;

/// Which of a Fourier transform and its inverse is scaled.
public enum FftNorm {
  /// The inverse, by 1/n: the usual one.
  BACKWARD,
  /// Both, by 1/√n, which makes them unitary.
  ORTHO,
  /// The forward transform, by 1/n.
  FORWARD;

  /// The mode of that name in PyTorch: `backward`, `ortho` or `forward`.
  ///
  /// @throws GradusArgumentException if there is none
  public static FftNorm of(String name) {
    for (FftNorm norm : values()) {
      if (norm.name().toLowerCase(java.util.Locale.ROOT).equals(name)) {
        return norm;
      }
    }
    throw new GradusArgumentException(
        "Invalid normalization mode: \""
            + name
            + "\"\nfft: the modes are \"backward\", \"ortho\" and \"forward\".");
  }
}
