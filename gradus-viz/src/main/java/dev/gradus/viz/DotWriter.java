package dev.gradus.viz;

/// Writes a scene in the language of Graphviz, which finds the places itself.
final class DotWriter {
  private DotWriter() {}

  static String write(Scene scene) {
    StringBuilder out = new StringBuilder("digraph gradus {\n");
    out.append("  graph [label=")
        .append(Escape.dot(label(scene)))
        .append(", labelloc=t, fontname=\"Helvetica\", rankdir=TB];\n")
        .append(
            "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11];\n")
        .append(
            "  edge [color=\"#94a3b8\", fontname=\"Helvetica\", fontsize=10, fontcolor=\"#b45309\"];\n");
    for (Box b : scene.boxes()) {
      box(b, out);
    }
    for (Wire w : scene.wires()) {
      wire(scene, w, out);
    }
    return out.append("}\n").toString();
  }

  private static String label(Scene scene) {
    StringBuilder text = new StringBuilder(scene.title()).append('\n').append(scene.summary());
    for (String note : scene.notes()) {
      text.append('\n').append(note);
    }
    return text.toString();
  }

  private static void box(Box b, StringBuilder out) {
    String label = b.subtitle.isEmpty() ? b.title : b.title + "\n" + b.subtitle;
    label += b.gradient.isEmpty() ? "" : "\n" + b.gradient;
    out.append("  b")
        .append(b.id)
        .append(" [label=")
        .append(Escape.dot(label))
        .append(", tooltip=")
        .append(Escape.dot(b.text()))
        .append(", fillcolor=\"")
        .append(b.role.fill())
        .append("\", color=\"")
        .append(b.alarming ? "#dc2626" : b.role.stroke())
        .append('"')
        .append(b.role == Role.REFERENCE ? ", style=\"rounded,dashed\"" : "")
        .append("];\n");
  }

  private static void wire(Scene scene, Wire w, StringBuilder out) {
    out.append("  b").append(w.from()).append(" -> b").append(w.to()).append(" [tooltip=");
    out.append(Escape.dot(w.text()));
    if (!w.label().isEmpty()) {
      out.append(", label=").append(Escape.dot(w.label()));
    }
    if (scene.boxes().get(w.from()).results > 1) {
      out.append(", taillabel=\"").append(w.resultNr()).append('"');
    }
    out.append(w.alarming() ? ", color=\"#dc2626\"];\n" : "];\n");
  }
}
