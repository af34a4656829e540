package io.anabranch.runtime.storage;

/** How far away objects are, and so what a byte and a request cost. It decides what is worth doing, never what comes out. */
public enum Distance {
    /** Files of this machine: bytes cost less than squeezing them, and what is there is read where it is. */
    NEAR,
    /** Behind a network: fewer bytes and fewer requests are worth computing for. */
    FAR
}
