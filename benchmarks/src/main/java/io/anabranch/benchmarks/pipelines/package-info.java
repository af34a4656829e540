/** Pipelines as users write them, that nothing was tuned for: to be measured, not to be shown. Not null-marked, as few users' packages are. */
package io.anabranch.benchmarks.pipelines;
