/** The SDK's model classes as JSON: what an SDK integration of Step Functions takes and gives. */
@NullMarked
package io.anabranch.embedded.sdk;

import org.jspecify.annotations.NullMarked;
