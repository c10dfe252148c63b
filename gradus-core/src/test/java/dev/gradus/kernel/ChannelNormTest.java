package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Groups that are normalised where they lie have the bits of those that are gathered first.
class ChannelNormTest {
  private final Random random = new Random(3);

  private float[] numbers(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) (5 + random.nextGaussian());
    }
    return x;
  }

  private static double[] wide(float[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i];
    }
    return y;
  }

  @ParameterizedTest
  @CsvSource({"2,3,1,64", "3,2,4,64", "2,2,3,65", "1,1,2,100", "1,2,5,1000", "2,1,1,9000"})
  void groupsInPlaceAreGroupsGathered(int samples, int groups, int parts, int inner) {
    int sets = samples * groups;
    int n = parts * inner;
    float[] x = numbers(3 + sets * n);
    float[] ofSets = numbers(sets);
    // The channels of a group alike, in every sample: then a group is one channel.
    float[] w = new float[groups * parts];
    float[] gathered = new float[sets];
    for (int s = 0; s < sets; s++) {
      gathered[s] = ofSets[s % groups];
      for (int p = 0; p < parts; p++) {
        w[s % groups * parts + p] = gathered[s];
      }
    }
    ChannelNorm group = ChannelNorm.group(DType.FLOAT32, samples, groups, parts, inner);
    ChannelNorm batch = ChannelNorm.batch(DType.FLOAT32, 1, sets, n);
    float[][] found = {new float[sets * n], new float[sets], new float[sets], new float[sets]};
    float[][] expected = {new float[sets * n], new float[sets], new float[sets], new float[sets]};
    group.forward(x, 3, w, w, 1e-5, found[0], found[1], found[2], found[3]);
    batch.forward(
        x, 3, gathered, gathered, 1e-5, expected[0], expected[1], expected[2], expected[3]);
    assertThat(found).isDeepEqualTo(expected);
    double[][] wideFound = {
      new double[sets * n], new double[sets], new double[sets], new double[sets]
    };
    double[][] wideExpected = {
      new double[sets * n], new double[sets], new double[sets], new double[sets]
    };
    ChannelNorm.group(DType.FLOAT64, samples, groups, parts, inner)
        .forward(
            wide(x),
            3,
            null,
            wide(w),
            1e-5,
            wideFound[0],
            wideFound[1],
            wideFound[2],
            wideFound[3]);
    ChannelNorm.batch(DType.FLOAT64, 1, sets, n)
        .forward(
            wide(x),
            3,
            null,
            wide(gathered),
            1e-5,
            wideExpected[0],
            wideExpected[1],
            wideExpected[2],
            wideExpected[3]);
    assertThat(wideFound[0]).isEqualTo(wideExpected[0]);
    assertThat(wideFound[2]).isEqualTo(wideExpected[2]);
  }
}
