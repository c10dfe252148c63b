package dev.gradus.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// What an SVG document shows, as an XML parser sees it.
record Drawn(Document document) {
  /// Parses a document; it fails if that is not well formed.
  static Drawn of(String svg) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return new Drawn(factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg))));
    } catch (Exception e) {
      throw new AssertionError("This is no XML: " + e.getMessage(), e);
    }
  }

  /// The drawing of a page, without what stands around it.
  static Drawn ofPage(String html) {
    int from = html.indexOf("<g id=\"view\">");
    int to = html.indexOf("</svg>\n<aside");
    assertThat(from).isPositive();
    assertThat(to).isGreaterThan(from);
    return of("<svg>" + html.substring(from, to) + "</svg>");
  }

  /// The groups that have this style class.
  List<Element> groups(String style) {
    List<Element> found = new ArrayList<>();
    NodeList all = document.getElementsByTagName("g");
    for (int i = 0; i < all.getLength(); i++) {
      Element g = (Element) all.item(i);
      if (List.of(g.getAttribute("class").split(" ")).contains(style)
          && g.getElementsByTagName("text").getLength() + g.getElementsByTagName("path").getLength()
              > 0) {
        found.add(g);
      }
    }
    return found;
  }

  /// The texts of this style class, in order.
  List<String> texts(String style) {
    List<String> found = new ArrayList<>();
    NodeList all = document.getElementsByTagName("text");
    for (int i = 0; i < all.getLength(); i++) {
      Element text = (Element) all.item(i);
      if (text.getAttribute("class").equals(style)) {
        found.add(text.getTextContent());
      }
    }
    return found;
  }

  /// What is said about the box with this title.
  String about(String title) {
    for (Element box : groups("box")) {
      NodeList said = box.getElementsByTagName("title");
      String text = said.getLength() == 0 ? "" : said.item(0).getTextContent();
      if (text.equals(title) || text.startsWith(title + "\n")) {
        return text;
      }
    }
    throw new AssertionError("There is no box " + title + " in " + texts("t"));
  }
}
