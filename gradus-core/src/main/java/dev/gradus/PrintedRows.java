package dev.gradus;

/// Brackets, commas and lines around the elements of a tensor that has some.
final class PrintedRows {
  private final long[] sizes;
  private final PrintedElements elements;
  private final boolean summarize;
  private final int edge;
  private final int lineWidth;
  private final StringBuilder out = new StringBuilder();
  private int next;

  private PrintedRows(Tensor x, PrintOptions options) {
    sizes = x.layout().sizes();
    summarize = x.numel() > options.threshold();
    edge = options.edgeItems();
    lineWidth = options.lineWidth();
    elements = PrintedElements.of(x, options, summarize);
  }

  static String text(Tensor x, PrintOptions options, int indent) {
    PrintedRows rows = new PrintedRows(x, options);
    rows.block(0, indent);
    return rows.out.toString();
  }

  private void block(int dim, int indent) {
    int inner = sizes.length - dim;
    if (inner == 0) {
      out.append(elements.text(next++));
      return;
    }
    out.append('[');
    if (inner == 1) {
      row(sizes[dim], indent);
    } else {
      blocks(dim, indent);
    }
    out.append(']');
  }

  private void blocks(int dim, int indent) {
    boolean cut = isCut(sizes[dim]);
    long shown = cut ? 2L * edge : sizes[dim];
    if (cut && edge == 0) {
      out.append("...");
    }
    for (long i = 0; i < shown; i++) {
      if (i > 0) {
        newLine(sizes.length - dim - 1, indent);
      }
      if (cut && i == edge) {
        out.append("...");
        newLine(sizes.length - dim - 1, indent);
      }
      block(dim + 1, indent + 1);
    }
  }

  private void row(long size, int indent) {
    boolean cut = isCut(size);
    if (cut && edge == 0) {
      out.append("...");
      return;
    }
    int perLine = Math.max(1, (lineWidth - indent) / (elements.width() + 2));
    long items = cut ? 2L * edge + 1 : size;
    for (long i = 0; i < items; i++) {
      if (i > 0 && i % perLine == 0) {
        newLine(1, indent);
      } else if (i > 0) {
        out.append(", ");
      }
      out.append(cut && i == edge ? " ..." : elements.text(next++));
    }
  }

  private boolean isCut(long size) {
    return summarize && size > 2L * edge;
  }

  private void newLine(int lines, int indent) {
    out.append(',').repeat('\n', lines).repeat(' ', indent + 1);
  }
}
