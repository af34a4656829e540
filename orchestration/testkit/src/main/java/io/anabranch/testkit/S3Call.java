package io.anabranch.testkit;

/**
 * One call of S3.
 *
 * @param operation as S3 names it, for instance {@code PutObject}
 * @param number which call of this operation it is, from 1
 * @param address what it is about: a path in the tester's folder, as {@code out/part-00000.csv}, or the whole path of one of the run's own
 *     objects, as {@code /tmp/anabranch-test-1/work/runs/...}; empty where a call has no such thing
 */
public record S3Call(String operation, int number, String address) {
    @Override
    public String toString() {
        return operation + "#" + number + " " + address;
    }
}
