package dev.gradus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.Synthetic;
import dev.gradus.data.TensorDataset;
import dev.gradus.error.GradusArgumentException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Examples on files of a user's own.
@ResourceLock("dev.gradus.Globals")
final class OwnDataTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Outcome train(Example example, int epochs, Path... data) throws IOException {
    var out = new PrintStream(said, true, UTF_8);
    return example
        .run(
            new Run(
                0, epochs, List.of(data), folder.resolve("out"), false, false, null, out, false))
        .orElseThrow();
  }

  private Path write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("out"));
    return Files.writeString(folder.resolve(name), text);
  }

  private static String table(String header, TensorDataset samples) {
    var text = new StringBuilder(header).append('\n');
    for (long i = 0; i < samples.size(); i++) {
      double[] x = samples.get(i).getFirst().toDoubleArray();
      text.append(String.format(Locale.ROOT, "%.4f,%.4f,", x[0], x[1]));
      text.append(samples.get(i).getLast().itemLong() == 0 ? "left" : "right").append('\n');
    }
    return text.toString();
  }

  @Test
  void twoColumnsOfNumbersAndOneOfClasses() throws IOException {
    Path csv = write("moons.csv", table("x,y,moon", Synthetic.moons(200, 0.05, 1)));
    assertThat(train(Example.SPIRALS, 80, csv).accuracy()).isGreaterThan(0.9);
    assertThat(said.toString(UTF_8)).contains("left", "right");
    assertThat(folder.resolve("out/spirals.png")).isNotEmptyFile();
  }

  @Test
  void aTableWhoseLastColumnIsPredicted() throws IOException {
    // A plane of great numbers, which only standardised columns can teach in a few epochs.
    var text = new StringBuilder("area,rooms,price\n");
    Tensor draws = Synthetic.blobs(1, 2, 300, 1, 3).tensor(0);
    double[] u = draws.toDoubleArray();
    for (int i = 0; i < 300; i++) {
      double area = 100 + 20 * u[2 * i];
      double rooms = 3 + u[2 * i + 1];
      double price = 4000 * area + 30_000 * rooms;
      text.append(String.format(Locale.ROOT, "%.3f,%.3f,%.1f%n", area, rooms, price));
    }
    double loss = train(Example.REGRESSION, 60, write("prices.csv", text.toString())).loss();
    // The prices are about 85 000 wide: a mean alone leaves log(85 000) + 1/2 = 11.9.
    assertThat(loss).isLessThan(10.5);
    assertThat(said.toString(UTF_8)).contains("within one predicted deviation");
  }

  @Test
  void aText() throws IOException {
    String text = "the cat sat on the mat, and the dog lay on the log. ".repeat(60);
    assertThat(train(Example.CHARS, 2, write("cat.txt", text)).loss()).isLessThan(1.5);
    assertThat(said.toString(UTF_8)).contains("sample: ");
  }

  @Test
  void twoIdxFiles() throws IOException {
    TensorDataset glyphs = Synthetic.glyphs(240, 0);
    Path images = folder.resolve("images.idx");
    Path classes = folder.resolve("classes.idx");
    writeIdx(images, glyphs.tensor(0).squeeze(1).mul(255).to(Gradus.uint8));
    writeIdx(classes, glyphs.tensor(1).to(Gradus.uint8));
    Files.createDirectories(folder.resolve("out"));
    train(Example.GLYPHS, 1, images, classes);
    assertThat(said.toString(UTF_8)).containsPattern("true +0 +1 +2").contains("24 samples");

    // The same as MNIST's files in a folder, with a test set of their own.
    Path mnist = Files.createDirectories(folder.resolve("mnist"));
    Files.copy(images, mnist.resolve("train-images-idx3-ubyte"));
    Files.copy(classes, mnist.resolve("train-labels-idx1-ubyte"));
    Files.copy(images, mnist.resolve("t10k-images-idx3-ubyte"));
    Files.copy(classes, mnist.resolve("t10k-labels-idx1-ubyte"));
    train(Example.GLYPHS, 1, mnist);
    assertThat(said.toString(UTF_8)).contains("240 samples");

    assertThatThrownBy(() -> train(Example.GLYPHS, 1, classes, images))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining("images are (N, height, width)");
  }

  private static void writeIdx(Path file, Tensor bytes) throws IOException {
    try (var out = new DataOutputStream(Files.newOutputStream(file))) {
      out.write(new byte[] {0, 0, 8, (byte) bytes.dim()});
      for (long size : bytes.shape()) {
        out.writeInt((int) size);
      }
      for (long value : bytes.to(Gradus.int64).reshape(-1).toLongArray()) {
        out.writeByte((int) value);
      }
    }
  }

  @Test
  void aFolderOfImagesForEachClass() throws IOException {
    for (int i = 0; i < 60; i++) {
      boolean disc = i % 2 == 0;
      Path kind = folder.resolve("pictures").resolve(disc ? "disc" : "bar");
      Files.createDirectories(kind);
      // Sizes differ: the example brings them to one.
      var image = new BufferedImage(30 + i % 5, 40 - i % 3, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.setColor(Color.WHITE);
      if (disc) {
        g.fillOval(3 + i % 7, 5, 20, 20);
      } else {
        g.fillRect(3 + i % 7, 5, 4, 30);
      }
      g.dispose();
      ImageIO.write(image, "png", kind.resolve(i + ".png").toFile());
    }
    Files.createDirectories(folder.resolve("out"));
    assertThat(train(Example.GLYPHS, 8, folder.resolve("pictures")).accuracy()).isEqualTo(1);
    assertThat(said.toString(UTF_8)).contains("disc", "bar");
  }

  @Test
  void whatIsNoDataIsRefusedWithItsName() throws IOException {
    Path text = write("short.txt", "too short");
    Path one = write("one.csv", "x\n1\n");
    Path two = write("two.csv", "x,y\n1,2\n");
    Path word = write("word.csv", "x,y\n" + "1,2\n".repeat(30) + "1,two\n");
    Path same = write("same.csv", "x,y,class\n" + "1,2,a\n".repeat(30));
    Path binary = folder.resolve("binary.txt");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> train(Example.CHARS, 1, text)).hasMessageContaining("short.txt");
    assertThatThrownBy(() -> train(Example.CHARS, 1, binary)).hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> train(Example.REGRESSION, 1, one))
        .hasMessageContaining("at least two");
    assertThatThrownBy(() -> train(Example.REGRESSION, 1, two))
        .hasMessageContaining("has 1 samples; at least 20");
    assertThatThrownBy(() -> train(Example.REGRESSION, 1, word))
        .hasMessageContaining("'two' in line 32");
    assertThatThrownBy(() -> train(Example.SPIRALS, 1, two)).hasMessageContaining("two of numbers");
    assertThatThrownBy(() -> train(Example.SPIRALS, 1, same)).hasMessageContaining("one class");
    assertThatThrownBy(() -> train(Example.GLYPHS, 1, text)).hasMessageContaining("is no folder");
    assertThatThrownBy(() -> train(Example.XOR, 1, text))
        .hasMessageContaining("no data of your own");
  }
}
