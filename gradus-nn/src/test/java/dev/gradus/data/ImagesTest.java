package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  @TempDir Path root;

  private Path image(String name, int first) throws IOException {
    var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, first);
    image.setRGB(2, 1, 0xffffff);
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void oneFolderPerClass() throws IOException {
    image("dog/b.png", 0xff0000);
    image("dog/a.PNG", 0x00ff00);
    image("cat/x.png", 0x0000ff);
    Files.writeString(root.resolve("cat/notes.txt"), "no image");
    var folder = new ImageFolder(root);
    assertThat(folder.classes()).containsExactly("cat", "dog");
    assertThat(folder.size()).isEqualTo(3);
    Tensor x = folder.get(1).get(0);
    assertThat(x.shape()).containsExactly(3, 2, 3);
    assertThat(x.select(1, 0).select(1, 0).toFloatArray()).containsExactly(0, 1, 0);
    assertThat(x.select(1, 1).select(1, 2).toFloatArray()).containsExactly(1, 1, 1);
    assertThat(folder.get(1).get(1).itemLong()).isEqualTo(1);
    Tensor grey = new ImageFolder(root, true).get(2).get(0);
    assertThat(grey.shape()).containsExactly(1, 2, 3);
    assertThat(grey.toFloatArray()[0]).isEqualTo(0.299f, within(1e-6f));
  }

  @Test
  void foldersWithoutImages() throws IOException {
    assertThatThrownBy(() -> new ImageFolder(root)).hasMessageContaining("any class folder");
    Files.createDirectory(root.resolve("empty"));
    assertThatThrownBy(() -> new ImageFolder(root)).hasMessageContaining("found no image");
  }

  @Test
  void whatOnlyBearsTheNameOfAnImageIsRefused() throws IOException {
    Path file = root.resolve("x.png");
    var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    assertThat(ImageIO.write(image, "tiff", file.toFile())).isTrue();

    assertThatThrownBy(() -> ImageFolder.read(file, false))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining("it is of the format tif");
  }

  @Test
  void damagedImagesAreRefusedOrReadAndNothingElse() throws IOException {
    byte[] whole = Files.readAllBytes(image("a/a.png", 0x123456));
    var random = new Random(0);
    int refused = 0;
    Path file = root.resolve("a/b.png");
    for (int i = 0; i < 300; i++) {
      byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      Files.write(file, bytes);
      try {
        ImageFolder.read(file, false);
      } catch (GradusArgumentException e) {
        assertThat(e).hasMessageContaining("cannot be read");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
    byte[] huge = whole.clone();
    huge[16] = 0x7f; // The width, which stands first in the header chunk.
    huge[20] = 0x7f;
    Files.write(file, huge);
    assertThatThrownBy(() -> ImageFolder.read(file, false))
        .isInstanceOf(GradusArgumentException.class);
  }

  @Test
  void transformsOfAnImage() {
    Tensor x = Gradus.arange(12).to(DType.FLOAT32).reshape(1, 3, 4);
    assertThat(Transforms.randomHorizontalFlip(1).apply(x).equal(x.flip(-1))).isTrue();
    assertThat(Transforms.randomHorizontalFlip(0).apply(x).equal(x)).isTrue();
    var normalized =
        Transforms.compose(
            Transforms.normalize(new double[] {1}, new double[] {2}),
            Transforms.normalize(new double[] {0}, new double[] {0.5}));
    assertThat(normalized.apply(x).equal(x.sub(1))).isTrue();
    assertThat(Transforms.oneHot(3).apply(Gradus.tensor(2L)).toFloatArray())
        .containsExactly(0, 0, 1);
    assertThat(Transforms.toUnit().apply(Gradus.tensor(255L)).item()).isEqualTo(1);
    assertThatThrownBy(() -> Transforms.normalize(new double[] {1}, new double[] {0}))
        .isInstanceOf(GradusArgumentException.class);
    assertThatThrownBy(() -> Transforms.randomCrop(4, 4, 0).apply(x))
        .isInstanceOf(GradusArgumentException.class);
  }

  @Test
  void aCropIsAPartOfThePaddedImage() {
    Tensor x = Gradus.ones(1, 3, 4);
    try (var _ = Gradus.useGenerator(new Generator().manualSeed(0))) {
      for (int i = 0; i < 20; i++) {
        Tensor y = Transforms.randomCrop(3, 4, 1).apply(x);
        assertThat(y.shape()).containsExactly(1, 3, 4);
        assertThat(y.sum().item()).isIn(12.0, 9.0, 8.0, 6.0);
      }
    }
  }
}
