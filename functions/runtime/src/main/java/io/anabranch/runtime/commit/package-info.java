/**
 * The end of a run: completes the uploads that the receipts name and writes the manifest, or removes what an aborted run left.
 *
 * <p>Nothing is visible before, nothing is copied or renamed. Both ends may be repeated at any point.
 */
@NullMarked
package io.anabranch.runtime.commit;

import org.jspecify.annotations.NullMarked;
