/** Objects in S3 as the runtime sees them: addresses, pinned versions, streams. */
@NullMarked
package io.anabranch.runtime.storage;

import org.jspecify.annotations.NullMarked;
