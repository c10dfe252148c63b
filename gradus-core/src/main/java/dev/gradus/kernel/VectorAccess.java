package dev.gradus.kernel;

import dev.gradus.expr.Compute;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// What generated vector loops call: the species, and truth values between bytes and masks.
///
/// To be touched only where `jdk.incubator.vector` is present.
final class VectorAccess {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  private VectorAccess() {}

  /// Elements per vector.
  static int lanes(Compute compute) {
    return ScalarAccess.isWide(compute) ? LONGS.length() : INTS.length();
  }

  /// The bytes at `i` that are not 0.
  static <E> VectorMask<E> loadFlags(VectorSpecies<E> species, byte[] a, int i) {
    return switch (species.length()) {
      case 8 -> bytes(ByteVector.SPECIES_64, species, a, i);
      case 16 -> bytes(ByteVector.SPECIES_128, species, a, i);
      case 32 -> bytes(ByteVector.SPECIES_256, species, a, i);
      default -> {
        long bits = 0;
        for (int k = 0; k < species.length(); k++) {
          bits |= a[i + k] != 0 ? 1L << k : 0;
        }
        yield VectorMask.fromLong(species, bits);
      }
    };
  }

  private static <E> VectorMask<E> bytes(
      VectorSpecies<Byte> narrow, VectorSpecies<E> species, byte[] a, int i) {
    return ByteVector.fromArray(narrow, a, i).compare(VectorOperators.NE, (byte) 0).cast(species);
  }

  /// Stores 1 where the mask is set, else 0.
  static <E> void storeFlags(VectorMask<E> mask, byte[] a, int i) {
    switch (mask.length()) {
      case 8 -> ones(ByteVector.SPECIES_64, mask, a, i);
      case 16 -> ones(ByteVector.SPECIES_128, mask, a, i);
      case 32 -> ones(ByteVector.SPECIES_256, mask, a, i);
      default -> {
        long bits = mask.toLong();
        for (int k = 0; k < mask.length(); k++) {
          a[i + k] = (byte) (bits >>> k & 1);
        }
      }
    }
  }

  private static <E> void ones(VectorSpecies<Byte> narrow, VectorMask<E> mask, byte[] a, int i) {
    ByteVector.zero(narrow).blend((byte) 1, mask.cast(narrow)).intoArray(a, i);
  }
}
