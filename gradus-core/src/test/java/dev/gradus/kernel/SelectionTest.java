package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the partial orders promise, on rows with many ties, in order, and in the order that makes
/// medians of three useless.
class SelectionTest {
  private static long[] row(String kind, int n) {
    long[] keys = new long[n];
    Random random = new Random(n);
    for (int i = 0; i < n; i++) {
      keys[i] =
          switch (kind) {
            case "ties" -> random.nextInt(5);
            case "rising" -> i;
            case "falling" -> -i;
            case "equal" -> 7;
            default -> i % 2 == 0 ? i / 2 : n / 2 + i / 2;
          };
    }
    if (kind.equals("killer")) {
      int half = n / 2;
      for (int i = 0; i < half; i++) {
        keys[i] = i % 2 == 0 ? i + 1 : half + i + half % 2;
        keys[half + i] = 2L * (i + 1);
      }
    }
    return keys;
  }

  private static void check(long[] keys, int k, int from, int to, ObjIntConsumer<Selection> order) {
    long[] got = keys.clone();
    int[] places = IntStream.range(0, keys.length).toArray();
    order.accept(new Selection(got, places), k);
    long[] sorted = keys.clone();
    Arrays.sort(sorted);
    assertThat(Arrays.copyOfRange(got, from, to))
        .as("%s of %s", k, keys.length)
        .isEqualTo(Arrays.copyOfRange(sorted, from, to));
    for (int i = 0; i < keys.length; i++) {
      assertThat(got[i]).isEqualTo(keys[places[i]]);
    }
    assertThat(places).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ties", "rising", "falling", "equal", "zipped", "killer"})
  void everyRankIsInItsPlace(String kind) {
    for (int n : new int[] {1, 2, 3, 4, 5, 16, 17, 40, 300}) {
      long[] keys = row(kind, n);
      for (int k = 0; k < n; k += 1 + n / 20) {
        check(keys, k, k, k + 1, Selection::select);
        check(keys, k, k, k + 1, Selection::selectByQuickSelect);
        check(keys, k + 1, 0, k + 1, Selection::sortFirst);
      }
      check(keys, n, 0, n, Selection::sort);
    }
  }

  @Test
  void shortRowsKeepTheOrderOfEqualElements() {
    long[] keys = {2, 1, 2, 1, 1};
    int[] places = {0, 1, 2, 3, 4};
    new Selection(keys, places).sort(5);
    assertThat(places).containsExactly(1, 3, 4, 0, 2);
  }

  @Test
  void longRowsOfEqualElementsAreTurnedAround() {
    long[] keys = new long[20];
    int[] places = IntStream.range(0, 20).toArray();
    new Selection(keys, places).sort(20);
    assertThat(places[0]).isNotZero();
  }
}
