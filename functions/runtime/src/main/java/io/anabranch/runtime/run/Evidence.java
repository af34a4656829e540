package io.anabranch.runtime.run;

import io.anabranch.runtime.format.SplitEvidence;

/**
 * What the reader of a split says about it.
 *
 * @param read index of the read in the flow: two reads of an object may be of different formats
 * @param object address of the object
 */
public record Evidence(int read, String object, SplitEvidence split) {}
