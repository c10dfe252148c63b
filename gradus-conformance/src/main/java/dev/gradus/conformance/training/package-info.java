/// The topics of training: optimisers, schedulers, and what else is recorded of whole networks.
@NullMarked
package dev.gradus.conformance.training;

import org.jspecify.annotations.NullMarked;
