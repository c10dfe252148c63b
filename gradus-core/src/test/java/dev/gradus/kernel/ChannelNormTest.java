package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.dtype.DType;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Groups that are normalised where they lie have the bits of those that are gathered first.
class ChannelNormTest {
  private final Random random = new Random(3);

  private float[] numbers(int n) {
    return Numbers.aroundFive(random, n);
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
            Numbers.wide(x),
            3,
            null,
            Numbers.wide(w),
            1e-5,
            wideFound[0],
            wideFound[1],
            wideFound[2],
            wideFound[3]);
    ChannelNorm.batch(DType.FLOAT64, 1, sets, n)
        .forward(
            Numbers.wide(x),
            3,
            null,
            Numbers.wide(gathered),
            1e-5,
            wideExpected[0],
            wideExpected[1],
            wideExpected[2],
            wideExpected[3]);
    assertThat(wideFound[0]).isEqualTo(wideExpected[0]);
    assertThat(wideFound[2]).isEqualTo(wideExpected[2]);
  }

  /// Elements of channels as columns are those of channels as rows, turned.
  @ParameterizedTest
  @CsvSource({"2,3", "5,1", "37,3", "64,513", "70,600", "333,7", "1500,2"})
  void columnsAreChannels(int samples, int channels) {
    int n = samples * channels;
    for (int far : new int[] {0, 1}) {
      double[] x = numbers(samples, channels, far);
      double[] g = Numbers.wide(numbers(n));
      double[] w = Numbers.wide(numbers(channels));
      double[][] columns = both(ChannelNorm.batch(DType.FLOAT64, samples, channels, 1), x, g, w);
      // As one sample whose channels are long.
      double[][] rows =
          both(
              ChannelNorm.batch(DType.FLOAT64, 1, channels, samples),
              turned(x, samples, channels),
              turned(g, samples, channels),
              w);
      rows[0] = turned(rows[0], channels, samples);
      rows[4] = turned(rows[4], channels, samples);
      for (int k = 0; k < rows.length; k++) {
        for (int i = 0; i < rows[k].length; i++) {
          double size = Math.max(1, Math.abs(rows[k][i]));
          assertThat(columns[k][i]).isCloseTo(rows[k][i], within(1e-9 * size));
        }
      }
    }
  }

  // Some columns grow far beyond what a guess from a few rows says.
  private double[] numbers(int samples, int channels, int far) {
    double[] x = Numbers.wide(numbers(samples * channels));
    if (far == 1) {
      x[x.length - 1] = 1e4;
    }
    return x;
  }

  private static double[] turned(double[] x, int rows, int columns) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i % columns * rows + i / columns] = x[i];
    }
    return y;
  }

  private static double[][] both(ChannelNorm norm, double[] x, double[] g, double[] w) {
    int n = w.length;
    double[][] y = {new double[x.length], new double[n], new double[n], new double[n]};
    norm.forward(x, 0, w, w, 1e-5, y[0], y[1], y[2], y[3]);
    double[][] d = {new double[x.length], new double[n], new double[n]};
    norm.backward(g, 0, x, 0, y[1], y[2], w, d[0], d[1], d[2]);
    return new double[][] {y[0], y[1], y[2], y[3], d[0], d[1], d[2]};
  }
}
