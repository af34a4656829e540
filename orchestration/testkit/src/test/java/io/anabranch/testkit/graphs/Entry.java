package io.anabranch.testkit.graphs;

import org.jspecify.annotations.Nullable;

/** What stands for a record in a file. Two are the same only if they are one object. */
final class Entry {
    private final @Nullable Object value;
    private final String text;

    private Entry(@Nullable Object value, String text) {
        this.value = value;
        this.text = text;
    }

    static Entry of(Object value) {
        return new Entry(value, "");
    }

    static Entry unreadable(String text) {
        return new Entry(null, text);
    }

    /** The record; null if nobody can read it. */
    @Nullable
    Object value() {
        return value;
    }

    /** Of a record that nobody can read. */
    String text() {
        return text;
    }

    @Override
    public String toString() {
        return value == null ? "unreadable " + Show.of(text) : Show.of(value);
    }
}
