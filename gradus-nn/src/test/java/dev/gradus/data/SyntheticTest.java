package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticTest {
  private static boolean same(Tensor a, Tensor b) {
    return a.equal(b);
  }

  private static List<TensorDataset> all(long seed) {
    return List.of(
        Synthetic.spirals(3, 20, 0.05, seed),
        Synthetic.moons(40, 0.1, seed),
        Synthetic.blobs(4, 3, 40, 0.5, seed),
        Synthetic.regression(40, seed),
        Synthetic.glyphs(24, seed));
  }

  @Test
  void equalSeedsGiveEqualDataAndOthersDoNot() {
    for (int i = 0; i < all(1).size(); i++) {
      Tensor x = all(1).get(i).tensor(0);
      assertThat(same(x, all(1).get(i).tensor(0))).isTrue();
      assertThat(same(x, all(2).get(i).tensor(0))).isFalse();
    }
    assertThat(Synthetic.characters(500, 1).text())
        .isEqualTo(Synthetic.characters(500, 1).text())
        .isNotEqualTo(Synthetic.characters(500, 2).text());
  }

  @Test
  void nothingIsDrawnFromTheDefaultGenerator() {
    Tensor before = Gradus.getRngState();
    all(3);
    assertThat(same(before, Gradus.getRngState())).isTrue();
  }

  @Test
  void shapesAndClasses() {
    TensorDataset spirals = Synthetic.spirals(3, 20, 0, 0);
    assertThat(spirals.tensor(0).shape()).containsExactly(60, 2);
    assertThat(spirals.tensor(0).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(spirals.tensor(1).toLongArray()).startsWith(0, 1, 2, 0).endsWith(1, 2);
    assertThat(Synthetic.blobs(4, 3, 42, 1, 0).tensor(0).shape()).containsExactly(42, 3);
    assertThat(Synthetic.moons(0, 1, 0).size()).isZero();
    assertThat(Synthetic.regression(7, 0).tensor(1).shape()).containsExactly(7, 1);
  }

  @Test
  void spiralsWithoutNoiseLieOnTheirArms() {
    TensorDataset spirals = Synthetic.spirals(3, 50, 0, 5);
    float[] x = spirals.tensor(0).toFloatArray();
    for (int i = 0; i < 150; i++) {
      double t = Math.hypot(x[2 * i], x[2 * i + 1]);
      double turned = Math.atan2(x[2 * i + 1], x[2 * i]) - 1.5 * Math.PI * t;
      double off = turned - 2 * Math.PI * (i % 3) / 3;
      assertThat(Math.IEEEremainder(off, 2 * Math.PI)).isEqualTo(0, within(1e-4));
    }
  }

  @Test
  void theNoiseOfTheRegressionGrowsAsStated() {
    TensorDataset data = Synthetic.regression(20_000, 0);
    float[] x = data.tensor(0).toFloatArray();
    float[] y = data.tensor(1).toFloatArray();
    var sums = new double[2];
    var counts = new int[2];
    for (int i = 0; i < x.length; i++) {
      double z = (y[i] - Synthetic.regressionMean(x[i])) / Synthetic.regressionSpread(x[i]);
      sums[x[i] < 0 ? 0 : 1] += z * z;
      counts[x[i] < 0 ? 0 : 1]++;
    }
    assertThat(sums[0] / counts[0]).isEqualTo(1, within(0.05));
    assertThat(sums[1] / counts[1]).isEqualTo(1, within(0.05));
  }

  @Test
  void glyphsAreGreyImagesOfEveryClass() {
    TensorDataset glyphs = Synthetic.glyphs(120, 4);
    assertThat(glyphs.tensor(0).shape()).containsExactly(120, 1, 16, 16);
    assertThat(glyphs.tensor(1).toLongArray()).contains(0, Synthetic.glyphNames().length() - 1);
    for (float pixel : glyphs.tensor(0).toFloatArray()) {
      assertThat(pixel).isBetween(0f, 1f);
    }
    for (int i = 0; i < 120; i++) {
      assertThat(glyphs.tensor(0).select(0, i).sum().item()).isBetween(8.0, 130.0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"affine", "elastic", "thickness", "noise", "missing"})
  void everyDistortionChangesTheImages(String what) {
    var clean = GlyphOptions.CLEAN;
    var distorted =
        switch (what) {
          case "affine" -> clean.withAffine(1);
          case "elastic" -> clean.withElastic(0.05);
          case "thickness" -> clean.withThickness(0.5);
          case "noise" -> clean.withNoise(0.1);
          default -> clean.withMissing(1);
        };
    Tensor first = Synthetic.glyphs(24, 0, clean).tensor(0);
    assertThat(same(first.narrow(0, 0, 12), first.narrow(0, 12, 12))).isTrue();
    Tensor second = Synthetic.glyphs(24, 0, distorted).tensor(0);
    assertThat(same(first, second)).isFalse();
    assertThat(same(second.narrow(0, 0, 12), second.narrow(0, 12, 12))).isFalse();
  }

  @Test
  void theSumsInTheTextAreRight() {
    var text = Synthetic.characters(5000, 0).text();
    var sums = Pattern.compile("(\\d) \\+ (\\d) = (\\d+)\\.").matcher(text).results().toList();
    assertThat(sums).hasSizeGreaterThan(10);
    assertThat(sums)
        .allMatch(m ->
            Integer.parseInt(m.group(1)) + Integer.parseInt(m.group(2))
                == Integer.parseInt(m.group(3)));
    assertThat(text).hasSize(5000).contains("yesterday", "(they are ", "children");
  }

  @Test
  void textsBecomeNumbersAndBack() {
    var sequences = new CharacterSequences("hello");
    assertThat(sequences.vocabulary()).isEqualTo("ehlo");
    assertThat(sequences.codes().toLongArray()).containsExactly(1, 0, 2, 2, 3);
    assertThat(sequences.decode(sequences.encode("hole"))).isEqualTo("hole");
    Dataset<List<Tensor>> windows = sequences.windows(3);
    assertThat(windows.size()).isEqualTo(2);
    assertThat(sequences.decode(windows.get(1).get(0))).isEqualTo("ell");
    assertThat(sequences.decode(windows.get(1).get(1))).isEqualTo("llo");
    assertThatThrownBy(() -> sequences.encode("hex"))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining("U+0078 at 2");
    assertThatThrownBy(() -> windows.get(2)).isInstanceOf(GradusIndexException.class);
    assertThatThrownBy(() -> sequences.windows(5)).isInstanceOf(GradusArgumentException.class);
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertThatThrownBy(() -> Synthetic.spirals(0, 1, 0, 0)).hasMessageContaining("0 arms");
    assertThatThrownBy(() -> Synthetic.moons(-1, 0, 0)).hasMessageContaining("-1");
    assertThatThrownBy(() -> GlyphOptions.DEFAULT.withNoise(Double.NaN))
        .isInstanceOf(GradusArgumentException.class);
  }
}
