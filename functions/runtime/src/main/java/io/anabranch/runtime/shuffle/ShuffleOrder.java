package io.anabranch.runtime.shuffle;

/** How the records of a channel are ordered, and with it what a cut between two reducers is. */
public enum ShuffleOrder {
    /** By {@link KeyHash#orderHash hash} of the group key, then its bytes, then the extra bytes. For everything but sorting. */
    HASH,
    /** By the unsigned bytes of the group key, then by the extra bytes. The keys come from order-preserving codecs. */
    ORDERED
}
