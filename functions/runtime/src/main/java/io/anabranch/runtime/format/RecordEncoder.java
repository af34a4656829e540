package io.anabranch.runtime.format;

/** Gives the components of records of one class to a target, in order. Stateless. */
interface RecordEncoder {
    void encode(Object target, Object record);
}
