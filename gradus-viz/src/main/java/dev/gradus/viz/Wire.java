package dev.gradus.viz;

/// A line of the drawing, from a result of one box to another box.
///
/// @param from the id of the box above
/// @param resultNr which of its results
/// @param to the id of the box below
/// @param label what stands beside it: the gradient in brief, or nothing
/// @param text all there is to say
/// @param alarming whether something is wrong here
record Wire(int from, int resultNr, int to, String label, String text, boolean alarming) {
  Wire from(int other, int result) {
    return new Wire(other, result, to, label, text, alarming);
  }
}
