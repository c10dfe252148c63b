package dev.gradus.viz;

import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Tensor;
import dev.gradus.autograd.AutogradFunction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of functions and tensors are texts and nothing else, whatever they are.
class HostileNamesTest {
  private static GraphDrawing named(String name) {
    Tensor x = tensor(2.0).requiresGrad_();
    Tensor y =
        AutogradFunction.of(name, (_, v) -> v[0].mul(2), (_, g) -> new Tensor[] {g.mul(2)})
            .apply(x);
    return GraphDrawing.of(y).withName(x, name).withName(y, name).withTitle(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</title><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onload='alert(1)",
        "]]></script><!--",
        "{{script}}{{data}}$1\\",
        "&amp;&lt;&#0;",
        "a\u0000\u001b\uD800b\uFFFF",
        "\u202Efdp.exe\u2069",
        "two\nlines"
      })
  void staysAText(String name) {
    GraphDrawing drawing = named(name);
    Drawn svg = Drawn.of(drawing.toSvg());
    assertThat(svg.groups("custom")).hasSize(1);
    assertThat(svg.document().getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.document().getElementsByTagName("img").getLength()).isZero();
    String html = drawing.toHtml();
    assertThat(Drawn.ofPage(html).groups("custom")).hasSize(1);
    assertThat(html.toLowerCase(Locale.ROOT).split("<script", -1)).hasSize(3);
    assertThat(html.split("</script>", -1)).hasSize(3);
    assertThat(html).doesNotContain("<img", "<!--", "\u0000", "\u202E");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\", URL=\"x", "a\"];b->c;[x=\"", "back\\", "\\N", "<b>bold</b>", "a\nb"})
  void staysAStringOfGraphviz(String name) {
    String dot = named(name).toDot();
    // Without its strings nothing is left but our own statements.
    String rest = dot.replaceAll("\"([^\"\\\\]|\\\\.)*\"", "S");
    assertThat(rest.lines().filter(l -> !l.isBlank()))
        .allMatch(l ->
            l.matches(
                "digraph gradus \\{|}|  (graph|node|edge|b\\d+)( -> b\\d+)? \\[[^\\[\\]]*];"));
    assertThat(rest).doesNotContain("URL", "b->c");
  }

  @Test
  void thePageNeedsNothingElse() {
    String html = named("f").toHtml();
    assertThat(html)
        .doesNotContain("://", "src=", "href=", "url(", "@import", "fetch(", "innerHTML");
    assertThat(html).contains("default-src 'none'");
    assertThat(named("f").toSvg().replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("://", "href=", "url(", "@import");
  }

  @Test
  void thePolicyAllowsTheScriptThatIsThere() throws Exception {
    String html = named("f").toHtml();
    Matcher script = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(html);
    assertThat(script.find()).isTrue();
    byte[] sum =
        MessageDigest.getInstance("SHA-256")
            .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(html).contains("'sha256-" + Base64.getEncoder().encodeToString(sum) + "'");
  }

  @Test
  void longNamesAreCutInBoxesAndWholeInTheDetails() {
    String name = "𝛁".repeat(100);
    Drawn drawn = Drawn.of(named(name).toSvg());
    assertThat(drawn.texts("t")).allMatch(t -> t.codePointCount(0, t.length()) <= 40);
    assertThat(drawn.texts("t")).contains("𝛁".repeat(39) + "…");
    assertThat(named(name).toHtml()).contains("[\"node\",\"" + name + "Backward\"]");
  }
}
