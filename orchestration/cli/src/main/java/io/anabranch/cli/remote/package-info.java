/**
 * Runs of a deployed stack: {@code start}, {@code watch}, {@code report}, {@code redrive}, {@code cancel}.
 *
 * <p>In go the name of a run and what the AWS CLI takes as well (endpoint, profile, region); out come lines of text and an exit code.
 * Everything goes through {@code SfnClient} and {@code S3Client}; what a service refuses becomes one line that names the action and the
 * mend.
 */
@NullMarked
package io.anabranch.cli.remote;

import org.jspecify.annotations.NullMarked;
