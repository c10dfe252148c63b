package dev.gradus.viz;

import java.util.ArrayList;
import java.util.List;

/// A box of the drawing.
final class Box {
  /// A line of what there is to say about a box: what, and how it is.
  record Detail(String what, String how) {}

  final int id;
  final Role role;
  final int results;
  final List<Detail> details = new ArrayList<>();
  String title;
  String subtitle = "";

  /// The gradient of a leaf in brief, or nothing.
  String gradient = "";

  /// Whether something is wrong here.
  boolean alarming;

  /// For a reference the id of the box that it stands for, else -1.
  int standsFor = -1;

  Box(int id, Role role, int results, String title) {
    this.id = id;
    this.role = role;
    this.results = results;
    this.title = title;
  }

  void detail(String what, String how) {
    if (!how.isEmpty()) {
      details.add(new Detail(what, how));
    }
  }

  /// All there is to say, in lines.
  String text() {
    StringBuilder text = new StringBuilder(title);
    for (Detail d : details) {
      text.append('\n').append(d.what().isEmpty() ? "    " : d.what() + ": ").append(d.how());
    }
    return text.toString();
  }
}
