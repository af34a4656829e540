package io.anabranch.runtime.record;

/** Makes records of one class out of a source that knows their components' values. Stateless. */
public interface RecordDecoder {
    Object decode(Object source);
}
