package io.anabranch.runtime.run;

import io.anabranch.runtime.storage.ObjectRef;

/**
 * An object of the input, a line of {@code listing.jsonl}.
 *
 * @param read index of the read in the flow
 * @param splittable whether it may be cut at any byte
 * @param preamble index in {@link Plan#preambles()} of what its format has to know of it, or -1
 */
public record Listed(int read, ObjectRef object, boolean splittable, int preamble) {}
