/** The ports of the states engine on the SDK's clients: Lambda, S3, and the calls of {@code aws-sdk:s3}. */
@NullMarked
package io.anabranch.embedded.integration;

import org.jspecify.annotations.NullMarked;
