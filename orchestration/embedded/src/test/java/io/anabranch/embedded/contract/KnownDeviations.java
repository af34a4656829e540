package io.anabranch.embedded.contract;

import java.util.List;
import java.util.Optional;

/**
 * Where a backend does not answer as AWS does: the one place where that is said. A case listed here asserts, for that backend alone,
 * that AWS's answer is not given and how it is missed; so the day a backend is mended, its case goes red and its line goes.
 */
public final class KnownDeviations {

    /**
     * A deviation.
     *
     * @param backend a service of an emulator
     * @param name the case of the suite
     * @param awsDoes what AWS does there
     * @param seen a regular expression for what is found in the failure of the suite's own assertion
     * @param sometimes whether the backend may also do what AWS does: a race of its own
     */
    public record Deviation(String backend, String name, String awsDoes, String seen, boolean sometimes) {
        Deviation(String backend, String name, String awsDoes, String seen) {
            this(backend, name, awsDoes, seen, false);
        }
    }

    private static final String S3PROXY = "s3proxy";

    private static final String MINISTACK_S3 = "MiniStack S3";
    private static final String MINISTACK_STATES = "MiniStack Step Functions";
    private static final String MINISTACK_LAMBDA = "MiniStack Lambda";
    private static final String LOCALSTACK_S3 = "LocalStack S3";
    private static final String LOCALSTACK_STATES = "LocalStack Step Functions";
    private static final String LOCALSTACK_LAMBDA = "LocalStack Lambda";

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
                    MINISTACK_S3,
                    "aKeyOfMoreThan1024BytesIsTooLong",
                    "KeyTooLongError",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    MINISTACK_S3,
                    "partsAreListedInAscendingOrder",
                    "InvalidPartOrder",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    MINISTACK_S3,
                    "everyPartButTheLastHasFiveMebibytes",
                    "EntityTooSmall",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    MINISTACK_STATES,
                    "aDefinitionThatIsNotJsonIsRefused",
                    "InvalidDefinition",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    MINISTACK_STATES,
                    "aDefinitionThatStartsNowhereIsRefused",
                    "InvalidDefinition",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    MINISTACK_STATES,
                    "theSameNameAndInputIsTheSameExecutionWhileItRuns",
                    "the execution that runs is answered",
                    "Execution already exists"),
            new Deviation(MINISTACK_STATES, "aFailedRunHasNoOutput", "no output", "Bad.Thing"),
            new Deviation(
                    MINISTACK_STATES,
                    "everyEventNamesTheOneBefore",
                    "previousEventId in every event",
                    "\\[null, null, null, null\\]"),
            new Deviation(
                    MINISTACK_STATES,
                    "inputThatIsNotJsonIsRefused",
                    "InvalidExecutionInput",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    MINISTACK_STATES, "aNameWithASpaceIsRefused", "InvalidName", "Expecting code to raise a throwable"),
            new Deviation(
                    MINISTACK_LAMBDA,
                    "theAnswersRequestIdIsTheOneThatTheFunctionSaw",
                    "one request id for both",
                    "but was"),
            new Deviation(
                    MINISTACK_LAMBDA,
                    "aTimeoutNamesTheRequest",
                    "RequestId: ... Error: Task timed out after ...",
                    "but was: \"Task timed out"),
            new Deviation(
                    MINISTACK_LAMBDA,
                    "anEventOfMoreThanSixMegabytesIsTooLarge",
                    "RequestTooLargeException",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    MINISTACK_LAMBDA,
                    "anEventThatIsNotJsonIsRefused",
                    "InvalidRequestContentException",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    MINISTACK_LAMBDA,
                    "anAnswerOfMoreThanSixMegabytesIsTooLarge",
                    "Function.ResponseSizeTooLarge",
                    "but was: null"),
            new Deviation(
                    LOCALSTACK_S3,
                    "partsAreListedInAscendingOrder",
                    "InvalidPartOrder",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    LOCALSTACK_STATES,
                    "aDefinitionThatStartsNowhereIsRefused",
                    "InvalidDefinition",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    LOCALSTACK_STATES,
                    "theChildrenOfAMapRunAreListed",
                    "the map run's executions",
                    "expected string or bytes-like object"),
            new Deviation(
                    LOCALSTACK_STATES,
                    "theHistoryIsPagedInBothOrders",
                    "no more events than maxResults in a page",
                    "to be less than or equal to 3 but was 4"),
            new Deviation(
                    LOCALSTACK_STATES,
                    "aStoppedRunIsAbortedWithTheGivenError",
                    "error and cause of StopExecution in the execution",
                    "but was: null"),
            new Deviation(LOCALSTACK_STATES, "aFailedChildFailsTheMapRun", "FAILED", "but was: SUCCEEDED"),
            new Deviation(
                    LOCALSTACK_STATES,
                    "aNameWithASpaceIsRefused",
                    "InvalidName",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    LOCALSTACK_LAMBDA,
                    "anEventThatIsNotJsonIsRefused",
                    "InvalidRequestContentException",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    LOCALSTACK_LAMBDA,
                    "anAnswerOfMoreThanSixMegabytesIsTooLarge",
                    "Function.ResponseSizeTooLarge",
                    "but was: null"),
            new Deviation(
                    LOCALSTACK_LAMBDA,
                    "anEventOfMoreThanSixMegabytesIsTooLarge",
                    "RequestTooLargeException",
                    "Expecting code to raise a throwable"),
            new Deviation(
                    LOCALSTACK_LAMBDA,
                    "theTailOfTheLogComesWithTheAnswer",
                    "the tail of the log, where it is asked for",
                    "Expecting actual not to be null"),
            new Deviation(
                    LOCALSTACK_LAMBDA,
                    "anAsynchronousInvocationIsAcceptedAndTriedThreeTimes",
                    "three attempts of an asynchronous invocation",
                    "does not have the expected content"),
            new Deviation(
                    MINISTACK_LAMBDA,
                    "theTailOfTheLogComesWithTheAnswer",
                    "the tail of the log, where it is asked for",
                    "Expecting actual not to be null",
                    true),
            new Deviation(
                    LOCALSTACK_S3,
                    "ofRacingConditionalCompletionsOneWins",
                    "one of several racing completions with If-None-Match wins",
                    "Expected size: 1",
                    true),
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
