package dev.gradus.viz;

import dev.gradus.viz.Placed.Frame;
import dev.gradus.viz.Placed.Route;
import dev.gradus.viz.Placed.Spot;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/// Writes a placed scene as SVG.
final class SvgWriter {
  private static final double HEAD = 46;
  private static final double LINE = 18;
  private static final double ROUND = 7;
  private static final double TIP = 7;

  private final Placed placed;
  private final Scene scene;
  private final StringBuilder out = new StringBuilder();

  SvgWriter(Placed placed) {
    this.placed = placed;
    this.scene = placed.scene();
  }

  /// A document of its own, with title, legend and notes.
  String document() {
    List<String> notes = scene.notes();
    double legend = placed.height() + HEAD + LINE;
    double height = legend + LINE * (notes.size() + 0.5);
    double width = Math.max(placed.width(), Math.max(headWidth(), legendWidth()));
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gradus\" role=\"img\" width=\"")
        .append(number(width))
        .append("\" height=\"")
        .append(number(height))
        .append("\" viewBox=\"0 0 ")
        .append(number(width))
        .append(' ')
        .append(number(height))
        .append("\">\n<title>")
        .append(Escape.xml(scene.title()))
        .append("</title>\n<desc>")
        .append(Escape.xml(scene.summary()))
        .append("</desc>\n<style>\n")
        .append(Style.sheet())
        .append("</style>\n<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
    text("head", 16, 24, scene.title());
    text("sum", 16, 41, scene.summary());
    double left = (width - placed.width()) / 2;
    out.append("<g transform=\"translate(%s %s)\">%n".formatted(number(left), number(HEAD)));
    content(true);
    out.append("</g>\n");
    legend(legend);
    for (int i = 0; i < notes.size(); i++) {
      text("sum", 16, legend + LINE * (i + 1), notes.get(i));
    }
    return out.append("</svg>\n").toString();
  }

  /// The boxes and lines alone, for a page that says what they are by itself.
  String inner() {
    content(false);
    return out.toString();
  }

  private void content(boolean described) {
    for (int i = 0; i < scene.wires().size(); i++) {
      wire(i, described);
    }
    for (Box b : scene.boxes()) {
      box(b, described);
    }
  }

  // --- Boxes ---

  private void box(Box b, boolean described) {
    Frame f = placed.frames().get(b.id);
    out.append("<g class=\"box ")
        .append(b.role.style())
        .append(b.alarming ? " alarm" : "")
        .append('"');
    if (described) {
      out.append("><title>").append(Escape.xml(b.text())).append("</title>");
    } else {
      out.append(" data-box=\"")
          .append(b.id)
          .append("\" tabindex=\"0\" role=\"button\" aria-label=\"")
          .append(Escape.xml(b.title + " " + b.subtitle))
          .append("\">");
    }
    out.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"/>"
            .formatted(
                number(f.x()),
                number(f.y()),
                number(f.width()),
                number(f.height()),
                b.role == Role.LEAF || b.role == Role.OUTPUT ? "21" : "6"));
    double lines = b.gradient.isEmpty() ? 0 : BoxSize.LINE;
    double middle = f.y() + (f.height() - lines) / 2;
    boolean one = b.subtitle.isEmpty();
    text("t", f.centre(), one ? middle + 4 : middle - 3, b.title);
    if (!one) {
      text("s", f.centre(), middle + 13, b.subtitle);
    }
    if (!b.gradient.isEmpty()) {
      text("g", f.centre(), f.y() + f.height() - 9, b.gradient);
    }
    out.append("</g>\n");
  }

  private void text(String style, double x, double y, String text) {
    out.append("<text class=\"%s\" x=\"%s\" y=\"%s\">".formatted(style, number(x), number(y)))
        .append(Escape.xml(text))
        .append("</text>");
  }

  // --- Lines ---

  private void wire(int i, boolean described) {
    Wire w = scene.wires().get(i);
    Route route = placed.routes().get(i);
    out.append("<g class=\"wire").append(w.alarming() ? " alarm\"" : "\"");
    if (described) {
      out.append("><title>").append(Escape.xml(w.text())).append("</title>");
    } else {
      out.append(" data-wire=\"").append(i).append("\">");
    }
    List<Spot> corners = route.corners();
    Spot end = corners.get(corners.size() - 1);
    out.append("<path d=\"").append(path(corners)).append("\"/>");
    out.append(
        "<path class=\"h\" d=\"M%s %sl%s %sh%sz\"/>"
            .formatted(
                number(end.x()), number(end.y()), number(-TIP / 2), number(-TIP), number(TIP)));
    Box from = scene.boxes().get(w.from());
    if (from.results > 1) {
      Spot start = corners.get(0);
      out.append("<g class=\"box\">");
      text("p", start.x() + 4, start.y() + 10, Integer.toString(w.resultNr()));
      out.append("</g>");
    }
    if (!w.label().isEmpty()) {
      text("g", route.label().x(), route.label().y() + 4, w.label());
    }
    out.append("</g>\n");
  }

  /// The corners, rounded, up to the tip of the arrow.
  private static String path(List<Spot> corners) {
    StringBuilder d = new StringBuilder("M").append(at(corners.get(0)));
    int last = corners.size() - 1;
    for (int i = 1; i < last; i++) {
      Spot c = corners.get(i);
      d.append('L').append(at(towards(c, corners.get(i - 1))));
      d.append('Q').append(at(c)).append(' ').append(at(towards(c, corners.get(i + 1))));
    }
    Spot end = corners.get(last);
    return d.append('L').append(at(new Spot(end.x(), end.y() - TIP + 1))).toString();
  }

  private static Spot towards(Spot from, Spot to) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double length = Math.hypot(dx, dy);
    double step = length == 0 ? 0 : Math.min(ROUND, length / 2) / length;
    return new Spot(from.x() + dx * step, from.y() + dy * step);
  }

  private static String at(Spot s) {
    return number(s.x()) + " " + number(s.y());
  }

  // --- Around ---

  private double headWidth() {
    double width = TextWidth.of(scene.title(), 16) * BoxSize.BOLD;
    width = Math.max(width, TextWidth.of(scene.summary(), 11));
    for (String note : scene.notes()) {
      width = Math.max(width, TextWidth.of(note, 11));
    }
    return width + 32;
  }

  static EnumSet<Role> roles(Scene scene) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    for (Box b : scene.boxes()) {
      roles.add(b.role);
    }
    return roles;
  }

  private double legendWidth() {
    double width = 16;
    for (Role r : roles(scene)) {
      width += keyWidth(r);
    }
    return width;
  }

  private static double keyWidth(Role r) {
    return 36 + TextWidth.of(r.title(), 11);
  }

  private void legend(double y) {
    double x = 16;
    for (Role r : roles(scene)) {
      out.append(
          "<g class=\"box %s\"><rect x=\"%s\" y=\"%s\" width=\"16\" height=\"10\" rx=\"3\"/></g>"
              .formatted(r.style(), number(x), number(y - 9)));
      text("key", x + 22, y, r.title());
      x += keyWidth(r);
    }
    out.append('\n');
  }

  /// A length with at most one decimal.
  static String number(double x) {
    long tenths = Math.round(x * 10);
    return tenths % 10 == 0
        ? Long.toString(tenths / 10)
        : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
  }
}
