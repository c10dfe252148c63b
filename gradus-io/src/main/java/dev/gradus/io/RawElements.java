package dev.gradus.io;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import dev.gradus.memory.RowMajor;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Elements as bytes: storages to and from streams, in pieces.
final class RawElements {
  private static final int PIECE = 1 << 16;

  private RawElements() {}

  /// The number of elements of these sizes.
  ///
  /// @throws FileFormatException if a size is negative or the product exceeds a long
  static long numel(String what, long[] sizes) {
    long n = 1;
    boolean empty = false;
    for (long size : sizes) {
      if (size < 0) {
        throw new FileFormatException(what + ": a size is negative: " + size);
      }
      empty |= size == 0;
      // Strides are products of sizes where there are no elements, too.
      if (size > 0 && n > Long.MAX_VALUE / 16 / size) {
        throw new FileFormatException(what + ": the sizes are too large for any memory.");
      }
      n *= Math.max(size, 1);
    }
    return empty ? 0 : n;
  }

  /// Reads `numel` elements; the caller has checked that the file holds as many.
  static Storage read(InputStream in, DType dtype, long numel, ByteOrder order, String what)
      throws IOException {
    Storage storage = Storage.allocate(dtype, numel);
    fill(storage, in, dtype, order, what);
    return storage;
  }

  /// Fills a whole storage.
  static void fill(Storage storage, InputStream in, DType dtype, ByteOrder order, String what)
      throws IOException {
    int slotBytes = storage.slotBytes();
    byte[] bytes = new byte[PIECE];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    int slots = storage.slots();
    for (int from = 0; from < slots; ) {
      int count = Math.min(slots - from, PIECE / slotBytes);
      if (in.readNBytes(bytes, 0, count * slotBytes) < count * slotBytes) {
        throw new FileFormatException(what + ": the data ends too early.");
      }
      if (dtype == DType.BOOL) {
        for (int i = 0; i < count; i++) {
          bytes[i] = (byte) (bytes[i] == 0 ? 0 : 1);
        }
      }
      buffer.clear();
      storage.copyIn(from, count, buffer);
      from += count;
    }
  }

  /// Writes the whole storage.
  static void write(Storage storage, ByteOrder order, OutputStream out) throws IOException {
    int slotBytes = storage.slotBytes();
    byte[] bytes = new byte[PIECE];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    int slots = storage.slots();
    for (int from = 0; from < slots; ) {
      int count = Math.min(slots - from, PIECE / slotBytes);
      buffer.clear();
      storage.copyOut(from, count, buffer);
      out.write(bytes, 0, count * slotBytes);
      from += count;
    }
  }

  /// The elements of a tensor in row-major order.
  static Storage rowMajor(Tensor x) {
    Layout layout = x.layout();
    Object array =
        RowMajor.copy(x.storage(), x.dtype(), layout.sizes(), layout.strides(), layout.offset());
    return Storage.wrap(array);
  }
}
