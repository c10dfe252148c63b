package dev.gradus.data;

import java.util.ArrayList;
import java.util.List;

/// The strokes of each sign, as polylines in the unit square, `x` to the right and `y` down.
final class GlyphShapes {
  /// The signs, one per class; the last one stands for a triangle.
  static final String NAMES = "0123456789+^";

  private static final List<List<double[]>> STROKES =
      List.of(
          List.of(ellipse(.5, .5, .27, .38)),
          List.of(line(.35, .28, .52, .12, .52, .88)),
          List.of(
              curve(.25, .3, .33, .16, .52, .12, .7, .22, .69, .4, .5, .62, .25, .87),
              line(.25, .87, .76, .87)),
          List.of(
              curve(.27, .2, .48, .11, .69, .22, .65, .4, .44, .48),
              curve(.44, .48, .68, .54, .74, .72, .52, .88, .26, .8)),
          List.of(line(.6, .88, .6, .12, .22, .64, .8, .64)),
          List.of(
              line(.7, .13, .33, .13, .3, .46),
              curve(.3, .46, .5, .4, .7, .5, .73, .7, .52, .88, .27, .8)),
          List.of(
              curve(
                  .66, .13, .43, .28, .3, .52, .31, .75, .5, .88, .69, .77, .68, .6, .5, .5, .32,
                  .62)),
          List.of(line(.25, .14, .75, .14, .42, .88)),
          List.of(ellipse(.5, .3, .18, .18), ellipse(.5, .68, .23, .2)),
          List.of(
              curve(
                  .69, .36, .52, .49, .33, .41, .32, .23, .5, .12, .68, .23, .7, .42, .65, .66, .5,
                  .88)),
          List.of(line(.5, .15, .5, .85), line(.15, .5, .85, .5)),
          List.of(line(.5, .14, .82, .84, .18, .84, .5, .14)));

  private GlyphShapes() {}

  /// The strokes of a class: each `x0, y0, x1, y1, …`, dense enough to be bent.
  static List<double[]> strokes(int label) {
    return STROKES.get(label);
  }

  /// Straight pieces through the points, each divided into eight.
  private static double[] line(double... points) {
    var dense = new ArrayList<Double>();
    for (int i = 0; i + 3 < points.length; i += 2) {
      for (int k = i == 0 ? 0 : 1; k <= 8; k++) {
        double t = k / 8.0;
        dense.add(points[i] + t * (points[i + 2] - points[i]));
        dense.add(points[i + 1] + t * (points[i + 3] - points[i + 1]));
      }
    }
    return dense.stream().mapToDouble(d -> d).toArray();
  }

  /// A smooth curve through the points (Catmull and Rom 1974), five pieces between neighbours.
  private static double[] curve(double... points) {
    int n = points.length / 2;
    var dense = new ArrayList<Double>();
    for (int i = 0; i + 1 < n; i++) {
      for (int k = i == 0 ? 0 : 1; k <= 5; k++) {
        for (int axis = 0; axis < 2; axis++) {
          double a = points[2 * Math.max(i - 1, 0) + axis];
          double b = points[2 * i + axis];
          double c = points[2 * (i + 1) + axis];
          double d = points[2 * Math.min(i + 2, n - 1) + axis];
          double t = k / 5.0;
          dense.add(
              b
                  + t
                      * ((c - a) / 2
                          + t * (a - 2.5 * b + 2 * c - d / 2 + t * (1.5 * (b - c) + (d - a) / 2))));
        }
      }
    }
    return dense.stream().mapToDouble(d -> d).toArray();
  }

  private static double[] ellipse(double x, double y, double rx, double ry) {
    int pieces = 24;
    var points = new double[2 * pieces + 2];
    for (int k = 0; k <= pieces; k++) {
      double angle = 2 * Math.PI * k / pieces;
      points[2 * k] = x + rx * StrictMath.sin(angle);
      points[2 * k + 1] = y - ry * StrictMath.cos(angle);
    }
    return points;
  }
}
