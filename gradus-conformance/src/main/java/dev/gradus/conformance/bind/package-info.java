/// How each of PyTorch's operations is called in Gradus.
@NullMarked
package dev.gradus.conformance.bind;

import org.jspecify.annotations.NullMarked;
