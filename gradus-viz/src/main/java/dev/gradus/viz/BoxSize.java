package dev.gradus.viz;

/// How large boxes and their texts are.
final class BoxSize {
  static final double TITLE_FONT = 13;
  static final double SMALL_FONT = 11;
  static final double LABEL_FONT = 11;

  /// The height of a further line of text.
  static final double LINE = 15;

  private static final double MARGIN = 13;

  // How much wider bold letters are.
  static final double BOLD = 1.12;

  private BoxSize() {}

  static double width(Box b) {
    double text =
        Math.max(TextWidth.of(b.title, titleFont(b)) * BOLD, TextWidth.of(b.subtitle, SMALL_FONT));
    text = Math.max(text, TextWidth.of(b.gradient, SMALL_FONT));
    double margin = b.role == Role.LEAF || b.role == Role.OUTPUT ? 1.4 * MARGIN : MARGIN;
    return Math.ceil(text + 2 * margin);
  }

  static double height(Box b) {
    double height = b.role == Role.REFERENCE ? 22 : b.subtitle.isEmpty() ? 30 : 42;
    return b.gradient.isEmpty() ? height : height + LINE;
  }

  /// A reference is smaller than what it stands for.
  static double titleFont(Box b) {
    return b.role == Role.REFERENCE ? SMALL_FONT : TITLE_FONT;
  }
}
