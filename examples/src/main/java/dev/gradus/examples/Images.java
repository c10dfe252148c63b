package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.InterpolateOptions;
import dev.gradus.InterpolationMode;
import dev.gradus.Tensor;
import dev.gradus.data.Dataset;
import dev.gradus.data.Datasets;
import dev.gradus.data.Idx;
import dev.gradus.data.ImageFolder;
import dev.gradus.data.Synthetic;
import dev.gradus.data.TensorDataset;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Grey images (1, height, width) of one size, with the names of their classes.
record Images(Parts parts, List<String> classes, long height, long width) {
  private static final long SIDE = 28;

  /// Checks that pooling twice leaves something of an image.
  Images {
    if (height < 4 || width < 4) {
      throw new GradusArgumentException(
          "train: the images are " + height + " by " + width + "; at least 4 by 4 are needed");
    }
  }

  /// Signs drawn on the spot.
  static Images drawn(long seed) {
    TensorDataset training = Synthetic.glyphs(3000, seed);
    Parts parts =
        new Parts(training, Synthetic.glyphs(600, seed + 1), Synthetic.glyphs(1000, seed + 2));
    List<String> names = Arrays.asList(Synthetic.glyphNames().split(""));
    return new Images(parts, names, training.tensor(0).size(2), training.tensor(0).size(3));
  }

  /// A user's files: a folder of images for each class, MNIST's files in a folder, or two IDX
  /// files.
  static Images read(List<Path> paths, long seed) throws IOException {
    if (paths.size() == 2) {
      return idx(paths.get(0), paths.get(1), seed);
    }
    Path folder = paths.getFirst();
    if (!Files.isDirectory(folder)) {
      throw new GradusArgumentException(
          "train: "
              + folder
              + " is no folder; glyphs takes a folder, or two IDX files: --data IMAGES --data CLASSES");
    }
    Optional<Path> images = file(folder, "train-images");
    Optional<Path> classes = file(folder, "train-labels");
    return images.isPresent() && classes.isPresent()
        ? mnist(folder, images.get(), classes.get(), seed)
        : folders(folder, seed);
  }

  private static Optional<Path> file(Path folder, String beginning) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(beginning))
          .sorted()
          .findFirst();
    }
  }

  /// What is to be trained on, and, where they are there, MNIST's own samples for the test.
  private static Images mnist(Path folder, Path images, Path classes, long seed)
      throws IOException {
    Images read = idx(images, classes, seed);
    Optional<Path> testImages = file(folder, "t10k-images");
    Optional<Path> testClasses = file(folder, "t10k-labels");
    if (testImages.isEmpty() || testClasses.isEmpty()) {
      return read;
    }
    Parts own = read.parts();
    var parts =
        new Parts(own.training(), own.validation(), pair(testImages.get(), testClasses.get()));
    return new Images(parts, read.classes(), read.height(), read.width());
  }

  private static Images idx(Path images, Path classes, long seed) throws IOException {
    TensorDataset samples = pair(images, classes);
    List<String> names = new ArrayList<>();
    for (long c = 0; c <= samples.tensor(1).max().itemLong(); c++) {
      names.add(Long.toString(c));
    }
    Tensor x = samples.tensor(0);
    return new Images(Parts.of(samples, seed), names, x.size(2), x.size(3));
  }

  private static TensorDataset pair(Path images, Path classes) throws IOException {
    Tensor x = Idx.read(images);
    Tensor y = Idx.read(classes);
    if (x.dim() != 3 || y.dim() != 1 || x.size(0) != y.size(0) || x.size(0) == 0) {
      throw new GradusArgumentException(
          "train: "
              + images
              + " and "
              + classes
              + " have the shapes "
              + Arrays.toString(x.shape())
              + " and "
              + Arrays.toString(y.shape())
              + "; images are (N, height, width) and their classes (N)");
    }
    return new TensorDataset(x.to(DType.FLOAT32).div(255).unsqueeze(1), y.to(DType.INT64));
  }

  private static Images folders(Path folder, long seed) throws IOException {
    var found = new ImageFolder(folder, true);
    Dataset<List<Tensor>> samples =
        Datasets.map(found, s -> List.of(resized(s.getFirst()), s.getLast()));
    return new Images(Parts.of(samples, seed), found.classes(), SIDE, SIDE);
  }

  private static Tensor resized(Tensor image) {
    var options =
        InterpolateOptions.size(SIDE, SIDE)
            .withMode(InterpolationMode.BILINEAR)
            .withAntialias(true);
    return Gradus.interpolate(image.unsqueeze(0), options).squeeze(0);
  }
}
