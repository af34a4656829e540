package io.anabranch.embedded.contract;

import java.util.List;
import java.util.Optional;

/**
 * Where a backend does not answer as AWS does: the one place where that is said. A case listed here asserts, for that backend alone,
 * that AWS's answer is not given and how it is missed; so the day a backend is mended, its case goes red and its line goes.
 */
public final class KnownDeviations {

    /** A backend, the case of the suite, what AWS does there, and what is found in the failure of the suite's own assertion. */
    public record Deviation(String backend, String name, String awsDoes, String seen) {}

    private static final String S3PROXY = "s3proxy";

    private static final List<Deviation> ALL = List.of(
            new Deviation(
                    S3PROXY,
                    "aKeyBesideItsOwnPrefixIsPutInAnyOrder",
                    "a and a/b are two keys like any others",
                    "Status Code: 500"),
            new Deviation(
                    S3PROXY,
                    "aKeyNeedNotBeTheNameOfAFile",
                    "a//b, a/../b and the like are keys like any others",
                    "Status Code: 500"),
            new Deviation(
                    S3PROXY,
                    "aKeyOfMoreThan1024BytesIsTooLong",
                    "KeyTooLongError",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    S3PROXY,
                    "aListingIsInTheOrderOfUtf8Bytes",
                    "keys in the order of their UTF-8 bytes, not of UTF-16",
                    "but was"),
            new Deviation(
                    S3PROXY, "anAbortedUploadTakesNoMoreParts", "NoSuchUpload", "Expecting code to raise a throwable"),
            new Deviation(
                    S3PROXY,
                    "partsAreListedInAscendingOrder",
                    "InvalidPartOrder",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    S3PROXY,
                    "ofRacingReplacementsOneWins",
                    "one of several racing puts with the same If-Match wins",
                    "Expected size: 1"),
            new Deviation(
                    "LocalStack upload",
                    "aKeyWithSpacesPlusAndPercentArrivesAsTheEventHasIt",
                    "the key is in the event as it is",
                    "100%25"));

    private KnownDeviations() {}

    public static Optional<Deviation> of(String backend, String name) {
        return ALL.stream()
                .filter(each -> each.backend().equals(backend) && each.name().equals(name))
                .findFirst();
    }

    /** All of a backend, so that a suite can check that each is a case it has. */
    public static List<Deviation> of(String backend) {
        return ALL.stream().filter(each -> each.backend().equals(backend)).toList();
    }
}
