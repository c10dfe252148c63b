package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Copies of elements of any real dtype as float, double or long.
final class Widening {
  private Widening() {}

  static void floats(DType in, Object x, int at, int step, int count, float[] to, int o) {
    switch (in) {
      case FLOAT32 -> {
        float[] from = (float[]) x;
        if (step == 1) {
          System.arraycopy(from, at, to, o, count);
        } else {
          for (int i = 0; i < count; i++) {
            to[o + i] = from[at + i * step];
          }
        }
      }
      case FLOAT16, BFLOAT16 -> Halves.widen(in, (short[]) x, at, step, to, o, count);
      default -> {
        for (int i = 0; i < count; i++) {
          to[o + i] = (float) number(in, x, at + i * step);
        }
      }
    }
  }

  static void doubles(DType in, Object x, int at, int step, int count, double[] to, int o) {
    switch (in) {
      case FLOAT64 -> {
        double[] from = (double[]) x;
        if (step == 1) {
          System.arraycopy(from, at, to, o, count);
        } else {
          for (int i = 0; i < count; i++) {
            to[o + i] = from[at + i * step];
          }
        }
      }
      case FLOAT32 -> {
        float[] from = (float[]) x;
        if (step == 1) {
          for (int i = 0; i < count; i++) {
            to[o + i] = from[at + i];
          }
        } else {
          for (int i = 0; i < count; i++) {
            to[o + i] = from[at + i * step];
          }
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          to[o + i] = number(in, x, at + i * step);
        }
      }
    }
  }

  static void longs(DType in, Object x, int at, int step, int count, long[] to, int o) {
    if (step == 1) {
      neighbouringLongs(in, x, at, count, to, o);
      return;
    }
    for (int i = 0; i < count; i++) {
      to[o + i] = integer(in, x, at + i * step);
    }
  }

  /// Loops that C2 vectorises.
  private static void neighbouringLongs(DType in, Object x, int at, int count, long[] to, int o) {
    switch (in) {
      case INT64 -> System.arraycopy((long[]) x, at, to, o, count);
      case INT32 -> {
        int[] from = (int[]) x;
        for (int i = 0; i < count; i++) {
          to[o + i] = from[at + i];
        }
      }
      case INT16 -> {
        short[] from = (short[]) x;
        for (int i = 0; i < count; i++) {
          to[o + i] = from[at + i];
        }
      }
      case BOOL, INT8 -> {
        byte[] from = (byte[]) x;
        for (int i = 0; i < count; i++) {
          to[o + i] = from[at + i];
        }
      }
      case UINT8 -> {
        byte[] from = (byte[]) x;
        for (int i = 0; i < count; i++) {
          to[o + i] = from[at + i] & 0xff;
        }
      }
      default -> throw new IllegalArgumentException("reduction: " + in + " is not an integer type");
    }
  }

  static double number(DType in, Object x, int i) {
    return switch (in) {
      case FLOAT32 -> ((float[]) x)[i];
      case FLOAT64 -> ((double[]) x)[i];
      case FLOAT16, BFLOAT16 -> Halves.widen(in, ((short[]) x)[i]);
      default -> integer(in, x, i);
    };
  }

  private static long integer(DType in, Object x, int i) {
    return switch (in) {
      case BOOL, INT8 -> ((byte[]) x)[i];
      case UINT8 -> ((byte[]) x)[i] & 0xff;
      case INT16 -> ((short[]) x)[i];
      case INT32 -> ((int[]) x)[i];
      case INT64 -> ((long[]) x)[i];
      default -> throw new IllegalArgumentException("reduction: " + in + " is not an integer type");
    };
  }

  /// Writes `value`, rounded once or wrapped, as an element of `out`.
  static void write(DType out, double value, Object y, int i) {
    if (out == DType.FLOAT32) { // The JVM reads a class for the switch.
      ((float[]) y)[i] = (float) value;
      return;
    }
    switch (out) {
      case FLOAT64 -> ((double[]) y)[i] = value;
      case FLOAT16, BFLOAT16 -> ((short[]) y)[i] = Halves.narrow(out, (float) value);
      default -> write(out, (long) value, y, i);
    }
  }

  static void write(DType out, long value, Object y, int i) {
    switch (out) {
      case BOOL -> ((byte[]) y)[i] = (byte) (value == 0 ? 0 : 1);
      case UINT8, INT8 -> ((byte[]) y)[i] = (byte) value;
      case INT16 -> ((short[]) y)[i] = (short) value;
      case INT32 -> ((int[]) y)[i] = (int) value;
      case INT64 -> ((long[]) y)[i] = value;
      default -> write(out, (double) value, y, i);
    }
  }
}
