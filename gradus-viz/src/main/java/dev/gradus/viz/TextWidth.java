package dev.gradus.viz;

/// How wide a text will be, before it is known in which font it will be drawn.
///
/// The widths are those of a common sans-serif in thousandths of its size, with a reserve for wider
/// fonts; boxes have margins that hide the rest of the error.
final class TextWidth {
  // For the printable characters of ASCII, from the space on.
  private static final int[] WIDTHS = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };
  private static final double RESERVE = 1.14;

  private TextWidth() {}

  /// The width of a text in a font of this size.
  static double of(String text, double size) {
    double sum = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      sum += width(c);
    }
    return sum * size * RESERVE / 1000;
  }

  private static int width(int c) {
    if (c >= ' ' && c < ' ' + WIDTHS.length) {
      return WIDTHS[c - ' '];
    }
    return Character.isIdeographic(c) || c > 0xFFFF ? 1000 : 650;
  }
}
