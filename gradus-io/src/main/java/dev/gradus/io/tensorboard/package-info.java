/// Logs of a training for TensorBoard.
@NullMarked
package dev.gradus.io.tensorboard;

import org.jspecify.annotations.NullMarked;
