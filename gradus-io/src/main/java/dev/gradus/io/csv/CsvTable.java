package dev.gradus.io.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A CSV file (RFC 4180) whose first line names the columns, in memory as text until a column is
/// asked for as numbers.
///
/// **Errors**: no first line, a name twice, a line with more or fewer fields than the first, a
/// quote that is not closed, bytes that are no UTF-8.
public final class CsvTable {
  private final String source;
  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();

  private CsvTable(String source, CsvReader<CsvRecord> reader) throws IOException {
    this.source = source;
    try (reader) {
      var records = reader.iterator();
      if (!records.hasNext()) {
        throw new GradusArgumentException(
            "CsvTable: " + source + " is empty; it begins with names.");
      }
      columns = List.copyOf(records.next().getFields());
      if (columns.stream().distinct().count() < columns.size()) {
        throw new GradusArgumentException(
            "CsvTable: a name stands twice in the first line of " + source + ": " + columns);
      }
      while (records.hasNext()) {
        CsvRecord row = records.next();
        if (row.getFieldCount() != columns.size()) {
          throw new GradusArgumentException(
              "CsvTable: line "
                  + row.getStartingLineNumber()
                  + " of "
                  + source
                  + " has "
                  + row.getFieldCount()
                  + " fields; the first has "
                  + columns.size()
                  + ".");
        }
        rows.add(row.getFields());
        lines.add(row.getStartingLineNumber());
      }
    } catch (CsvParseException | UncheckedIOException e) {
      var damaged =
          new GradusArgumentException("CsvTable: " + source + " is no CSV: " + e.getMessage());
      damaged.initCause(e);
      throw damaged;
    }
  }

  /// A file whose fields are separated by commas.
  public static CsvTable read(Path file) throws IOException {
    return read(file, ',');
  }

  /// A file whose fields are separated by another character, such as `;` or a tab.
  public static CsvTable read(Path file, char separator) throws IOException {
    return new CsvTable(file.toString(), reader(separator).ofCsvRecord(file));
  }

  /// A text as it would stand in a file.
  public static CsvTable parse(String text) {
    try {
      return new CsvTable("the text", reader(',').ofCsvRecord(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A text in memory has no input to fail.
    }
  }

  private static CsvReader.CsvReaderBuilder reader(char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .detectBomHeader(true);
  }

  /// The names of the columns.
  public List<String> columns() {
    return columns;
  }

  /// How many rows there are below the names.
  public int rows() {
    return rows.size();
  }

  /// A column as text. **Errors**: there is no such column.
  public List<String> texts(String column) {
    int place = place(column);
    return rows.stream().map(row -> row.get(place)).toList();
  }

  /// Columns as numbers. **Shape**: (rows, names). **Dtype**: float32. **Errors**: a field that is
  /// no number, with its line.
  public Tensor numbers(String... names) {
    var values = new float[Math.multiplyExact(rows.size(), names.length)];
    for (int c = 0; c < names.length; c++) {
      int place = place(names[c]);
      for (int r = 0; r < rows.size(); r++) {
        try {
          values[r * names.length + c] = Float.parseFloat(rows.get(r).get(place).strip());
        } catch (NumberFormatException e) {
          var wrong =
              new GradusArgumentException(
                  "CsvTable: '"
                      + rows.get(r).get(place)
                      + "' in line "
                      + lines.get(r)
                      + " of "
                      + source
                      + " is no number; the column is '"
                      + names[c]
                      + "'.");
          wrong.initCause(e);
          throw wrong;
        }
      }
    }
    return Gradus.tensor(values).reshape(rows.size(), names.length);
  }

  /// The different texts of a column, sorted.
  public List<String> classNames(String column) {
    return texts(column).stream().distinct().sorted().toList();
  }

  /// A column as classes: the place of each text in [#classNames]. **Shape**: (rows). **Dtype**:
  /// int64.
  public Tensor classes(String column) {
    List<String> names = classNames(column);
    return Gradus.tensor(
        texts(column).stream().mapToLong(text -> Collections.binarySearch(names, text)).toArray());
  }

  private int place(String column) {
    int place = columns.indexOf(column);
    if (place < 0) {
      throw new GradusArgumentException(
          "CsvTable: " + source + " has no column '" + column + "'; it has " + columns + ".");
    }
    return place;
  }
}
