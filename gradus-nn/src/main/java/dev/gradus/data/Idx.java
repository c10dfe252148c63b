package dev.gradus.data;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Reads IDX, the format of the MNIST files: two zeros, a dtype, the number of dimensions, the
/// sizes, then the elements, with the most significant byte first.
///
/// What the sizes claim is believed only as far as there are bytes: memory grows with what was
/// read.
///
/// **Source**: Y. LeCun, the MNIST database.
public final class Idx {
  private static final int PIECE = 1 << 20;

  private Idx() {}

  /// The tensor in a file, which may be packed by gzip. **Errors**: a file that is no IDX, ends too
  /// early, or goes on after its last element.
  public static Tensor read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /// As [#read(Path)] from a stream, which stays open; `name` stands in errors.
  public static Tensor read(InputStream in, String name) throws IOException {
    try {
      return decoded(in, name);
    } catch (ZipException | EOFException e) {
      var damaged =
          new GradusArgumentException(
              "Idx: " + name + " cannot be unpacked: " + e.getMessage() + ".");
      damaged.initCause(e);
      throw damaged;
    }
  }

  private static Tensor decoded(InputStream in, String name) throws IOException {
    var buffered = new BufferedInputStream(in);
    buffered.mark(2);
    boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    InputStream plain = packed ? new GZIPInputStream(buffered) : buffered;
    ByteBuffer magic = ByteBuffer.wrap(exactly(plain, 4, name));
    DType dtype = dtype(magic.get(2));
    if (magic.getShort(0) != 0 || dtype == null) {
      throw new GradusArgumentException(
          String.format(
              "Idx: %s begins with %08x, which no IDX file does; it is of another kind.",
              name, magic.getInt(0)));
    }
    int dims = Byte.toUnsignedInt(magic.get(3));
    ByteBuffer header = ByteBuffer.wrap(exactly(plain, 4L * dims, name));
    var sizes = new long[dims];
    long bytes = width(dtype);
    for (int i = 0; i < dims; i++) {
      sizes[i] = Integer.toUnsignedLong(header.getInt());
      bytes = Math.multiplyHigh(bytes, sizes[i]) == 0 ? bytes * sizes[i] : -1;
      if (bytes < 0 || bytes > Integer.MAX_VALUE - 8) {
        throw new GradusArgumentException(
            "Idx: "
                + name
                + " says that it holds "
                + Arrays.toString(sizes)
                + " elements, more than an array holds.");
      }
    }
    byte[] elements = exactly(plain, bytes, name);
    if (plain.read() >= 0) {
      throw new GradusArgumentException(
          "Idx: " + name + " goes on after its " + Arrays.toString(sizes) + " elements.");
    }
    return tensor(elements, dtype).reshape(sizes);
  }

  private static byte[] exactly(InputStream in, long count, String name) throws IOException {
    var bytes = new byte[(int) Math.min(count, PIECE)];
    int read = 0;
    while (read < count) {
      if (read == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * bytes.length));
      }
      int n = in.read(bytes, read, bytes.length - read);
      if (n < 0) {
        throw new GradusArgumentException(
            "Idx: "
                + name
                + " ends after "
                + read
                + " of "
                + count
                + " bytes of a part; truncated.");
      }
      read += n;
    }
    return bytes;
  }

  private static @Nullable DType dtype(byte code) {
    return switch (code) {
      case 0x08 -> DType.UINT8;
      case 0x09 -> DType.INT8;
      case 0x0b -> DType.INT16;
      case 0x0c -> DType.INT32;
      case 0x0d -> DType.FLOAT32;
      case 0x0e -> DType.FLOAT64;
      default -> null;
    };
  }

  private static int width(DType dtype) {
    return switch (dtype) {
      case INT16 -> 2;
      case INT32, FLOAT32 -> 4;
      case FLOAT64 -> 8;
      default -> 1;
    };
  }

  private static Tensor tensor(byte[] bytes, DType dtype) {
    ByteBuffer b = ByteBuffer.wrap(bytes);
    int n = bytes.length / width(dtype);
    return switch (dtype) {
      case INT16 -> {
        var values = new short[n];
        b.asShortBuffer().get(values);
        yield Gradus.tensor(values);
      }
      case INT32 -> {
        var values = new int[n];
        b.asIntBuffer().get(values);
        yield Gradus.tensor(values);
      }
      case FLOAT32 -> {
        var values = new float[n];
        b.asFloatBuffer().get(values);
        yield Gradus.tensor(values);
      }
      case FLOAT64 -> {
        var values = new double[n];
        b.asDoubleBuffer().get(values);
        yield Gradus.tensor(values);
      }
      default -> Gradus.tensor(bytes, dtype);
    };
  }
}
