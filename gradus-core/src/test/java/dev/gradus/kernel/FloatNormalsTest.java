package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import org.junit.jupiter.api.Test;

/// Normal numbers in vectors have the bits of those that are made one by one.
class FloatNormalsTest {
  private static final int GROUPS = 2001;

  @Test
  void vectorsHaveTheBitsOfSingleNumbers() {
    MersenneTwister g = new MersenneTwister(11);
    float[] x = new float[5 + 16 * GROUPS + 3];
    for (int i = 0; i < x.length; i++) {
      x[i] = g.nextFloat();
    }
    // What a generator gives at most and at least, and where the sine's and the cosine's parts
    // meet.
    float most = 1 - 0x1p-24f;
    float[] corners = {0, most, 0x1p-24f, 0.125f, 0.25f, 0.375f, 0.5f, 0.625f, 0.75f, 0.875f};
    for (int i = 0; i < corners.length; i++) {
      for (int j = 0; j < corners.length; j++) {
        int at = 5 + 16 * (i * corners.length + j);
        x[at] = corners[i];
        x[at + 8] = corners[j];
        x[at + 9] = Math.nextDown(corners[j] + 0x1p-20f);
      }
    }
    float[] expected = x.clone();
    for (int k = 0; k < GROUPS; k++) {
      BoxMuller.floats(expected, 5 + 16 * k, 0.5f, 3);
    }
    FloatNormals.groups(x, 5, GROUPS, 0.5f, 3);
    for (int i = 0; i < x.length; i++) {
      assertThat(Float.floatToRawIntBits(x[i]))
          .as("element %s", i)
          .isEqualTo(Float.floatToRawIntBits(expected[i]));
    }
  }

  @Test
  void longRunsHaveTheBitsOfGroups() {
    FloatNormals.warmUp();
    float[] x = new float[5000];
    RandomFill.normal(new MersenneTwister(3), DType.FLOAT32, x, 0, x.length, 1, 2);
    MersenneTwister g = new MersenneTwister(3);
    float[] expected = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      expected[i] = g.nextFloat();
    }
    for (int i = 0; i + 16 <= x.length; i += 16) {
      BoxMuller.floats(expected, i, 1, 2);
    }
    for (int i = x.length - 16; i < x.length; i++) {
      expected[i] = g.nextFloat();
    }
    BoxMuller.floats(expected, x.length - 16, 1, 2);
    assertThat(x).isEqualTo(expected);
  }
}
