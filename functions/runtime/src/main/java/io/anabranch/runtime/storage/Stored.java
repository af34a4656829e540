package io.anabranch.runtime.storage;

import java.util.Arrays;

/**
 * A small object that is in S3, all of it.
 *
 * @param object which version
 * @param bytes what is in it; nobody changes them
 */
public record Stored(ObjectRef object, byte[] bytes) {

    /** Whether it holds exactly these bytes: then it is what the caller wrote or would have written. */
    public boolean holds(byte[] expected) {
        return Arrays.equals(bytes, expected);
    }
}
