package dev.gradus.data;

import java.util.Arrays;

/// Draws one distorted sign into an image.
final class GlyphImages {
  private static final double PEN = 0.1;

  private GlyphImages() {}

  /// Draws class `label` into `pixels` from `start`, row by row: 0 is paper, 1 ink.
  static void draw(int label, GlyphOptions o, Chance chance, float[] pixels, int start) {
    int side = o.side();
    var bend = new Bend(o, chance);
    double width = PEN * (1 + o.thickness() * chance.between(-1, 1));
    Arrays.fill(pixels, start, start + side * side, 0);
    for (double[] stroke : GlyphShapes.strokes(label)) {
      ink(bend.apply(stroke), width / 2, side, pixels, start);
    }
    if (chance.uniform() < o.missing()) {
      wipe(label, bend, chance, side, pixels, start);
    }
    if (o.noise() > 0) {
      for (int i = start; i < start + side * side; i++) {
        pixels[i] = (float) Math.clamp(pixels[i] + o.noise() * chance.normal(), 0, 1);
      }
    }
  }

  /// Covers each pixel by as much of the pen as reaches it, over an edge one pixel wide.
  private static void ink(double[] stroke, double radius, int side, float[] pixels, int start) {
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double x = (column + 0.5) / side;
        double y = (row + 0.5) / side;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i + 3 < stroke.length; i += 2) {
          nearest = Math.min(nearest, squaredDistance(x, y, stroke, i));
        }
        double covered = Math.clamp((radius - Math.sqrt(nearest)) * side + 0.5, 0, 1);
        int at = start + row * side + column;
        pixels[at] = Math.max(pixels[at], (float) covered);
      }
    }
  }

  private static double squaredDistance(double x, double y, double[] s, int i) {
    double dx = s[i + 2] - s[i];
    double dy = s[i + 3] - s[i + 1];
    double length = dx * dx + dy * dy;
    double t = length == 0 ? 0 : ((x - s[i]) * dx + (y - s[i + 1]) * dy) / length;
    t = Math.clamp(t, 0, 1);
    double ex = x - s[i] - t * dx;
    double ey = y - s[i + 1] - t * dy;
    return ex * ex + ey * ey;
  }

  /// Takes away what lies in a disc around a point of the sign.
  private static void wipe(
      int label, Bend bend, Chance chance, int side, float[] pixels, int start) {
    var strokes = GlyphShapes.strokes(label);
    double[] stroke = bend.apply(strokes.get(chance.below(strokes.size())));
    int point = 2 * chance.below(stroke.length / 2);
    double radius = chance.between(0.06, 0.12);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double dx = (column + 0.5) / side - stroke[point];
        double dy = (row + 0.5) / side - stroke[point + 1];
        double left = Math.clamp((Math.sqrt(dx * dx + dy * dy) - radius) * side + 0.5, 0, 1);
        pixels[start + row * side + column] *= (float) left;
      }
    }
  }

  /// One random affine map followed by a smooth displacement: a few slow waves along each axis
  /// (Simard, Steinkraus and Platt 2003 smooth white noise; waves need no grid).
  private static final class Bend {
    private final double xx;
    private final double xy;
    private final double yx;
    private final double yy;
    private final double dx;
    private final double dy;
    private final double[][] waves = new double[4][4];
    private final double amount;

    Bend(GlyphOptions o, Chance chance) {
      double strength = o.affine();
      double angle = strength * chance.between(-Math.PI / 12, Math.PI / 12);
      double slant = strength * chance.between(-0.2, 0.2);
      double width = 1 + strength * chance.between(-0.2, 0.1);
      double height = 1 + strength * chance.between(-0.2, 0.1);
      double c = StrictMath.cos(angle);
      double s = StrictMath.sin(angle);
      xx = c * width;
      xy = (c * slant - s) * height;
      yx = s * width;
      yy = (s * slant + c) * height;
      dx = strength * chance.between(-0.1, 0.1);
      dy = strength * chance.between(-0.1, 0.1);
      for (double[] wave : waves) {
        wave[0] = chance.between(-8, 8);
        wave[1] = chance.between(-8, 8);
        wave[2] = chance.between(0, 2 * Math.PI);
        wave[3] = chance.between(-1, 1);
      }
      amount = o.elastic() / 2;
    }

    double[] apply(double[] points) {
      var bent = new double[points.length];
      for (int i = 0; i < points.length; i += 2) {
        double x = points[i] - 0.5;
        double y = points[i + 1] - 0.5;
        bent[i] = 0.5 + xx * x + xy * y + dx + shift(0, x, y);
        bent[i + 1] = 0.5 + yx * x + yy * y + dy + shift(2, x, y);
      }
      return bent;
    }

    private double shift(int first, double x, double y) {
      double sum = 0;
      for (int i = first; i < first + 2; i++) {
        double[] w = waves[i];
        sum += amount * w[3] * StrictMath.sin(w[0] * x + w[1] * y + w[2]);
      }
      return sum;
    }
  }
}
