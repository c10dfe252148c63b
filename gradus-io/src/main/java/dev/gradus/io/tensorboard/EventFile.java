package dev.gradus.io.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// A file of TensorFlow's records: the length (8 bytes), its checksum, the content, its checksum,
/// all little-endian.
///
/// A record goes to the file in one piece at its end, so that a kill leaves at most one half
/// record, the last, which readers pass over.
final class EventFile implements AutoCloseable {
  private static final int CHECKSUM_SHIFT = 0xa282ead8;

  private final FileChannel channel;

  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  EventFile(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
  }

  void append(byte[] content) throws IOException {
    ByteBuffer record =
        ByteBuffer.allocate(Math.addExact(content.length, 16)).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(content.length);
    record.putInt(masked(record.array(), 0, 8));
    record.put(content);
    record.putInt(masked(content, 0, content.length));
    record.flip();
    while (record.hasRemaining()) {
      channel.write(record);
    }
  }

  // Turned and shifted, since the checksum of what holds checksums says little.
  private static int masked(byte[] bytes, int from, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, count);
    return Integer.rotateRight((int) crc.getValue(), 15) + CHECKSUM_SHIFT;
  }

  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
