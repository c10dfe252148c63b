package dev.gradus.kernel;

import java.util.Arrays;

/// A piece of a plane with zeros where it ends, laid out so that all places of a tile see a tap at
/// the same distance.
///
/// Places that are `step` apart lie side by side: for each remainder of a division by the step that
/// a tap has, there is a part of the canvas with rows of [#pitch] places. So the places of a tile
/// are one run, in which a row of the tile begins every pitch; what is computed for the places
/// between its rows means nothing.
final class ConvCanvas {
  /// Elements of all canvases of a tile: they stay in the cache next to the core.
  private static final int NEAR = 1 << 13;

  /// Elements that a canvas may have at all.
  private static final int MOST = 1 << 16;

  private final int[] size;
  private final int[] step;

  /// Per dimension the parts by the remainder, -1 for those that no tap has.
  private final int[][] part = new int[3][];

  /// Per dimension the remainders by the part.
  private final int[][] remainder = new int[3][];

  private final int[] parts = new int[3];
  private final int[] reach = new int[3];

  /// Places of a tile.
  private final int[] tile;

  /// Tiles, by dimension.
  private final int[] tiles = new int[3];

  private final int[] length = new int[3];
  private final int volume;

  /// @param planes how many canvases a tile has
  /// @param size of a plane
  /// @param step from what a place sees to what its neighbour does
  /// @param taps per dimension where taps are, from the first place that is seen
  /// @param places per dimension, all of them
  ConvCanvas(int planes, int[] size, int[] step, int[][] taps, int[] places) {
    this.size = size;
    this.step = step;
    for (int d = 0; d < 3; d++) {
      part[d] = new int[step[d]];
      remainder[d] = new int[step[d]];
      Arrays.fill(part[d], -1);
      for (int j : taps[d]) {
        int own = j % step[d];
        if (part[d][own] < 0) {
          remainder[d][parts[d]] = own;
          part[d][own] = parts[d]++;
        }
        reach[d] = Math.max(reach[d], j / step[d]);
      }
    }
    this.tile = places.clone();
    boolean smaller = true;
    while (smaller && planes * count(tile) > NEAR) {
      smaller = halveLargest();
    }
    for (int d = 0; d < 3; d++) {
      tiles[d] = Math.ceilDiv(places[d], tile[d]);
      tile[d] = Math.ceilDiv(places[d], tiles[d]);
      length[d] = tile[d] + reach[d];
    }
    this.volume = (int) Math.min(count(tile), MOST + 1);
  }

  private long count(int[] places) {
    long count = 1;
    for (int d = 0; d < 3; d++) {
      count *= (long) parts[d] * (places[d] + reach[d]);
    }
    return count;
  }

  private boolean halveLargest() {
    int largest = 0;
    for (int d = 1; d < 3; d++) {
      largest = tile[d] > tile[largest] ? d : largest;
    }
    tile[largest] = (tile[largest] + 1) / 2;
    return tile[largest] > 1;
  }

  /// Whether taps are near enough to each other.
  boolean isSmall() {
    return volume <= MOST;
  }

  /// Elements of a canvas.
  int volume() {
    return volume;
  }

  /// From row to row of a tile.
  int pitch() {
    return length[2];
  }

  /// From plane to plane of a tile of three dimensions.
  int slice() {
    return length[1] * length[2];
  }

  /// Elements of a run of the places of a whole tile.
  int run() {
    return run(tile);
  }

  /// Elements of a run of so many places.
  int run(int[] extent) {
    return ((extent[0] - 1) * length[1] + extent[1] - 1) * length[2] + extent[2];
  }

  int tiles() {
    return tiles[0] * tiles[1] * tiles[2];
  }

  /// Where a tile begins among the places.
  int[] origin(int t) {
    int row = t / tiles[2];
    return new int[] {row / tiles[1] * tile[0], row % tiles[1] * tile[1], t % tiles[2] * tile[2]};
  }

  /// How many of so many places a tile has that begins there.
  int[] extent(int[] origin, int[] places) {
    int[] extent = new int[3];
    for (int d = 0; d < 3; d++) {
      extent[d] = Math.min(tile[d], places[d] - origin[d]);
    }
    return extent;
  }

  /// Where the first place of a tile sees a tap.
  int tap(int d, int h, int w) {
    int at = (part[0][d % step[0]] * parts[1] + part[1][h % step[1]]) * parts[2];
    int start = (at + part[2][w % step[2]]) * length[0] * slice();
    return start + (d / step[0] * length[1] + h / step[1]) * length[2] + w / step[2];
  }

  /// Copies what is inside a plane onto a canvas that is zero elsewhere. Up to [TapLoops#SLACK]
  /// elements behind the canvas may become zero.
  ///
  /// @param x the plane, from `xo` on
  /// @param base the place of the plane, perhaps outside, that is the first of the canvas
  void copy(Object x, int xo, int[] base, Object to, int o) {
    int at = o;
    for (int d = 0; d < parts[0]; d++) {
      for (int h = 0; h < parts[1]; h++) {
        for (int w = 0; w < parts[2]; w++) {
          int deep = base[0] + remainder[0][d];
          part(x, xo, deep, base[1] + remainder[1][h], base[2] + remainder[2][w], to, at);
          at += length[0] * slice();
        }
      }
    }
  }

  private void part(Object x, int xo, int d, int h, int w, Object to, int o) {
    int upper = first(h, 1);
    int left = first(w, 2);
    int rows = last(h, 1) - upper;
    int width = last(w, 2) - left;
    if (rows <= 0 || width <= 0) {
      return;
    }
    for (int q = first(d, 0); q < last(d, 0); q++) {
      int row = (d + q * step[0]) * size[1] + h + upper * step[1];
      int from = xo + row * size[2] + w + left * step[2];
      int at = o + (q * length[1] + upper) * length[2] + left;
      VectorRows.of(x).onto(rows, width, x, from, step[1] * size[2], step[2], to, at, length[2]);
    }
  }

  /// The first and the end of those places, `step` apart from `at` on, that are inside.
  private int first(int at, int d) {
    return at >= 0 ? 0 : Math.ceilDiv(-at, step[d]);
  }

  private int last(int at, int d) {
    return Math.min(length[d], Math.ceilDiv(size[d] - at, step[d]));
  }
}
