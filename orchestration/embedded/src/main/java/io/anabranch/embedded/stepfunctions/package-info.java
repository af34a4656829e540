/** Step Functions behind the SDK's client: translates types, adds nothing. */
@NullMarked
package io.anabranch.embedded.stepfunctions;

import org.jspecify.annotations.NullMarked;
