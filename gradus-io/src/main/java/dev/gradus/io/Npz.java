package dev.gradus.io;

import dev.gradus.Tensor;
import dev.gradus.error.FileFormatException;
import dev.gradus.error.GradusArgumentException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// NumPy's archives of several arrays, `.npz`; a tensor is read when it is asked for.
///
/// An archive is a zip file of npy files, `NAME.npy` for the array `NAME`; see [Npy].
///
/// ```java
/// Npz.save(Path.of("data.npz"), Map.of("x", x, "y", y));
/// try (Npz file = Npz.open(Path.of("data.npz"))) {
///   Tensor x = file.get("x");
/// }
/// ```
///
/// **Source**: numpy.savez, numpy.savez\_compressed, numpy.load(allow\_pickle=False).
public final class Npz implements AutoCloseable {
  private static final String SUFFIX = ".npy";

  private final ZipFile zip;
  private final ZipRecords records;
  // From the array's name to the record's.
  private final Map<String, String> names;

  private Npz(ZipFile zip, ZipRecords records, Map<String, String> names) {
    this.zip = zip;
    this.records = records;
    this.names = names;
  }

  /// Opens an archive and checks its directory. **Errors**: `FileFormatException` where it is
  /// damaged.
  @SuppressWarnings("MustBeClosedChecker") // closed by close(), or here where opening fails
  public static Npz open(Path file) throws IOException {
    long length = Files.size(file);
    ZipFile zip = opened(file);
    try {
      ZipRecords records = new ZipRecords(zip, length);
      Map<String, String> names = new LinkedHashMap<>();
      for (String record : records.names()) {
        boolean array = record.endsWith(SUFFIX);
        String name = array ? record.substring(0, record.length() - SUFFIX.length()) : record;
        if (names.put(name, record) != null) {
          throw new FileFormatException("npz: two arrays are named " + name);
        }
      }
      return new Npz(zip, records, names);
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipFile opened(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new FileFormatException(
          "npz: " + file.getFileName() + " is not a whole zip archive: " + e.getMessage(), e);
    }
  }

  /// The names, in the order of the archive.
  public Set<String> names() {
    return Collections.unmodifiableSet(names.keySet());
  }

  /// Reads an array. **Errors**: no such array, or a damaged one.
  public Tensor get(String name) throws IOException {
    String record = names.get(name);
    if (record == null) {
      throw new GradusArgumentException(
          "Npz: there is no array " + name + "; names() lists those that are there.");
    }
    long size = records.size(record);
    try {
      return records.with(record, in -> read(name, in, size));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Tensor read(String name, InputStream in, long size) throws IOException {
    NpyHeader header = NpyHeader.read(in);
    if (header.dataBytes() != size - header.length()) {
      throw new FileFormatException(
          "npz: the header of "
              + name
              + " announces "
              + header.dataBytes()
              + " bytes of elements, the record has "
              + (size - header.length()));
    }
    return Npy.read(header, in);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /// All arrays of an archive.
  public static Map<String, Tensor> load(Path file) throws IOException {
    try (Npz open = open(file)) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (String name : open.names()) {
        tensors.put(name, open.get(name));
      }
      return tensors;
    }
  }

  /// Saves tensors uncompressed; the file is replaced whole or not at all. **Errors**: bfloat16.
  public static void save(Path file, Map<String, Tensor> tensors) throws IOException {
    Map<String, NpyHeader> headers = headers(tensors);
    AtomicFile.write(
        file,
        out -> {
          try (AlignedZip zip = new AlignedZip(out)) {
            for (Map.Entry<String, NpyHeader> e : headers.entrySet()) {
              Tensor x = tensor(tensors, e.getKey());
              zip.add(e.getKey() + SUFFIX, to -> Npy.write(e.getValue(), x, to));
            }
          }
        });
  }

  /// Saves tensors deflated; the file is replaced whole or not at all. **Errors**: bfloat16.
  public static void saveCompressed(Path file, Map<String, Tensor> tensors) throws IOException {
    Map<String, NpyHeader> headers = headers(tensors);
    AtomicFile.write(file, out -> deflate(out, tensors, headers));
  }

  private static void deflate(
      OutputStream out, Map<String, Tensor> tensors, Map<String, NpyHeader> headers)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    for (Map.Entry<String, NpyHeader> e : headers.entrySet()) {
      ZipEntry entry = new ZipEntry(e.getKey() + SUFFIX);
      entry.setTimeLocal(AlignedZip.TIME);
      zip.putNextEntry(entry);
      Npy.write(e.getValue(), tensor(tensors, e.getKey()), zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  private static Tensor tensor(Map<String, Tensor> tensors, String name) {
    return java.util.Objects.requireNonNull(tensors.get(name));
  }

  // Made before anything is written, since a dtype may be refused.
  private static Map<String, NpyHeader> headers(Map<String, Tensor> tensors) {
    Map<String, NpyHeader> headers = new LinkedHashMap<>();
    tensors.forEach((name, x) -> headers.put(name, NpyHeader.of(x)));
    return headers;
  }
}
