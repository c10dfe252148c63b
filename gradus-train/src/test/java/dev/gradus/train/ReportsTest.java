package dev.gradus.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.io.csv.CsvTable;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a training says and leaves: progress, history and curves.
final class ReportsTest {
  private static final String ERASE = "\r\033[K";

  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, UTF_8);
  private long now;

  private static EpochReport epoch(int number, double loss, double accuracy) {
    Map<String, Double> found = new LinkedHashMap<>();
    found.put("validation loss", loss + 0.1);
    found.put("accuracy, \"strict\"", accuracy);
    return new EpochReport(number, 10L * number, 0.01, loss, found, 1.5);
  }

  private static History history(EpochReport... epochs) {
    return new History(List.of(epochs), History.End.EPOCHS, 1, 10L * epochs.length);
  }

  private String said() {
    String text = said.toString(UTF_8);
    said.reset();
    return text;
  }

  @Test
  void elsewhereThanOnATerminalThereAreAboutTenLines() {
    var progress = new Progress(out, false);
    progress.onBegin(new Start(100, 10, 0, 0));
    for (int i = 1; i <= 100; i++) {
      progress.onStep(new StepReport(i, 10, 10L * i, 0.5, 0.01));
      progress.onEpoch(new EpochReport(i, 10L * i, 0.01, 0.5, Map.of("accuracy", 0.25), i));
    }
    progress.onEnd(history(epoch(1, 1, 1)));
    assertThat(said().lines())
        .hasSize(10)
        .first()
        .isEqualTo("epoch 10 of 100: loss 0.5000, accuracy 0.2500");
  }

  @Test
  void aTerminalShowsRateAndRemainingTime() {
    var progress = new Progress(out, true, () -> now);
    progress.onBegin(new Start(4, 10, 1, 5));
    assertThat(said()).isEqualTo("going on after epoch 1 of 4 and 5 batches\n");
    now += 2_000_000_000L;
    progress.onStep(new StepReport(2, 6, 16, 0.25, 0.01));
    // One of 25 steps in two seconds: 48 seconds for the other 24.
    assertThat(said())
        .isEqualTo(
            ERASE
                + "[=========               ] 40 %, epoch 2/4, loss 0.2500, 0.5 steps/s, 0:48 left");
    now += 50_000_000L;
    progress.onStep(new StepReport(2, 7, 17, 0.25, 0.01));
    assertThat(said()).isEmpty();
    progress.onEpoch(epoch(2, 0.5, 1));
    assertThat(said()).startsWith(ERASE + "epoch 2 of 4: loss 0.5000, validation loss 0.6000");
    progress.onStep(new StepReport(3, 1, 21, 0.25, 0.01));
    assertThat(said()).startsWith(ERASE + "[============ ").doesNotContain("\n");
    progress.onEnd(new History(List.of(epoch(3, 1, 1)), History.End.EARLY, 1, 30));
    assertThat(said()).isEqualTo(ERASE + "no progress since epoch 1: ended after epoch 3\n");
  }

  @Test
  void aStreamHasNoEndThatCouldBeForeseen() {
    var progress = new Progress(out, true, () -> now);
    progress.onBegin(new Start(4, 0, 0, 0));
    now += 1_000_000_000L;
    progress.onStep(new StepReport(1, 3, 3, 0.25, 0.01));
    assertThat(said()).isEqualTo(ERASE + "epoch 1/4, loss 0.2500, batch 3, 1.0 steps/s");
  }

  @Test
  void numbersGoToASinkWithTheirSteps() {
    List<String> taken = new ArrayList<>();
    var log = new ScalarLog((tag, value, step) -> taken.add(step + " " + tag + " " + value));
    log.onStep(new StepReport(1, 3, 10, 0.25, 0.01));
    log.onEpoch(epoch(1, 0.5, 0.75));
    assertThat(taken)
        .containsExactly(
            "10 loss/step 0.25",
            "10 lr 0.01",
            "10 loss/training 0.5",
            "10 loss/validation 0.6",
            "10 metrics/accuracy, \"strict\" 0.75");
  }

  @Test
  void durations() {
    assertThat(Progress.duration(0.4)).isEqualTo("0:00");
    assertThat(Progress.duration(75)).isEqualTo("1:15");
    assertThat(Progress.duration(3675)).isEqualTo("1:01:15");
  }

  @Test
  void aHistoryIsReadBackFromItsCsv() throws IOException {
    Path file = folder.resolve("history.csv");
    history(epoch(1, 0.1, 0.5), epoch(2, 1.0 / 3, Double.NaN)).writeCsv(file);
    CsvTable table = CsvTable.read(file);
    assertThat(table.columns())
        .containsExactly(
            "epoch", "step", "lr", "loss", "validation loss", "accuracy, \"strict\"", "seconds");
    assertThat(table.texts("loss")).containsExactly("0.1", "0.3333333333333333");
    assertThat(table.texts("accuracy, \"strict\"")).containsExactly("0.5", "NaN");
    assertThat(table.texts("step")).containsExactly("10", "20");
  }

  @Test
  void curvesAreDrawnWithoutAScreen() throws Exception {
    History history =
        history(epoch(1, 2, 0.5), epoch(2, Double.POSITIVE_INFINITY, 0.7), epoch(3, 1, 0.8));
    Path png = folder.resolve("curves.png");
    Curves.write(png, history);
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getHeight()).isEqualTo(640); // Losses, and below them the metric.
    for (int colour : new int[] {0x1F618D, 0xC0392B, 0x1E8449}) {
      assertThat(hasNear(image, new Color(colour))).isTrue();
    }

    Path svg = folder.resolve("curves.svg");
    Curves.write(svg, history);
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    var root = factory.newDocumentBuilder().parse(svg.toFile()).getDocumentElement();
    assertThat(root.getNodeName()).isEqualTo("svg");
    assertThat(Files.readString(svg)).contains("rgb(31,97,141)", "rgb(192,57,43)");
  }

  /// Edges are smoothed, so that a thin line need not have its own colour anywhere.
  private static boolean hasNear(BufferedImage image, Color wanted) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color c = new Color(image.getRGB(x, y));
        int distance =
            Math.abs(c.getRed() - wanted.getRed())
                + Math.abs(c.getGreen() - wanted.getGreen())
                + Math.abs(c.getBlue() - wanted.getBlue());
        if (distance < 60) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void oneEpochIsAPointAndNoEpochIsRefused() throws IOException {
    Path file = folder.resolve("curves.png");
    Curves.write(file, history(epoch(1, 2, 0.5)));
    assertThat(Objects.requireNonNull(ImageIO.read(file.toFile())).getWidth()).isEqualTo(720);
    assertThatThrownBy(() -> Curves.write(file, history()))
        .isInstanceOf(GradusArgumentException.class);
    assertThatThrownBy(() -> Curves.write(folder.resolve("curves.pdf"), history(epoch(1, 2, 1))))
        .hasMessageContaining(".svg");
  }
}
