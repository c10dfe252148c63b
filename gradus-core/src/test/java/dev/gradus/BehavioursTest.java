package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every behaviour and every rule that behaviours.txt lists has a test named after it.
class BehavioursTest {
  private static final Pattern TEST =
      Pattern.compile(
          "@(?:Test|TestFactory|ParameterizedTest)\\b[^{;]*?\\b(?:void|[A-Z]\\w*(?:<[^{;]*>)?) ((?:rule|[a-z])\\d+)_\\w+\\(");

  private static Set<String> wanted() throws IOException {
    try (InputStream in = BehavioursTest.class.getResourceAsStream("behaviours.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Set<String> names = new TreeSet<>();
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> names.add(line.substring(0, line.indexOf(' '))));
      return names;
    }
  }

  private static Set<String> tested(String source) {
    Set<String> names = new TreeSet<>();
    Matcher m = TEST.matcher(source);
    while (m.find()) {
      names.add(m.group(1));
    }
    return names;
  }

  @Test
  void noneIsWithoutItsTest() throws IOException {
    Set<String> missing = wanted();
    assertThat(missing).contains("a1", "p11", "rule1", "rule51").hasSize(124 + 51);
    List<Path> tests;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests = files.filter(f -> f.toString().endsWith("Test.java")).toList();
    }
    for (Path test : tests) {
      missing.removeAll(tested(Files.readString(test)));
    }
    assertThat(missing).as("behaviours without a test").isEmpty();
  }

  @Test
  void onlyTestsCount() {
    assertThat(tested("@Test\n  void a1_works() {}\n  void a2_helper() {}")).containsExactly("a1");
    assertThat(tested("// a3_comment()\n @Test void rule7_x() throws IOException {"))
        .containsExactly("rule7");
  }
}
