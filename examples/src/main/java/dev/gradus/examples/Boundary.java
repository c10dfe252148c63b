package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.train.Trainer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// A picture of the plane in which each place has the pale colour of the class that a net gives it,
/// and each sample the full colour of its own class.
final class Boundary {
  private static final int SIDE = 480;
  private static final int DOT = 6;
  private static final double MARGIN = 0.12;
  private static final double PALE = 0.7;

  /// The part of the plane that is drawn.
  private final double[] least;

  private final double[] extent;

  private Boundary(double[] least, double[] extent) {
    this.least = least;
    this.extent = extent;
  }

  /// Draws samples of shape (N, 2) and their classes, and what the net makes of the plane around
  /// them.
  static void write(Path file, Trainer trainer, Tensor samples, Tensor classes) throws IOException {
    double[] low = samples.amin(new int[] {0}, false).toDoubleArray();
    double[] high = samples.amax(new int[] {0}, false).toDoubleArray();
    var least = new double[2];
    var extent = new double[2];
    for (int i = 0; i < 2; i++) {
      double spread = Math.max(high[i] - low[i], 1e-9);
      least[i] = low[i] - MARGIN * spread;
      extent[i] = (1 + 2 * MARGIN) * spread;
    }
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    var boundary = new Boundary(least, extent);
    boundary.paintPlane(image, trainer);
    boundary.paintSamples(image, samples.toDoubleArray(), classes.toLongArray());
    ImageIO.write(image, "png", file.toFile());
  }

  private void paintPlane(BufferedImage image, Trainer trainer) {
    var places = new float[SIDE * SIDE * 2];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int column = i % SIDE;
      int row = i / SIDE;
      places[2 * i] = (float) (least[0] + (column + 0.5) / SIDE * extent[0]);
      places[2 * i + 1] = (float) (least[1] + (SIDE - row - 0.5) / SIDE * extent[1]);
    }
    var plane = Gradus.tensor(places).reshape(SIDE * SIDE, 2);
    long[] classes = trainer.predict(plane).argmax(1).toLongArray();
    for (int i = 0; i < classes.length; i++) {
      image.setRGB(i % SIDE, i / SIDE, pale(colour(classes[i])).getRGB());
    }
  }

  private void paintSamples(BufferedImage image, double[] at, long[] classes) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (int i = 0; i < classes.length; i++) {
      int x = (int) Math.round((at[2 * i] - least[0]) / extent[0] * SIDE);
      int y = (int) Math.round(SIDE - (at[2 * i + 1] - least[1]) / extent[1] * SIDE);
      g.setColor(Color.WHITE);
      g.fillOval(x - DOT / 2 - 1, y - DOT / 2 - 1, DOT + 2, DOT + 2);
      g.setColor(colour(classes[i]));
      g.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
    }
    g.dispose();
  }

  /// Hues in steps of the golden ratio: any number of classes, neighbours far apart.
  private static Color colour(long c) {
    return Color.getHSBColor((float) (c * 0.618034 % 1), 0.75f, 0.72f);
  }

  private static Color pale(Color full) {
    return new Color(pale(full.getRed()), pale(full.getGreen()), pale(full.getBlue()));
  }

  private static int pale(int part) {
    return (int) Math.round(part + PALE * (255 - part));
  }
}
