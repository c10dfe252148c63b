package dev.gradus.io;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A `.npy` file, mapped into memory, of which rows are copied out when they are asked for: for
/// arrays that are larger than the memory for Java objects.
///
/// A row is what has one number in the first dimension. Of a column-major array the elements of a
/// row lie far apart in the file, so that many rows at a time are cheaper.
///
/// ```java
/// try (NpyFile file = NpyFile.open(Path.of("x.npy"))) {
///   Tensor batch = file.rows(64, 32);
/// }
/// ```
///
/// **Dtype**: as [Npy]. **Source**: numpy.load(mmap\_mode='r').
public final class NpyFile implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  private final NpyHeader header;
  private final MemorySegment data;
  private final Arena arena;

  private NpyFile(NpyHeader header, MemorySegment data, Arena arena) {
    this.header = header;
    this.data = data;
    this.arena = arena;
  }

  /// Opens a file and checks its header. **Errors**: `FileFormatException` where it is damaged, or
  /// holds what is no tensor.
  @SuppressWarnings("MustBeClosedChecker") // closed by close(), or here where opening fails
  public static NpyFile open(Path file) throws IOException {
    NpyHeader header;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 13)) {
      header = NpyHeader.read(in);
    }
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long there = channel.size() - header.length();
      if (header.dataBytes() > there) {
        throw new FileFormatException(
            "npy: the header announces "
                + header.dataBytes()
                + " bytes of elements, the file has "
                + there);
      }
      MemorySegment data =
          channel.map(FileChannel.MapMode.READ_ONLY, header.length(), header.dataBytes(), arena);
      return new NpyFile(header, data, arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /// The sizes of the array.
  public long[] shape() {
    return header.sizes().clone();
  }

  /// The dtype of its elements.
  public DType dtype() {
    return header.dtype();
  }

  /// Copies `count` rows from number `from` on out of the file. **Shape**: that of the array, with
  /// `count` in the first dimension. **Errors**: rows that are not there, more elements than an
  /// array of Java holds, an array without dimensions, a closed file.
  public Tensor rows(long from, long count) {
    long[] sizes = header.sizes().clone();
    if (sizes.length == 0) {
      throw new GradusArgumentException(
          "NpyFile: the array has no dimensions, so it has no rows; use Npy.load.");
    }
    if (from < 0 || count < 0 || count > sizes[0] - from) {
      throw new GradusArgumentException(
          "NpyFile: rows "
              + from
              + " to "
              + (from + count - 1)
              + " were asked for; the array of shape "
              + Sizes.text(sizes)
              + " has "
              + sizes[0]
              + ".");
    }
    if (!arena.scope().isAlive()) {
      throw new GradusStateException("NpyFile: the file is closed.");
    }
    long all = sizes[0];
    sizes[0] = count;
    long numel = RawElements.numel("npy", sizes);
    if (numel * (header.dtype().isComplex() ? 2 : 1) > Integer.MAX_VALUE - 8) {
      throw new GradusArgumentException(
          "NpyFile: " + numel + " elements are too many for an array; ask for fewer rows.");
    }
    Storage storage = Storage.allocate(header.dtype(), numel);
    if (numel == 0) {
      return Tensor.wrap(storage, Layout.contiguous(sizes), header.dtype());
    }
    long inRow = numel / count;
    if (!header.fortran()) {
      copy(storage, 0, from * inRow, numel);
      return Tensor.wrap(storage, Layout.contiguous(sizes), header.dtype());
    }
    for (long column = 0; column < inRow; column++) {
      copy(storage, column * count, column * all + from, count);
    }
    return Tensor.wrap(storage, Npy.columnMajor(sizes), header.dtype());
  }

  private void copy(Storage storage, long to, long from, long count) {
    int slotBytes = storage.slotBytes();
    int slots = header.dtype().itemSize() / slotBytes;
    long at = from * header.dtype().itemSize();
    int place = (int) (to * slots);
    int end = place + (int) (count * slots);
    while (place < end) {
      int some = Math.min(end - place, PIECE / slotBytes);
      storage.copyIn(place, some, bytes(data.asSlice(at, (long) some * slotBytes)));
      at += (long) some * slotBytes;
      place += some;
    }
  }

  private ByteBuffer bytes(MemorySegment piece) {
    if (header.dtype() != DType.BOOL) {
      return piece.asByteBuffer().order(header.order());
    }
    byte[] truths = piece.toArray(ValueLayout.JAVA_BYTE);
    for (int i = 0; i < truths.length; i++) {
      truths[i] = (byte) (truths[i] == 0 ? 0 : 1);
    }
    return ByteBuffer.wrap(truths);
  }

  /// Gives the mapped file back; closing twice changes nothing.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
