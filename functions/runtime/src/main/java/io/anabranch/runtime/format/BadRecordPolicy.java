package io.anabranch.runtime.format;

/** What happens to a record that cannot be read. */
@FunctionalInterface
public interface BadRecordPolicy {
    /** The first bad record is a failed task. */
    BadRecordPolicy FAIL = bad -> {
        throw bad.toException();
    };

    /**
     * Takes note of a bad record; the reader goes on with the next one.
     *
     * @throws io.anabranch.error.InputException to fail
     * @throws io.anabranch.error.LimitException to fail because there are too many
     */
    void refused(BadRecord bad);
}
