package io.anabranch.runtime.record;

/** Gives the components of records of one class to a target, in order. Stateless. */
public interface RecordEncoder {
    void encode(Object record, Object target);
}
