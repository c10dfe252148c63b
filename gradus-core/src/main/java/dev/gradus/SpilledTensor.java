package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A tensor's values in a file of the machine's own byte order.
final class SpilledTensor {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final long[] sizes;
  private final DType dtype;

  private SpilledTensor(Path file, long[] sizes, DType dtype) {
    this.file = file;
    this.sizes = sizes;
    this.dtype = dtype;
    CLEANER.register(this, () -> delete(file));
  }

  static SpilledTensor write(Path folder, Tensor x) {
    Tensor dense = x.detach().contiguous();
    try {
      Path file = Files.createTempFile(folder, "saved", ".bin");
      SpilledTensor spilled = new SpilledTensor(file, dense.shape(), dense.dtype());
      int first = (int) (dense.storageOffset() * scale(dense.dtype()));
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
        transfer(dense.storage(), first, spilled.slots(), out, true);
      }
      return spilled;
    } catch (IOException e) {
      throw new UncheckedIOException("saving a tensor in " + folder + ": " + e.getMessage(), e);
    }
  }

  Tensor read() {
    Storage storage = Storage.unfilled(dtype, Layout.contiguous(sizes).numel());
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      transfer(storage, 0, slots(), in, false);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a saved tensor: " + e.getMessage(), e);
    }
    return Tensor.wrap(storage, Layout.contiguous(sizes), dtype);
  }

  private int slots() {
    return (int) Layout.contiguous(sizes).numel() * scale(dtype);
  }

  private static int scale(DType dtype) {
    return dtype.isComplex() ? 2 : 1;
  }

  private static void transfer(
      Storage storage, int first, int slots, FileChannel channel, boolean out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.nativeOrder());
    int per = CHUNK / 8;
    for (int at = 0; at < slots; at += per) {
      int count = Math.min(per, slots - at);
      buffer.clear();
      if (out) {
        storage.copyOut(first + at, count, buffer);
        buffer.flip();
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      } else {
        buffer.limit(count * storage.slotBytes());
        readFully(channel, buffer);
        buffer.flip();
        storage.copyIn(first + at, count, buffer);
      }
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the file ends too early");
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // What cannot be deleted now is left to the folder's owner.
    }
  }
}
