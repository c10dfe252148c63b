/// Random numbers written into tensors, samples whose parameters are tensors, and what leaves
/// elements out by chance.
@NullMarked
package dev.gradus.op.random;

import org.jspecify.annotations.NullMarked;
