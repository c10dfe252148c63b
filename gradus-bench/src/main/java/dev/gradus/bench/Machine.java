package dev.gradus.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/// What was measured on, in general words.
final class Machine {
  private Machine() {}

  /// Processor, lanes, JDK, and the peer if there is one.
  static String description(@Nullable String peer) {
    return "%s, %d processors, vectors of %d bit, %s; Java %s (%s); %s"
        .formatted(
            processor(),
            processors(),
            FloatVector.SPECIES_PREFERRED.vectorBitSize(),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.version(),
            System.getProperty("java.vendor"),
            peer == null ? "no peer" : peer);
  }

  // Those of the machine, of which this run may have been given a part.
  private static long processors() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines.filter(line -> line.startsWith("processor")).count();
    } catch (IOException _) {
      return Runtime.getRuntime().availableProcessors();
    }
  }

  /// The vendor and the family as the system tells.
  private static String processor() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
      String vendor = field(lines, "vendor_id").orElse("processor");
      return switch (vendor) {
            case "AuthenticAMD" -> "AMD";
            case "GenuineIntel" -> "Intel";
            default -> vendor;
          }
          + field(lines, "cpu family").map(f -> " family " + f).orElse("")
          + field(lines, "model").map(m -> " model " + m).orElse("")
          + instructions(lines);
    } catch (IOException _) {
      return "processor";
    }
  }

  private static String instructions(List<String> lines) {
    List<String> flags = List.of(field(lines, "flags").orElse("").split(" "));
    return Stream.of("avx512f", "avx2", "avx")
        .filter(flags::contains)
        .findFirst()
        .map(isa -> " (" + isa.toUpperCase(Locale.ROOT) + ")")
        .orElse("");
  }

  private static Optional<String> field(List<String> lines, String name) {
    Pattern pattern = Pattern.compile(Pattern.quote(name) + "\\s*:\\s*(.*)");
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(m -> m.group(1).strip())
        .findFirst();
  }
}
