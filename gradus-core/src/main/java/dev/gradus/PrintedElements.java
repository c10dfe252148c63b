package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.memory.Elements;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;

/// The elements of a tensor that are printed, in order, each as text of a common width.
///
/// When a tensor is summarised, only what is shown decides the notation.
final class PrintedElements {
  private final String[] texts;
  private final int width;

  private PrintedElements(String[] texts, int width) {
    this.texts = texts;
    this.width = width;
  }

  String text(int i) {
    return texts[i];
  }

  /// The characters an element is meant to take.
  int width() {
    return width;
  }

  static PrintedElements of(Tensor x, PrintOptions options, boolean summarize) {
    DType dtype = x.dtype();
    long[] places = Visible.places(x.layout(), summarize ? options.edgeItems() : -1);
    Storage storage = x.storage();
    if (dtype.isIntegral()) {
      return integers(storage, dtype, places);
    }
    return dtype.isComplex()
        ? complex(storage, dtype, places, options)
        : reals(storage, dtype, places, options);
  }

  private static PrintedElements integers(Storage storage, DType dtype, long[] places) {
    String[] texts = new String[places.length];
    int width = 0;
    for (int i = 0; i < texts.length; i++) {
      long value = Elements.getLong(storage, dtype, (int) places[i]);
      if (dtype == DType.BOOL) {
        texts[i] = value != 0 ? "True" : "False";
      } else {
        texts[i] = Long.toString(value);
      }
      width = Math.max(width, texts[i].length());
    }
    for (int i = 0; i < texts.length; i++) {
      texts[i] = padded(texts[i], width);
    }
    return new PrintedElements(texts, width);
  }

  private static PrintedElements reals(
      Storage storage, DType dtype, long[] places, PrintOptions options) {
    double[] values = new double[places.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Elements.getDouble(storage, dtype, (int) places[i]);
    }
    NumberNotation notation = NumberNotation.of(values, options);
    return new PrintedElements(notation.texts(values), notation.width());
  }

  private static PrintedElements complex(
      Storage storage, DType dtype, long[] places, PrintOptions options) {
    double[] re = new double[places.length];
    double[] im = new double[places.length];
    for (int i = 0; i < re.length; i++) {
      int slot = (int) (2 * places[i]);
      re[i] = Elements.getDouble(storage, dtype, slot);
      im[i] = Elements.getDouble(storage, dtype, slot + 1);
    }
    NumberNotation real = NumberNotation.of(re, options);
    NumberNotation imaginary = NumberNotation.of(im, options);
    String[] texts = real.texts(re);
    String[] parts = imaginary.texts(im);
    for (int i = 0; i < texts.length; i++) {
      String part = parts[i].stripLeading();
      texts[i] += (part.startsWith("-") ? "" : "+") + part + "j";
    }
    return new PrintedElements(texts, real.width() + imaginary.width() + 1);
  }

  static String padded(String text, int width) {
    int missing = width - text.length();
    return missing <= 0 ? text : " ".repeat(missing) + text;
  }

  /// Where the elements that are shown lie in the storage, in the order of printing.
  private static final class Visible {
    private final Layout layout;
    private final int edge;
    private final long[] places;
    private int count;

    private Visible(Layout layout, int edge) {
      this.layout = layout;
      this.edge = edge;
      long n = 1;
      for (long size : layout.sizes()) {
        n *= isCut(size) ? 2L * edge : size;
      }
      places = new long[Math.toIntExact(n)];
    }

    static long[] places(Layout layout, int edge) {
      Visible visible = new Visible(layout, edge);
      if (visible.places.length > 0) {
        visible.walk(0, layout.offset());
      }
      return visible.places;
    }

    private boolean isCut(long size) {
      return edge >= 0 && size > 2L * edge;
    }

    private void walk(int dim, long place) {
      if (dim == layout.rank()) {
        places[count++] = place;
        return;
      }
      long size = layout.sizes()[dim];
      boolean cut = isCut(size);
      for (long i = 0; i < size; i++) {
        if (cut && i == edge) {
          i = size - edge;
        }
        walk(dim + 1, place + i * layout.strides()[dim]);
      }
    }
  }
}
