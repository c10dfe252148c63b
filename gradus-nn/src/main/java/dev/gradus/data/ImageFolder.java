package dev.gradus.data;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// Images in folders, one folder per class: `root/cat/1.png`. Classes and files are in the order of
/// their names; a sample is the image, (3, height, width) from 0 to 1 in float32, or (1, height,
/// width) where grey is asked for, and the number of its class.
///
/// PNG, JPEG, GIF, BMP and WBMP, by the JDK's readers. An image is read when it is asked for; one
/// whose header claims more pixels than the limit is refused before anything is allocated.
///
/// **Errors**: no class, a class without images, a file that is no image. **Source**:
/// torchvision.datasets.ImageFolder.
public final class ImageFolder implements Dataset<List<Tensor>> {
  private static final List<String> ENDINGS =
      List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".wbmp");
  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp", "wbmp");
  private static final long MOST_PIXELS = 1L << 26;

  private final boolean grey;
  private final List<String> classes = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  /// Coloured images below a folder.
  public ImageFolder(Path root) throws IOException {
    this(root, false);
  }

  /// Coloured or grey images below a folder.
  public ImageFolder(Path root, boolean grey) throws IOException {
    this.grey = grey;
    for (Path folder : sorted(root)) {
      if (Files.isDirectory(folder)) {
        add(folder);
      }
    }
    if (classes.isEmpty()) {
      throw new GradusArgumentException(
          "Couldn't find any class folder in " + root + ".\nImageFolder: one folder per class.");
    }
  }

  private void add(Path folder) throws IOException {
    int before = files.size();
    for (Path file : sorted(folder)) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith)) {
        files.add(file);
        labels.add(classes.size());
      }
    }
    if (files.size() == before) {
      throw new GradusArgumentException(
          "ImageFolder: found no image in " + folder + "; they end in " + ENDINGS + ".");
    }
    classes.add(folder.getFileName().toString());
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }

  /// The names of the classes; the place of one is its number.
  public List<String> classes() {
    return List.copyOf(classes);
  }

  /// The files, one per sample.
  public List<Path> files() {
    return List.copyOf(files);
  }

  @Override
  public long size() {
    return files.size();
  }

  @Override
  public List<Tensor> get(long index) {
    TensorDataset.checkIndex("ImageFolder", index, files.size());
    return List.of(
        read(files.get((int) index), grey), Gradus.tensor((long) labels.get((int) index)));
  }

  /// One image. **Shape**: (3 or 1, height, width). **Dtype**: float32, from 0 to 1.
  public static Tensor read(Path file, boolean grey) {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      var readers = in == null ? null : ImageIO.getImageReaders(in);
      if (in == null || readers == null || !readers.hasNext()) {
        throw damaged(file, "it is no image that the JDK reads", null);
      }
      ImageReader reader = readers.next();
      try {
        // What a file is, its contents say, and not all formats of the JDK are fit for strangers.
        if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
          throw damaged(file, "it is of the format " + reader.getFormatName(), null);
        }
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw damaged(file, "it claims " + pixels + " pixels; the limit is " + MOST_PIXELS, null);
        }
        return tensor(reader.read(0), grey);
      } catch (GradusArgumentException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // The JDK's readers throw many kinds of exceptions on damaged files.
        throw damaged(file, "it is damaged", e);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("ImageFolder: " + file, e);
    }
  }

  private static GradusArgumentException damaged(Path file, String why, @Nullable Exception cause) {
    var e = new GradusArgumentException("ImageFolder: " + file + " cannot be read: " + why + ".");
    if (cause != null) {
      e.initCause(cause);
    }
    return e;
  }

  private static Tensor tensor(BufferedImage image, boolean grey) {
    int height = image.getHeight();
    int width = image.getWidth();
    int n = Math.multiplyExact(height, width);
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    var values = new float[grey ? n : 3 * n];
    for (int i = 0; i < n; i++) {
      int red = rgb[i] >> 16 & 255;
      int green = rgb[i] >> 8 & 255;
      int blue = rgb[i] & 255;
      if (grey) {
        // The weights of ITU-R 601-2, as Pillow converts.
        values[i] = (299 * red + 587 * green + 114 * blue) / 255_000f;
      } else {
        values[i] = red / 255f;
        values[n + i] = green / 255f;
        values[2 * n + i] = blue / 255f;
      }
    }
    return Gradus.tensor(values, DType.FLOAT32).reshape(grey ? 1 : 3, height, width);
  }
}
