package dev.gradus.conformance.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads public methods and their Javadoc from formatted sources: a comment of `///` lines, then
/// annotations, then the head of the method as far as its brace.
final class JavaSources {
  private static final Pattern HEAD =
      Pattern.compile(
          "(public |default |static )*(<[^(]*> )?[\\w.<>\\[\\]@?, ]+ (\\w+\\(.*\\))( throws .*)? ?[{;].*");

  // A class that exists to keep files short: its statics are called on the last one in the row.
  private static final Pattern LINK =
      Pattern.compile("abstract sealed class (\\w+)[^{]*permits (\\w+)");

  private JavaSources() {}

  /// All documented methods of the Java files in a folder, not below it.
  static List<DocumentedMethod> read(Path folder) throws IOException {
    List<DocumentedMethod> all = new ArrayList<>();
    Map<String, String> next = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        String name = file.getFileName().toString();
        read(name.substring(0, name.length() - ".java".length()), Files.readAllLines(file), all);
        Matcher link = LINK.matcher(Files.readString(file));
        if (link.find()) {
          next.put(link.group(1), link.group(2));
        }
      }
    }
    return all.stream().map(m -> m.calledOn(last(m.owner(), next))).toList();
  }

  private static String last(String type, Map<String, String> next) {
    String last = type;
    for (String after = next.get(last); after != null; after = next.get(last)) {
      last = after;
    }
    return last;
  }

  private static void read(String owner, List<String> lines, List<DocumentedMethod> into) {
    StringBuilder doc = new StringBuilder();
    StringBuilder head = new StringBuilder();
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("///")) {
        if (head.length() > 0) {
          head.setLength(0);
          doc.setLength(0);
        }
        doc.append(text.substring(3).strip()).append(' ');
      } else if (doc.length() > 0 && !text.startsWith("@") && !text.isEmpty()) {
        head.append(text).append(' ');
        if (text.endsWith("{") || text.endsWith(";") || text.endsWith("}")) {
          add(owner, head.toString().strip(), doc.toString().strip(), into);
          doc.setLength(0);
          head.setLength(0);
        }
      }
    }
  }

  private static void add(String owner, String head, String doc, List<DocumentedMethod> into) {
    Matcher m = HEAD.matcher(head);
    boolean open = head.startsWith("public ") || head.startsWith("default ");
    if (open && m.matches() && !head.startsWith("public record")) {
      String signature = m.group(3).replaceAll("@\\w+ ", "").replace("( ", "(").replace(" )", ")");
      into.add(new DocumentedMethod(owner, head.contains(" static "), signature, doc));
    }
  }
}
