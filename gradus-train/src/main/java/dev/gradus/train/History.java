package dev.gradus.train;

import dev.gradus.error.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The epochs of a training, and how it ended.
///
/// @param epochs what each epoch came to, those before an interruption included
/// @param end how it ended
/// @param bestEpoch the number of the epoch that was best by the trainer's [Goal]; 0 where none was
/// @param steps how many steps were made in all
public record History(List<EpochReport> epochs, End end, int bestEpoch, long steps) {
  /// How a training ended.
  public enum End {
    /// All epochs are done.
    EPOCHS,
    /// There was no more progress: see [EarlyStopping].
    EARLY,
    /// Somebody asked for it: see [Trainer#requestStop]. It can be resumed from its checkpoint.
    REQUESTED
  }

  /// Copies the list.
  public History {
    epochs = List.copyOf(epochs);
  }

  /// The last epoch. **Errors**: there is none.
  public EpochReport last() {
    return epochs.getLast();
  }

  /// The best epoch, if one was.
  public OptionalInt best() {
    return bestEpoch == 0 ? OptionalInt.empty() : OptionalInt.of(bestEpoch);
  }

  /// The names of what was found in validation, in their order.
  public List<String> validationNames() {
    return epochs.isEmpty() ? List.of() : List.copyOf(epochs.getLast().validation().keySet());
  }

  /// The values of one name over the epochs; NaN where an epoch has none.
  public double[] values(String name) {
    return epochs.stream()
        .mapToDouble(epoch -> Objects.requireNonNullElse(epoch.value(name), Double.NaN))
        .toArray();
  }

  // --- CSV ---

  /// The epochs as CSV (RFC 4180), with all digits of the numbers.
  public String toCsv() {
    List<String> names = validationNames();
    var text = new StringBuilder("epoch,step,lr,loss");
    names.forEach(name -> text.append(',').append(quoted(name)));
    text.append(",seconds\r\n");
    for (EpochReport e : epochs) {
      text.append(e.epoch()).append(',').append(e.step());
      text.append(',').append(e.lr()).append(',').append(e.loss());
      names.forEach(name -> text.append(',').append(e.validation().getOrDefault(name, Double.NaN)));
      text.append(',').append(e.seconds()).append("\r\n");
    }
    return text.toString();
  }

  private static String quoted(String name) {
    return name.matches("[^,\"\r\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /// Writes [#toCsv] to a file.
  public void writeCsv(Path file) throws IOException {
    Files.writeString(file, toCsv());
  }

  // --- State ---

  /// The epochs as plain data, for a checkpoint.
  static List<Map<String, Object>> state(List<EpochReport> epochs) {
    List<Map<String, Object>> state = new ArrayList<>();
    for (EpochReport e : epochs) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("epoch", (long) e.epoch());
      row.put("step", e.step());
      row.put("lr", e.lr());
      row.put("loss", e.loss());
      row.put("validation", e.validation());
      row.put("seconds", e.seconds());
      state.add(row);
    }
    return state;
  }

  static List<EpochReport> epochs(@Nullable Object state) {
    List<EpochReport> epochs = new ArrayList<>();
    for (Object row : state instanceof List<?> rows ? rows : List.of()) {
      if (!(row instanceof Map<?, ?> r
          && r.get("epoch") instanceof Long epoch
          && r.get("step") instanceof Long step
          && r.get("lr") instanceof Double lr
          && r.get("loss") instanceof Double loss
          && r.get("validation") instanceof Map<?, ?> found
          && r.get("seconds") instanceof Double seconds)) {
        throw new FileFormatException("checkpoint: its history is not that of a training: " + row);
      }
      Map<String, Double> validation = new LinkedHashMap<>();
      found.forEach((name, value) -> validation.put((String) name, (Double) value));
      epochs.add(new EpochReport(Math.toIntExact(epoch), step, lr, loss, validation, seconds));
    }
    return epochs;
  }
}
