package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.data.TensorDataset;
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
  private static final double REACH = 1.25;
  private static final int DOT = 6;
  private static final Color[] FULL = {
    new Color(0xC0392B), new Color(0x1F618D), new Color(0x1E8449)
  };
  private static final Color[] PALE = {
    new Color(0xF5C6C0), new Color(0xBBD9EE), new Color(0xC3E8CF)
  };

  private Boundary() {}

  static void write(Path file, Trainer trainer, TensorDataset samples) throws IOException {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    paintPlane(image, trainer);
    paintSamples(image, samples);
    ImageIO.write(image, "png", file.toFile());
  }

  private static void paintPlane(BufferedImage image, Trainer trainer) {
    var places = new float[SIDE * SIDE * 2];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int column = i % SIDE;
      int row = i / SIDE;
      places[2 * i] = (float) ((column + 0.5) / SIDE * 2 * REACH - REACH);
      places[2 * i + 1] = (float) (REACH - (row + 0.5) / SIDE * 2 * REACH);
    }
    var plane = Gradus.tensor(places).reshape(SIDE * SIDE, 2);
    long[] classes = trainer.predict(plane).argmax(1).toLongArray();
    for (int i = 0; i < classes.length; i++) {
      image.setRGB(i % SIDE, i / SIDE, PALE[(int) classes[i]].getRGB());
    }
  }

  private static void paintSamples(BufferedImage image, TensorDataset samples) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    double[] at = samples.tensor(0).toDoubleArray();
    long[] classes = samples.tensor(1).toLongArray();
    for (int i = 0; i < classes.length; i++) {
      int x = (int) Math.round((at[2 * i] + REACH) / (2 * REACH) * SIDE);
      int y = (int) Math.round((REACH - at[2 * i + 1]) / (2 * REACH) * SIDE);
      g.setColor(FULL[(int) classes[i]]);
      g.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
    }
    g.dispose();
  }
}
