package dev.gradus.kernel;

import dev.gradus.expr.Compute;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// What generated vector loops call: the species, and truth values between bytes and masks.
///
/// To be touched only where `jdk.incubator.vector` is present.
final class VectorAccess {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  /// As many shorts as there are ints.
  static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));

  private VectorAccess() {}

  /// Elements per vector.
  static int lanes(Compute compute) {
    return ScalarAccess.isWide(compute) ? LONGS.length() : INTS.length();
  }

  /// The field of `ByteVector` with the species of as many bytes as there are lanes; empty if there
  /// is no vector that small.
  static String byteSpecies(Compute compute) {
    return switch (lanes(compute)) {
      case 8 -> "SPECIES_64";
      case 16 -> "SPECIES_128";
      case 32 -> "SPECIES_256";
      case 64 -> "SPECIES_512";
      default -> "";
    };
  }

  /// The bytes at `i` that are not 0, for few lanes.
  static <E> VectorMask<E> loadFlags(VectorSpecies<E> species, byte[] a, int i) {
    long bits = 0;
    for (int k = 0; k < species.length(); k++) {
      bits |= a[i + k] != 0 ? 1L << k : 0;
    }
    return VectorMask.fromLong(species, bits);
  }

  /// Stores 1 where the mask is set, else 0, for few lanes.
  static <E> void storeFlags(VectorMask<E> mask, byte[] a, int i) {
    long bits = mask.toLong();
    for (int k = 0; k < mask.length(); k++) {
      a[i + k] = (byte) (bits >>> k & 1);
    }
  }

  /// The lanes `l < left` with `0 ≤ at + l < width`.
  static <E> VectorMask<E> inside(VectorSpecies<E> species, int at, int width, int left) {
    int end = Math.clamp(Math.min(width - at, left), 0, species.length());
    int first = Math.clamp(-at, 0, end);
    return VectorMask.fromLong(species, (1L << end) - (1L << first));
  }
}
