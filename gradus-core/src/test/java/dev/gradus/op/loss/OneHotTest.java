package dev.gradus.op.loss;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OneHotTest {
  @Test
  void putsAOneInThePlaceOfEachClass() {
    assertThat(oneHot(tensor("[0, 2]"), 4))
        .hasToString("tensor([[1, 0, 0, 0],\n        [0, 0, 1, 0]])");
    assertThat(oneHot(tensor("[[1], [0]]")).shape()).containsExactly(2, 1, 2);
    assertThat(oneHot(tensor("3"))).hasToString("tensor([0, 0, 0, 1])");
    assertThat(oneHot(zeros(int64, 0), 3).shape()).containsExactly(0, 3);
  }

  @Test
  void refusesWhatIsNoClass() {
    assertThatThrownBy(() -> oneHot(tensor("[0.]")))
        .hasMessageStartingWith("one_hot is only applicable to index tensor of type LongTensor.\n");
    assertThatThrownBy(() -> oneHot(tensor("[-1, 2]")))
        .hasMessageStartingWith("Class values must be non-negative.\n");
    assertThatThrownBy(() -> oneHot(tensor("[0, 3]"), 3))
        .hasMessageStartingWith("Class values must be smaller than num_classes.\n");
    assertThatThrownBy(() -> oneHot(zeros(int64, 0)))
        .hasMessageStartingWith("Can not infer total number of classes from empty tensor.\n");
  }
}
