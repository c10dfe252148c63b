package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.graph.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of a tensor, to the character as PyTorch prints it.
///
/// Reads the memory and calls no operation: nothing is recorded, no version changes, and no
/// transform sees it. [PrintedElements] decides how numbers look, [PrintedRows] where they stand;
/// here is what surrounds them.
final class Printing {
  private static final String PREFIX = "tensor(";

  private Printing() {}

  static String text(Tensor x) {
    ThreadState s = ThreadState.current();
    Wrapped w = x.wrapped();
    if (w == null || !w.level().isOpen() && !Call.isHidden(x)) {
      return ofElements(x);
    }
    // What a transform wraps is shown as it is below, where its own text knows of no level.
    ThreadState.Level top = s.top;
    s.top = null;
    try {
      String kind = w.level() instanceof VmapLevel ? "BatchedTensor" : "GradTrackingTensor";
      String dim = w.level() instanceof VmapLevel ? ", bdim=0" : "";
      String value = text(w.value()).indent(4);
      return kind + "(lvl=" + s.depth(w.level()) + dim + ", value=\n" + value + ")";
    } finally {
      s.top = top;
    }
  }

  private static String ofElements(Tensor x) {
    Meta meta = x.metaOrNull();
    boolean parameter = meta != null && meta.isParameter;
    PrintOptions options = Globals.printOptions();
    StringBuilder out = new StringBuilder();
    out.append(PREFIX);
    if (x.numel() == 0) {
      out.append("[]");
    } else {
      out.append(PrintedRows.text(x, options, PREFIX.length()));
    }
    addSuffixes(out, suffixes(x), options.lineWidth());
    return parameter ? "Parameter containing:\n" + out : out.toString();
  }

  private static List<String> suffixes(Tensor x) {
    List<String> all = new ArrayList<>(4);
    boolean empty = x.numel() == 0;
    if (empty && x.dim() != 1) {
      all.add("size=" + tuple(x.layout().sizes()));
    }
    if (!isImplied(x.dtype(), empty)) {
      all.add("dtype=" + x.dtype());
    }
    String node = nodeName(x);
    if (node != null) {
      all.add("grad_fn=<" + node + ">");
    } else if (x.requiresGrad()) {
      all.add("requires_grad=True");
    }
    DualLevel level = ThreadState.current().dual;
    Tensor tangent = level == null ? null : level.tangent(x);
    if (tangent != null) {
      all.add("tangent=" + tangent);
    }
    return all;
  }

  // Values show whether they are whole, true or complex; an empty tensor shows nothing.
  private static boolean isImplied(DType dtype, boolean empty) {
    DType standard = Globals.defaultDtype();
    if (dtype == standard) {
      return true;
    }
    boolean shows = dtype == DType.INT64 || dtype == DType.BOOL || dtype == standard.toComplex();
    return shows && !empty;
  }

  private static @Nullable String nodeName(Tensor x) {
    ViewInfo view = x.viewInfo();
    // The history of such a view is unknown: PyTorch refuses to tell it.
    if (view != null
        && view.creation != ViewInfo.Creation.DEFAULT
        && view.edgeVersion != x.versionValue()
        && view.base.requiresGrad()) {
      return "Invalid";
    }
    Node<Tensor> node = x.gradFn();
    if (node == null) {
      return null;
    }
    String name = node.name();
    return name.substring(name.lastIndexOf(':') + 1);
  }

  private static String tuple(long[] sizes) {
    StringBuilder out = new StringBuilder("(");
    for (int d = 0; d < sizes.length; d++) {
      out.append(d == 0 ? "" : ", ").append(sizes[d]);
    }
    return out.append(')').toString();
  }

  // A suffix that does not fit into the last line starts a new one.
  private static void addSuffixes(StringBuilder out, List<String> suffixes, int lineWidth) {
    int last = out.length() - out.lastIndexOf("\n") + 1;
    for (String suffix : suffixes) {
      if (last + suffix.length() + 2 > lineWidth) {
        out.append(",\n").repeat(' ', PREFIX.length()).append(suffix);
        last = PREFIX.length() + suffix.length();
      } else {
        out.append(", ").append(suffix);
        last += suffix.length() + 2;
      }
    }
    out.append(')');
  }
}
