/// Networks: the base of all modules, layers, losses and containers, under PyTorch's names.
@NullMarked
package dev.gradus.nn;

import org.jspecify.annotations.NullMarked;
