package dev.gradus.viz;

import java.util.List;

/// What a drawing shows, without places.
///
/// @param title the title of the drawing
/// @param summary the graph in numbers
/// @param notes what is not drawn, and why
/// @param boxes the boxes, by their ids
/// @param wires the lines between them; those into one box in the order of its inputs
record Scene(String title, String summary, List<String> notes, List<Box> boxes, List<Wire> wires) {}
