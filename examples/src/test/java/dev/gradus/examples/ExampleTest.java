package dev.gradus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExampleTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Run run(long seed, int epochs, @Nullable Path folder) {
    return run(seed, epochs, folder, null);
  }

  private Run run(long seed, int epochs, @Nullable Path folder, @Nullable DType autocast) {
    var out = new PrintStream(said, true, UTF_8);
    return new Run(seed, epochs, List.of(), folder, false, false, autocast, out, false);
  }

  @Test
  void xorIsLearnt() throws IOException {
    Outcome outcome = Example.XOR.run(run(0, 100, null)).orElseThrow();
    assertThat(outcome.accuracy()).isEqualTo(1);
    assertThat(outcome.loss()).isLessThan(0.1);
    assertThat(said.toString(UTF_8)).contains("epoch 100 of 100", "0 xor 1 = 1", "1 xor 1 = 0");
  }

  @Test
  void regressionBeatsANormalDistributionOfOneVariance() throws IOException {
    // The curve's own spread is about 1, with which a constant mean and variance stay far above
    // this.
    assertThat(Example.REGRESSION.run(run(0, 40, null)).orElseThrow().loss()).isLessThan(-0.5);
  }

  @Test
  void glyphsAreRecognisedAfterThreeEpochs() throws IOException {
    assertThat(Example.GLYPHS.run(run(0, 3, null)).orElseThrow().accuracy()).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @EnumSource(names = {"BFLOAT16", "FLOAT16"})
  void glyphsAreRecognisedInANarrowDType(DType dtype) throws IOException {
    Outcome outcome = Example.GLYPHS.run(run(0, 2, null, dtype)).orElseThrow();
    assertThat(outcome.accuracy()).isGreaterThan(0.85);
    Outcome full = Example.GLYPHS.run(run(0, 2, null)).orElseThrow();
    assertThat(outcome.loss()).isNotEqualTo(full.loss());
  }

  @Test
  void charsLearnsMoreThanHowOftenEachCharacterOccurs() throws IOException {
    // The frequencies alone leave a loss of about 2.9.
    assertThat(Example.CHARS.run(run(0, 2, null)).orElseThrow().loss()).isLessThan(2.2);
  }

  @Test
  void spiralsAreToldApartAndDrawn(@TempDir Path folder) throws IOException {
    Outcome outcome = Example.SPIRALS.run(run(0, 30, folder.resolve("made"))).orElseThrow();
    assertThat(outcome.accuracy()).isGreaterThan(0.9);
    BufferedImage image = ImageIO.read(folder.resolve("made/spirals.png").toFile());
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < image.getWidth(); i++) {
      colours.add(image.getRGB(i, image.getHeight() / 3));
    }
    assertThat(colours).hasSizeGreaterThan(2);
  }

  @ParameterizedTest
  @EnumSource
  void theSeedDecidesTheRun(Example example) throws IOException {
    Outcome first = example.run(run(7, 1, null)).orElseThrow();
    assertThat(example.run(run(7, 1, null)).orElseThrow()).isEqualTo(first);
    assertThat(example.run(run(8, 1, null)).orElseThrow().loss()).isNotEqualTo(first.loss());
  }
}
