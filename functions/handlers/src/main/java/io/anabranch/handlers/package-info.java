/** One small class per Lambda function, without logic of its own. */
@NullMarked
package io.anabranch.handlers;

import org.jspecify.annotations.NullMarked;
