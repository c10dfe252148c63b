package dev.gradus.io.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Pictures as PNG, without the JDK's desktop module.
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  // By the number of channels: grey, grey with alpha, colour, colour with alpha.
  private static final byte[] COLOUR_TYPES = {0, 4, 2, 6};

  private Png() {}

  /// Encodes a picture.
  ///
  /// @param pixels row after row, the channels of a pixel side by side
  static byte[] encode(byte[] pixels, int width, int height, int channels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
    head.put((byte) 8).put(COLOUR_TYPES[channels - 1]);
    chunk(out, "IHDR", head.array());
    chunk(out, "IDAT", deflated(pixels, width * channels, height));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] pixels, int rowBytes, int height) {
    byte[] lines = new byte[height * (rowBytes + 1)]; // each begins with the filter, 0 for none
    for (int row = 0; row < height; row++) {
      System.arraycopy(pixels, row * rowBytes, lines, row * (rowBytes + 1) + 1, rowBytes);
    }
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(lines);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] piece = new byte[1 << 13];
      while (!deflater.finished()) {
        out.write(piece, 0, deflater.deflate(piece));
      }
      return out.toByteArray();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(content.length + 12);
    chunk.putInt(content.length);
    for (int i = 0; i < 4; i++) {
      chunk.put((byte) type.charAt(i));
    }
    chunk.put(content);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, content.length + 4);
    out.writeBytes(chunk.putInt((int) crc.getValue()).array());
  }
}
