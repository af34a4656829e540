/**
 * The whole machine in one process: the state machine that deploys, the functions that deploy, on embedded S3, Lambda and Step
 * Functions.
 *
 * <p>In goes a pipeline's name with parameters; out comes what the execution answers. Paths of this machine become addresses here
 * and nowhere else: all files are objects of one bucket, each under its real path.
 */
@NullMarked
package io.anabranch.local;

import org.jspecify.annotations.NullMarked;
