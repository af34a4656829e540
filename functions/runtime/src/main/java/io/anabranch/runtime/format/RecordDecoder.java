package io.anabranch.runtime.format;

/** Makes records of one class out of a source that knows their components' values. Stateless. */
interface RecordDecoder {
    Object decode(Object source);
}
