package io.anabranch.states.engine;

/**
 * What an execution must keep to.
 *
 * @param payloadBytes the most that a state's input or output may hold as UTF-8 JSON
 * @param historyEvents the most events of a STANDARD execution
 * @param inlineConcurrency the most iterations of an inline Map that run at once
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step Functions quotas</a>
 */
public record Limits(int payloadBytes, int historyEvents, int inlineConcurrency) {
    /** AWS's: 256 KiB, 25,000 events, 40 iterations. */
    public static final Limits AWS = new Limits(256 * 1024, 25_000, 40);
}
