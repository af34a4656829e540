/**
 * For users' tests: a pipeline is run as it will be deployed, on files in a temporary folder.
 *
 * <p>In: a pipeline, texts of input files, faults on purpose (each call of S3 may be refused, repeated, delayed, or forgotten). Out: what was committed, or why nothing was. What must hold: the state
 * machine and the functions are those that deploy; nothing is left on disk when a tester is closed.
 */
@NullMarked
package io.anabranch.testkit;

import org.jspecify.annotations.NullMarked;
