package dev.gradus.viz;

import java.util.List;

/// A scene with places, in pixels from the upper left corner.
///
/// @param scene what is shown
/// @param frames the place of each box, by id
/// @param routes the course of each line, in the order of the scene
/// @param width the width of all
/// @param height the height of all
record Placed(Scene scene, List<Frame> frames, List<Route> routes, double width, double height) {

  /// A point.
  record Spot(double x, double y) {}

  /// The place of a box.
  record Frame(double x, double y, double width, double height) {
    double centre() {
      return x + width / 2;
    }
  }

  /// The course of a line: its corners and where its label stands: the middle of its left edge.
  record Route(List<Spot> corners, Spot label) {}
}
