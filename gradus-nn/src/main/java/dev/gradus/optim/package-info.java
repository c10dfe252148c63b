/// Optimisers, learning-rate schedulers, averaged weights and loss scaling.
///
/// ```java
/// var optimizer = new Adam(model.parameters(), AdamOptions.DEFAULT.withLr(1e-3));
/// var scheduler = new StepLR(optimizer, 30);
///
/// optimizer.zeroGrad();
/// mseLoss(model.call(x), y).backward();
/// optimizer.step();
/// scheduler.step();
/// ```
///
/// A step is stated once per optimiser as expressions of one element, and runs as one fused pass
/// per parameter; with the option `differentiable` the same expressions are recorded instead.
@NullMarked
package dev.gradus.optim;

import org.jspecify.annotations.NullMarked;
