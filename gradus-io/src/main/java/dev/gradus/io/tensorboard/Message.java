package dev.gradus.io.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A message in the wire format of protocol buffers, field after field.
///
/// A field is a key (its number and how it is laid out) and its value; numbers are written in
/// groups of seven bits, the lowest first.
final class Message {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Message integer(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  Message flag(int field, boolean value) {
    return integer(field, value ? 1 : 0);
  }

  Message real(int field, double value) {
    key(field, FIXED64);
    little(Double.doubleToLongBits(value), 8);
    return this;
  }

  Message single(int field, float value) {
    key(field, FIXED32);
    little(Float.floatToIntBits(value), 4);
    return this;
  }

  Message text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Message message(int field, Message value) {
    return bytes(field, value.toBytes());
  }

  Message bytes(int field, byte[] value) {
    key(field, BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /// A packed list.
  Message reals(int field, double[] values) {
    byte[] packed = new byte[8 * values.length];
    ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values);
    return bytes(field, packed);
  }

  /// All fields of another message as fields of this one.
  Message fields(Message other) {
    out.writeBytes(other.toBytes());
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private void key(int field, int layout) {
    varint((long) field << 3 | layout);
  }

  private void little(long bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (bits >>> 8 * i));
    }
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
