@NullMarked
package dev.gradus.io.tensorboard;

import org.jspecify.annotations.NullMarked;
