package dev.gradus.io;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What an npy file says of its array before the elements begin.
///
/// Six bytes of magic, two of the version, the length of the text (two bytes in version 1, four
/// later), the text: a Python dict of `descr`, `fortran_order` and `shape`, filled up with spaces.
///
/// @param order of the bytes within an element
/// @param fortran whether the first dimension runs fastest
/// @param length bytes of the whole header
record NpyHeader(DType dtype, ByteOrder order, boolean fortran, long[] sizes, int length) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  // As NumPy's limit; an array of 64 dimensions needs a tenth of it.
  private static final int MAX_TEXT = 10_000;
  // NumPy leaves room for the first dimension to grow in place.
  private static final int GROWTH_DIGITS = 21;
  private static final int MAX_DIMS = 64;

  /// The header of a tensor whose elements follow little-endian.
  static NpyHeader of(Tensor x) {
    if (x.dtype() == DType.BFLOAT16) {
      throw new GradusArgumentException(
          "Got unsupported ScalarType BFloat16"
              + "\nnpy: the format has no bfloat16. Save x.to(FLOAT32), or use Safetensors.");
    }
    long[] sizes = x.shape();
    boolean fortran = !x.layout().isContiguous() && reversed(x).layout().isContiguous();
    return new NpyHeader(x.dtype(), ByteOrder.LITTLE_ENDIAN, fortran, sizes, 0);
  }

  /// The tensor with its dimensions in reverse order.
  static Tensor reversed(Tensor x) {
    int[] dims = new int[x.dim()];
    Arrays.setAll(dims, d -> dims.length - 1 - d);
    return x.detach().permute(dims);
  }

  /// The number of elements.
  long numel() {
    return RawElements.numel("npy", sizes);
  }

  /// The number of bytes of the elements.
  long dataBytes() {
    return numel() * dtype.itemSize();
  }

  /// The header as NumPy writes it.
  byte[] bytes() {
    StringBuilder text = new StringBuilder("{'descr': '");
    text.append(dtype.itemSize() == 1 ? '|' : '<').append(code(dtype));
    text.append("', 'fortran_order': ").append(fortran ? "True" : "False").append(", 'shape': (");
    for (int d = 0; d < sizes.length; d++) {
      text.append(d == 0 ? "" : " ").append(sizes[d]).append(',');
    }
    if (sizes.length > 1) {
      text.setLength(text.length() - 1);
    }
    text.append("), }");
    if (sizes.length > 0) {
      int digits = String.valueOf(sizes[fortran ? sizes.length - 1 : 0]).length();
      text.repeat(' ', GROWTH_DIGITS - digits);
    }
    int before = MAGIC.length + 4;
    text.repeat(' ', ALIGNMENT - (before + text.length() + 1) % ALIGNMENT).append('\n');
    ByteBuffer to = ByteBuffer.allocate(before + text.length()).order(ByteOrder.LITTLE_ENDIAN);
    to.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length());
    return to.put(text.toString().getBytes(StandardCharsets.US_ASCII)).array();
  }

  private static String code(DType dtype) {
    return switch (dtype) {
      case BOOL -> "b1";
      case UINT8 -> "u1";
      case INT8 -> "i1";
      case INT16 -> "i2";
      case INT32 -> "i4";
      case INT64 -> "i8";
      case FLOAT16 -> "f2";
      case BFLOAT16 -> "";
      case FLOAT32 -> "f4";
      case FLOAT64 -> "f8";
      case COMPLEX64 -> "c8";
      case COMPLEX128 -> "c16";
    };
  }

  /// Reads the header, after which the stream stands at the elements.
  static NpyHeader read(InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new FileFormatException(
          "npy: the file does not begin with \\x93NUMPY\nIt may be an npz archive (Npz), or a"
              + " pickle, which is not read.");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3 || start[MAGIC.length + 1] != 0) {
      throw new FileFormatException(
          "npy: version "
              + version
              + "."
              + start[MAGIC.length + 1]
              + " is unknown; 3.0 is the"
              + " newest.");
    }
    int wide = version == 1 ? 2 : 4;
    byte[] announced = Arrays.copyOf(in.readNBytes(wide), 4);
    long length = ByteBuffer.wrap(announced).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFFFFFFL;
    if (length > MAX_TEXT) {
      throw new FileFormatException(
          "Header info length ("
              + length
              + ") is large and may not be safe to load securely."
              + "\nnpy: a header has at most "
              + MAX_TEXT
              + " bytes.");
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw new FileFormatException("npy: the header ends too early.");
    }
    Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    NpyDict dict = NpyDict.parse(new String(text, charset));
    return of(dict, start.length + wide + text.length);
  }

  private static NpyHeader of(NpyDict dict, int length) {
    if (dict.shape().length > MAX_DIMS) {
      throw new FileFormatException("npy: an array of " + dict.shape().length + " dimensions.");
    }
    String descr = dict.descr();
    DType dtype = dtype(descr);
    ByteOrder order =
        switch (descr.charAt(0)) {
          case '>' -> ByteOrder.BIG_ENDIAN;
          case '=' -> ByteOrder.nativeOrder();
          default -> ByteOrder.LITTLE_ENDIAN;
        };
    NpyHeader header = new NpyHeader(dtype, order, dict.fortran(), dict.shape(), length);
    header.numel();
    return header;
  }

  private static DType dtype(String descr) {
    boolean marked = !descr.isEmpty() && "<>=|".indexOf(descr.charAt(0)) >= 0;
    String code = marked ? descr.substring(1) : descr;
    for (DType dtype : DType.values()) {
      boolean ordered = dtype.itemSize() == 1 || marked && descr.charAt(0) != '|';
      if (ordered && !code.isEmpty() && code.equals(code(dtype))) {
        return dtype;
      }
    }
    if (code.startsWith("O")) {
      throw new FileFormatException(
          "Object arrays cannot be loaded when allow_pickle=False"
              + "\nnpy: the elements are pickled Python objects, which are never executed here."
              + " Save an array of numbers.");
    }
    throw new FileFormatException(
        "npy: the dtype '"
            + descr
            + "' has no counterpart among tensors\nRead are bool, uint8, int8 to int64, float16 to"
            + " float64, complex64 and complex128: convert with x.astype(...) in NumPy first.");
  }
}
