package dev.gradus.io;

import dev.gradus.Tensor;
import dev.gradus.error.FileFormatException;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// NumPy's files of one array, `.npy`.
///
/// Read are versions 1 to 3 of the header, elements of either byte order, row-major and
/// column-major; written are the bytes that `np.save` writes. Column-major arrays become tensors
/// with such strides, and such tensors column-major arrays, as between PyTorch and NumPy.
///
/// **Dtype**: all but bfloat16, which NumPy does not have. Pickled objects are refused.
///
/// ```java
/// Npy.save(Path.of("x.npy"), x);
/// Tensor y = Npy.load(Path.of("x.npy"));
/// ```
///
/// **Source**: numpy.save, numpy.load(allow\_pickle=False).
public final class Npy {
  private Npy() {}

  /// Saves a tensor; the file is replaced whole or not at all. **Errors**: bfloat16.
  public static void save(Path file, Tensor x) throws IOException {
    NpyHeader header = NpyHeader.of(x);
    AtomicFile.write(file, out -> write(header, x, out));
  }

  static void write(NpyHeader header, Tensor x, OutputStream out) throws IOException {
    out.write(header.bytes());
    Tensor ordered = header.fortran() ? NpyHeader.reversed(x) : x;
    RawElements.write(RawElements.rowMajor(ordered), ByteOrder.LITTLE_ENDIAN, out);
  }

  /// Loads a tensor; what follows the array in the file is left alone, as NumPy does.
  ///
  /// **Errors**: `FileFormatException` where the file is damaged, or holds what is no tensor.
  public static Tensor load(Path file) throws IOException {
    long length = Files.size(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 13)) {
      NpyHeader header = NpyHeader.read(in);
      if (header.dataBytes() > length - header.length()) {
        throw new FileFormatException(
            "npy: the header announces "
                + header.dataBytes()
                + " bytes of elements, the file has "
                + (length - header.length()));
      }
      return read(header, in);
    }
  }

  /// Reads the elements; the caller has checked that the stream holds as many.
  static Tensor read(NpyHeader header, InputStream in) throws IOException {
    long numel = header.numel();
    if (numel * (header.dtype().isComplex() ? 2 : 1) > Integer.MAX_VALUE - 8) {
      throw new FileFormatException("npy: " + numel + " elements are too many for an array.");
    }
    Storage storage = RawElements.read(in, header.dtype(), numel, header.order(), "npy");
    long[] sizes = header.sizes();
    Layout layout = header.fortran() ? columnMajor(sizes) : Layout.contiguous(sizes);
    return Tensor.wrap(storage, layout, header.dtype());
  }

  /// The layout whose first dimension runs fastest.
  static Layout columnMajor(long[] sizes) {
    return Layout.of(sizes, backwards(Layout.contiguous(backwards(sizes)).strides()), 0);
  }

  private static long[] backwards(long[] x) {
    long[] y = new long[x.length];
    Arrays.setAll(y, d -> x[x.length - 1 - d]);
    return y;
  }
}
