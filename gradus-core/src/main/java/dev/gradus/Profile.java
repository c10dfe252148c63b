package dev.gradus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What took time in a stretch of a program: [Gradus#profile].
///
/// ```java
/// Profile p = Gradus.profile(() -> model(x).sum().backward());
/// System.out.println(p.table(ProfileSort.SELF_TIME, 10));
/// p.writeChromeTrace(Path.of("trace.json"));
/// ```
///
/// **Source**: torch.profiler.profile.
public final class Profile {
  private final List<ProfileEvent> events;
  private final long threadId;

  Profile(List<ProfileEvent> events, long threadId) {
    this.events = List.copyOf(events);
    this.threadId = threadId;
  }

  /// All events, in the order in which they began.
  public List<ProfileEvent> events() {
    return events;
  }

  /// The events summed up by name, in the order in which the first of each began. **Source**:
  /// key\_averages.
  public List<ProfileRow> averages() {
    Map<String, ProfileRow> rows = new LinkedHashMap<>();
    for (ProfileEvent e : events) {
      ProfileRow none = new ProfileRow(e.name(), 0, 0, 0, 0, 0);
      rows.put(e.name(), rows.getOrDefault(e.name(), none).plus(e));
    }
    return new ArrayList<>(rows.values());
  }

  /// The sums as text, those that took most time by themselves first.
  public String table() {
    return table(ProfileSort.SELF_TIME, 100);
  }

  /// The first rows of the sums as text.
  public String table(ProfileSort sort, int rowLimit) {
    List<ProfileRow> rows = averages();
    rows.sort(sort.order());
    long whole = 0;
    for (ProfileEvent e : events) {
      whole += e.selfNanos();
    }
    return ProfileTable.of(rows, whole, rowLimit);
  }

  /// The events as a trace that Chrome (`chrome://tracing`) and Perfetto show; times in
  /// microseconds. **Source**: export\_chrome\_trace.
  public String chromeTrace() {
    StringBuilder json = new StringBuilder("[");
    for (ProfileEvent e : events) {
      json.append(json.length() > 1 ? ",\n" : "\n").append("{\"name\": ");
      quote(e.name(), json);
      json.append(", \"cat\": \"").append(e.kind().name().toLowerCase(Locale.ROOT));
      json.append("\", \"ph\": \"X\", \"ts\": ").append(micros(e.startNanos()));
      json.append(", \"dur\": ").append(micros(e.totalNanos()));
      json.append(", \"pid\": \"CPU functions\", \"tid\": ").append(threadId);
      json.append(", \"args\": {\"bytes\": ").append(e.bytes()).append("}}");
    }
    return json.append("\n]\n").toString();
  }

  /// Writes [#chromeTrace] into a file.
  public void writeChromeTrace(Path file) throws IOException {
    Files.writeString(file, chromeTrace());
  }

  private static String micros(long nanos) {
    return nanos / 1000 + "." + String.format(Locale.ROOT, "%03d", nanos % 1000);
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  @Override
  public String toString() {
    return table();
  }
}
