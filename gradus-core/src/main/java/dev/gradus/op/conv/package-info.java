/// Convolutions and the columns they are made of.
@NullMarked
package dev.gradus.op.conv;

import org.jspecify.annotations.NullMarked;
