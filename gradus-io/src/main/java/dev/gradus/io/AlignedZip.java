package dev.gradus.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A zip archive of uncompressed records whose data begins at multiples of 64 bytes: the gap is an
/// extra field `FB`, as PyTorch writes it. The same records give the same bytes.
final class AlignedZip implements AutoCloseable {
  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER = 30;
  private static final long ZIP64 = 0xFFFFFFFFL;
  private static final int ZIP64_EXTRA = 20;
  // The earliest time for which ZipOutputStream writes no field of its own.
  static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

  private final Counter counter;
  private final ZipOutputStream zip;

  AlignedZip(OutputStream out) {
    counter = new Counter(out);
    zip = new ZipOutputStream(counter, StandardCharsets.UTF_8);
    zip.setMethod(ZipOutputStream.STORED);
  }

  void add(String name, byte[] content) throws IOException {
    add(name, out -> out.write(content));
  }

  /// Adds a record; its content is written twice, since the checksum stands before it.
  void add(String name, AtomicFile.Content content) throws IOException {
    CRC32 crc = new CRC32();
    long[] size = {0};
    content.writeTo(
        new OutputStream() {
          @Override
          public void write(int b) {
            crc.update(b);
            size[0]++;
          }

          @Override
          public void write(byte[] b, int from, int n) {
            crc.update(b, from, n);
            size[0] += n;
          }
        });
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setSize(size[0]);
    entry.setCompressedSize(size[0]);
    entry.setCrc(crc.getValue());
    int fields = size[0] >= ZIP64 ? ZIP64_EXTRA : 0;
    long start = counter.count + LOCAL_HEADER + name.length() + fields + 4;
    int padding = (int) (-start & (ALIGNMENT - 1));
    byte[] extra = new byte[4 + padding];
    Arrays.fill(extra, (byte) 'Z');
    extra[0] = 'F';
    extra[1] = 'B';
    extra[2] = (byte) padding;
    extra[3] = 0;
    entry.setExtra(extra);
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  /// Writes the directory and leaves the stream below open.
  @Override
  public void close() throws IOException {
    zip.finish();
    zip.flush();
  }

  private static final class Counter extends FilterOutputStream {
    private long count;

    Counter(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] b, int from, int n) throws IOException {
      out.write(b, from, n);
      count += n;
    }
  }
}
