/// Everything that loops over numbers.
@NullMarked
package dev.gradus.kernel;

import org.jspecify.annotations.NullMarked;
