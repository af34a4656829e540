package io.anabranch.runtime.format;

/** Takes records one by one. What it throws passes through the reader untouched. */
@FunctionalInterface
public interface RecordSink<T> {
    void accept(T record);
}
