package dev.gradus.viz;

/// The style sheet of a drawing, light and dark.
///
/// Colours stand in plain rules and not in variables: converters that know no variables show the
/// light ones.
final class Style {
  private static final String BASE =
      """
      .gradus text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; text-anchor: middle; }
      .gradus .head { text-anchor: start; font-weight: 600; font-size: 16px; fill: #0f172a; }
      .gradus .sum, .gradus .key { text-anchor: start; font-size: 11px; fill: #475569; }
      .gradus .ground { fill: #ffffff; }
      .box rect { stroke-width: 1.25px; }
      .box .t { font-size: 13px; font-weight: 600; fill: #0f172a; }
      .box .s { font-size: 11px; fill: #475569; }
      .box .g { font-size: 11px; fill: #b45309; }
      .box .p { font-size: 9px; fill: #64748b; text-anchor: start; }
      .reference rect { stroke-dasharray: 4 3; }
      .reference .t { font-size: 11px; font-weight: 400; fill: #475569; }
      .alarm rect { stroke: #dc2626; stroke-width: 2.5px; }
      .wire path { fill: none; stroke: #94a3b8; stroke-width: 1.4px; }
      .wire .h { fill: #94a3b8; stroke: none; }
      .wire.alarm path { stroke: #dc2626; }
      .wire.alarm .h { fill: #dc2626; stroke: none; }
      .wire text { text-anchor: start; font-size: 11px; fill: #b45309; }
      .wire.alarm text { fill: #dc2626; font-weight: 600; }
      """;

  private static final String DARK =
      """
      .gradus .head { fill: #f1f5f9; }
      .gradus .sum, .gradus .key { fill: #a3b1c6; }
      .gradus .ground { fill: #10151f; }
      .box .t { fill: #f1f5f9; }
      .box .s { fill: #b6c2d3; }
      .box .p { fill: #94a3b8; }
      .reference .t { fill: #b6c2d3; }
      .wire path { stroke: #64748b; }
      .wire .h { fill: #64748b; }
      .wire text, .box .g { fill: #fbbf24; }
      .alarm rect, .wire.alarm path { stroke: #f87171; }
      .wire.alarm text, .wire.alarm .h { fill: #f87171; }
      """;

  private Style() {}

  static String sheet() {
    StringBuilder out = new StringBuilder();
    for (Role r : Role.values()) {
      rule(out, r, r.fill(), r.stroke());
    }
    out.append(BASE).append("@media (prefers-color-scheme: dark) {\n");
    for (Role r : Role.values()) {
      rule(out, r, r.darkFill(), r.darkStroke());
    }
    return out.append(DARK).append("}\n").toString();
  }

  private static void rule(StringBuilder out, Role r, String fill, String stroke) {
    out.append(".%s rect { fill: %s; stroke: %s; }\n".formatted(r.style(), fill, stroke));
    // Seen from far away, where texts are hidden, boxes have their full colour.
    out.append(".far .%s rect { fill: %s; }\n".formatted(r.style(), stroke));
  }
}
