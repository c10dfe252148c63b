package dev.gradus.data;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;

/// Data made on the spot: equal arguments give equal data, to the last bit, on every machine.
///
/// Inputs are float32, classes int64. Samples come in turns of the classes, so that any stretch of
/// them is balanced; shuffle in the loader.
public final class Synthetic {
  private Synthetic() {}

  /// Spirals that wind around the origin, one per class, within about the unit circle.
  ///
  /// **Shape**: inputs (`arms * pointsPerArm`, 2), classes (`arms * pointsPerArm`).
  ///
  /// @param noise the standard deviation of what is added to each coordinate; 0.03 is easy, 0.1
  ///   hard
  public static TensorDataset spirals(int arms, int pointsPerArm, double noise, long seed) {
    positive("spirals", "arms", arms);
    var chance = new Chance(seed);
    var points = new Points("spirals", (long) arms * pointsPerArm, 2);
    for (int i = 0; i < arms * pointsPerArm; i++) {
      int arm = i % arms;
      double t = Math.sqrt(chance.between(0.01, 1));
      double angle = 2 * Math.PI * arm / arms + 1.5 * Math.PI * t;
      points.add(
          arm,
          t * StrictMath.cos(angle) + noise * chance.normal(),
          t * StrictMath.sin(angle) + noise * chance.normal());
    }
    return points.dataset();
  }

  /// Two half circles that reach into one another.
  ///
  /// **Shape**: inputs (`points`, 2), classes (`points`).
  ///
  /// @param noise the standard deviation of what is added to each coordinate; 0.1 is usual
  public static TensorDataset moons(int points, double noise, long seed) {
    var chance = new Chance(seed);
    var made = new Points("moons", points, 2);
    for (int i = 0; i < points; i++) {
      int moon = i % 2;
      double angle = Math.PI * chance.uniform();
      double x = StrictMath.cos(angle);
      double y = StrictMath.sin(angle);
      made.add(
          moon,
          (moon == 0 ? x : 1 - x) + noise * chance.normal(),
          (moon == 0 ? y : 0.5 - y) + noise * chance.normal());
    }
    return made.dataset();
  }

  /// Clouds of the normal distribution around centres that are drawn from [-5, 5).
  ///
  /// **Shape**: inputs (`points`, `features`), classes (`points`).
  ///
  /// @param spread the standard deviation of each cloud
  public static TensorDataset blobs(
      int classes, int features, int points, double spread, long seed) {
    positive("blobs", "classes", classes);
    positive("blobs", "features", features);
    var chance = new Chance(seed);
    var centres = new double[classes][features];
    for (double[] centre : centres) {
      for (int f = 0; f < features; f++) {
        centre[f] = chance.between(-5, 5);
      }
    }
    var made = new Points("blobs", points, features);
    var x = new double[features];
    for (int i = 0; i < points; i++) {
      for (int f = 0; f < features; f++) {
        x[f] = centres[i % classes][f] + spread * chance.normal();
      }
      made.add(i % classes, x);
    }
    return made.dataset();
  }

  /// A curve seen through noise that depends on where one looks: `y` is normal with mean
  /// [#regressionMean] and standard deviation [#regressionSpread], `x` uniform in [-3, 3).
  ///
  /// **Shape**: both (`points`, 1), float32.
  public static TensorDataset regression(int points, long seed) {
    notNegative("regression", points);
    var chance = new Chance(seed);
    var x = new float[points];
    var y = new float[points];
    for (int i = 0; i < points; i++) {
      x[i] = (float) chance.between(-3, 3);
      y[i] = (float) (regressionMean(x[i]) + regressionSpread(x[i]) * chance.normal());
    }
    return new TensorDataset(
        Gradus.tensor(x).reshape(points, 1), Gradus.tensor(y).reshape(points, 1));
  }

  /// The mean of [#regression] at `x`: `sin(2 x) + 0.3 x`.
  public static double regressionMean(double x) {
    return StrictMath.sin(2 * x) + 0.3 * x;
  }

  /// The standard deviation of [#regression] at `x`: from 0.05 at -3 to 0.45 at 3, in an S.
  public static double regressionSpread(double x) {
    return 0.05 + 0.4 / (1 + StrictMath.exp(-2 * x));
  }

  /// Grey images of hand-drawn-like signs, each drawn from strokes and distorted in its own way, as
  /// [GlyphOptions#DEFAULT] says.
  ///
  /// **Shape**: images (`count`, 1, 16, 16) with values in [0, 1], classes (`count`) below
  /// [#glyphNames]`.length()`.
  public static TensorDataset glyphs(int count, long seed) {
    return glyphs(count, seed, GlyphOptions.DEFAULT);
  }

  /// As [#glyphs(int, long)] with other distortions.
  public static TensorDataset glyphs(int count, long seed, GlyphOptions options) {
    notNegative("glyphs", count);
    int side = options.side();
    var chance = new Chance(seed);
    var pixels = new float[Math.multiplyExact(count, side * side)];
    var classes = new long[count];
    for (int i = 0; i < count; i++) {
      classes[i] = i % GlyphShapes.NAMES.length();
      GlyphImages.draw((int) classes[i], options, chance, pixels, i * side * side);
    }
    return new TensorDataset(
        Gradus.tensor(pixels).reshape(count, 1, side, side), Gradus.tensor(classes));
  }

  /// The signs that [#glyphs] draws, one character per class.
  public static String glyphNames() {
    return GlyphShapes.NAMES;
  }

  /// A text of short sentences of a small English-like grammar, in which number and tense agree,
  /// brackets close and small sums are right: there is something to learn at every distance.
  ///
  /// @param length the number of characters
  public static CharacterSequences characters(int length, long seed) {
    notNegative("characters", length);
    return new CharacterSequences(Grammar.text(length, new Chance(seed)));
  }

  private static void positive(String where, String what, int value) {
    if (value < 1) {
      throw new GradusArgumentException(where + ": got " + value + " " + what + "; at least 1.");
    }
  }

  private static void notNegative(String where, long count) {
    if (count < 0) {
      throw new GradusArgumentException(where + ": got the size " + count + "; at least 0.");
    }
  }

  /// Points of several classes that are being collected.
  private static final class Points {
    private final float[] x;
    private final long[] y;
    private final int features;
    private int count;

    Points(String where, long points, int features) {
      notNegative(where, points);
      this.features = features;
      y = new long[Math.toIntExact(points)];
      x = new float[Math.multiplyExact(y.length, features)];
    }

    void add(int label, double... point) {
      for (int f = 0; f < features; f++) {
        x[count * features + f] = (float) point[f];
      }
      y[count++] = label;
    }

    TensorDataset dataset() {
      Tensor inputs = Gradus.tensor(x).reshape(y.length, features);
      return new TensorDataset(inputs, Gradus.tensor(y));
    }
  }
}
