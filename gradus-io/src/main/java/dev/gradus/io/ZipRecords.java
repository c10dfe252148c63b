package dev.gradus.io;

import dev.gradus.error.FileFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The records of a zip archive from outside. Nothing is unpacked to the disk, so names cannot lead
/// anywhere; sizes are believed only as far as the file's length allows.
final class ZipRecords {
  // Deflate cannot compress better than 1032 to 1.
  private static final long MAX_RATIO = 1032;
  // Beyond these, memory is asked for only when the record was once unpacked to nowhere.
  private static final long SUSPICIOUS_RATIO = 16;
  private static final long SUSPICIOUS_SIZE = 1 << 24;

  private final ZipFile zip;

  ZipRecords(ZipFile zip, long fileLength) {
    this.zip = zip;
    long left = fileLength;
    for (ZipEntry e : zip.stream().toList()) {
      left -= Math.max(0, e.getCompressedSize());
      boolean stored = e.getMethod() == ZipEntry.STORED;
      boolean sized = e.getSize() >= 0 && e.getCompressedSize() >= 0 && left >= 0;
      boolean possible =
          stored
              ? e.getSize() == e.getCompressedSize()
              : e.getSize() / MAX_RATIO <= e.getCompressedSize();
      if (!sized || !possible) {
        throw new FileFormatException(
            "zip: the record "
                + e.getName()
                + " claims "
                + e.getSize()
                + " bytes, which the file cannot hold.");
      }
    }
  }

  /// Reads a record.
  @FunctionalInterface
  interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    zip.stream().forEach(e -> names.add(e.getName()));
    return names;
  }

  /// The only name that is `last` or ends with `/last`.
  String only(String last) {
    List<String> found =
        names().stream().filter(n -> n.equals(last) || n.endsWith("/" + last)).toList();
    if (found.size() != 1) {
      throw new FileFormatException(
          "zip: " + found.size() + " records are named " + last + "; there should be one.");
    }
    return found.getFirst();
  }

  boolean has(String name) {
    return zip.getEntry(name) != null;
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new FileFormatException("zip: the record " + name + " is missing.");
    }
    return entry;
  }

  long size(String name) {
    return entry(name).getSize();
  }

  /// A small record as bytes.
  byte[] bytes(String name) throws IOException {
    long size = size(name);
    if (size > Integer.MAX_VALUE - 8) {
      throw new FileFormatException("zip: the record " + name + " is too large.");
    }
    try {
      return with(name, in -> in.readNBytes((int) size));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// What a reader makes of a record, if the record has the announced length and checksum.
  <T> T with(String name, Reader<T> reader) {
    ZipEntry entry = entry(name);
    CRC32 crc = new CRC32();
    checkLength(entry);
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
      T result = reader.read(in);
      if (in.read() >= 0 || crc.getValue() != entry.getCrc()) {
        throw new FileFormatException(
            "zip: the record " + name + " is damaged: its checksum or length is wrong.");
      }
      return result;
    } catch (ZipException | java.io.EOFException e) {
      throw unreadable(name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkLength(ZipEntry entry) {
    long size = entry.getSize();
    if (size < SUSPICIOUS_SIZE || size / SUSPICIOUS_RATIO < entry.getCompressedSize()) {
      return;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] piece = new byte[1 << 16];
      long length = 0;
      for (int n = in.read(piece); n >= 0 && length <= size; n = in.read(piece)) {
        length += n;
      }
      if (length != size) {
        throw new FileFormatException(
            "zip: the record "
                + entry.getName()
                + " is damaged: it claims "
                + size
                + " bytes and has others.");
      }
    } catch (ZipException | java.io.EOFException e) {
      throw unreadable(entry.getName(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileFormatException unreadable(String name, IOException cause) {
    return new FileFormatException("zip: the record " + name + " cannot be read.", cause);
  }
}
