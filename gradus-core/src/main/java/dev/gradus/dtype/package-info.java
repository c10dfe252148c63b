/// Element types and the promotion lattice.
@NullMarked
package dev.gradus.dtype;

import org.jspecify.annotations.NullMarked;
