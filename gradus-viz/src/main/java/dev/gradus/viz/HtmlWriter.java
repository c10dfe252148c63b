package dev.gradus.viz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a placed scene as one page that needs nothing else: no network, no other file. Its policy
/// allows the one script that it contains, by its hash.
final class HtmlWriter {
  private static final Pattern HOLE = Pattern.compile("\\{\\{(\\w+)}}");

  private HtmlWriter() {}

  static String write(Placed placed) {
    Scene scene = placed.scene();
    String script = resource("page.js");
    Map<String, String> parts = new HashMap<>();
    parts.put("hash", hash(script));
    parts.put("title", Escape.xml(scene.title()));
    parts.put("summary", Escape.xml(scene.summary()));
    parts.put("notes", notes(scene));
    parts.put("style", resource("page.css") + Style.sheet());
    parts.put("legend", legend(scene));
    parts.put("width", SvgWriter.number(placed.width()));
    parts.put("height", SvgWriter.number(placed.height()));
    parts.put("drawing", new SvgWriter(placed).inner());
    parts.put("data", data(scene));
    parts.put("script", script);
    return filled(resource("page.html"), parts);
  }

  /// Fills the holes in one pass: what fills one is not looked at again.
  private static String filled(String page, Map<String, String> parts) {
    return HOLE.matcher(page)
        .replaceAll(hole -> Matcher.quoteReplacement(parts.getOrDefault(hole.group(1), "")));
  }

  private static String notes(Scene scene) {
    StringBuilder out = new StringBuilder();
    for (String note : scene.notes()) {
      out.append("<p class=\"note\">").append(Escape.xml(note)).append("</p>");
    }
    return out.toString();
  }

  private static String legend(Scene scene) {
    StringBuilder out = new StringBuilder();
    for (Role r : SvgWriter.roles(scene)) {
      out.append(
          "<span><svg width=\"16\" height=\"12\" class=\"%s\"><rect x=\"1\" y=\"1\" width=\"14\" height=\"10\" rx=\"3\"/></svg>%s</span>"
              .formatted(r.style(), Escape.xml(r.title())));
    }
    return out.toString();
  }

  private static String data(Scene scene) {
    StringBuilder out = new StringBuilder("{\"boxes\":[");
    for (Box b : scene.boxes()) {
      out.append(b.id == 0 ? "" : ",\n").append("{\"title\":").append(Escape.json(b.title));
      out.append(",\"role\":").append(Escape.json(b.role.title()));
      out.append(",\"standsFor\":").append(b.standsFor).append(",\"details\":[");
      for (int i = 0; i < b.details.size(); i++) {
        Box.Detail d = b.details.get(i);
        out.append(i == 0 ? "[" : ",[").append(Escape.json(d.what())).append(',');
        out.append(Escape.json(d.how())).append(']');
      }
      out.append("]}");
    }
    out.append("],\"wires\":[");
    for (int i = 0; i < scene.wires().size(); i++) {
      Wire w = scene.wires().get(i);
      out.append(i == 0 ? "[" : ",\n[").append(w.from()).append(',').append(w.to()).append(',');
      out.append(Escape.json(w.text())).append(']');
    }
    return out.append("]}").toString();
  }

  private static String resource(String name) {
    try (InputStream in = HtmlWriter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("GraphDrawing: " + name + " is not in the jar.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String script) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }
}
