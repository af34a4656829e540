/**
 * The whole machine in one process: the state machine that deploys, the functions that deploy, on embedded S3, Lambda and Step
 * Functions.
 *
 * <p>In goes a pipeline's name with parameters; out comes what the execution answers. Paths of this machine become buckets here and
 * nowhere else.
 */
@NullMarked
package io.anabranch.local;

import org.jspecify.annotations.NullMarked;
