package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class JoinedDatasetsTest {
  private record Texts(String name, long size) implements Dataset<String> {
    @Override
    public String get(long index) {
      return name + index;
    }
  }

  @Test
  void datasetsSideBySide() {
    var both = new StackDataset<>(List.of(new Texts("a", 3), new Texts("b", 3)));
    assertThat(both.size()).isEqualTo(3);
    assertThat(both.get(2)).containsExactly("a2", "b2");
    assertThatThrownBy(() -> new StackDataset<>(List.of(new Texts("a", 3), new Texts("b", 2))))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("Size mismatch between datasets");
    assertThatThrownBy(() -> new StackDataset<String>(List.of()))
        .hasMessageStartingWith("At least one dataset should be passed");
  }

  @Test
  void streamsOneAfterTheOther() {
    List<String> begun = new ArrayList<>();
    IterableDataset<Integer> first =
        () -> {
          begun.add("first");
          return List.of(1, 2).iterator();
        };
    IterableDataset<Integer> none = () -> List.<Integer>of().iterator();
    IterableDataset<Integer> last =
        () -> {
          begun.add("last");
          return List.of(3).iterator();
        };
    var chain = new ChainDataset<>(List.of(first, none, last));
    var samples = chain.iterator();
    assertThat(samples.next()).isEqualTo(1);
    assertThat(samples.next()).isEqualTo(2);
    assertThat(begun).containsExactly("first");
    assertThat(samples.next()).isEqualTo(3);
    assertThat(samples.hasNext()).isFalse();
    assertThatThrownBy(samples::next).isInstanceOf(NoSuchElementException.class);
    assertThat(DataLoader.unbatched(chain, DataLoaderOptions.DEFAULT)).containsExactly(1, 2, 3);
  }
}
