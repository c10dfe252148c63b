package dev.gradus.viz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How deep each box of a scene lies: below all boxes that lead to it, a box without inputs just
/// above the first that uses it.
final class Layers {
  /// Drawings with more layers are folded into columns.
  static final int TALL = 48;

  private final int[] depth;
  private final int[] longest;
  private final int count;

  Layers(int boxes, List<Wire> wires) {
    List<List<Wire>> out = new ArrayList<>(boxes);
    int[] waiting = new int[boxes];
    for (int i = 0; i < boxes; i++) {
      out.add(new ArrayList<>(2));
    }
    for (Wire w : wires) {
      out.get(w.from()).add(w);
      waiting[w.to()]++;
    }
    boolean[] first = new boolean[boxes];
    depth = new int[boxes];
    ArrayDeque<Integer> ready = new ArrayDeque<>();
    for (int i = 0; i < boxes; i++) {
      first[i] = waiting[i] == 0;
      if (first[i]) {
        ready.add(i);
      }
    }
    while (!ready.isEmpty()) {
      int box = ready.remove();
      for (Wire w : out.get(box)) {
        depth[w.to()] = Math.max(depth[w.to()], depth[box] + 1);
        if (--waiting[w.to()] == 0) {
          ready.add(w.to());
        }
      }
    }
    longest = depth.clone();
    for (int i = 0; i < boxes; i++) {
      if (first[i] && !out.get(i).isEmpty()) {
        depth[i] = out.get(i).stream().mapToInt(w -> depth[w.to()]).min().orElse(1) - 1;
      }
    }
    count = boxes == 0 ? 0 : Arrays.stream(depth).max().getAsInt() + 1;
  }

  /// How many layers there are.
  int count() {
    return count;
  }

  /// How much shorter the longest way from above to the start of a line is than that to its end.
  int height(Wire w) {
    return longest[w.to()] - longest[w.from()];
  }

  /// Over how many layers a line goes.
  int span(Wire w) {
    return depth[w.to()] - depth[w.from()];
  }
}
