package io.anabranch.states.engine;

import io.anabranch.states.semantics.PayloadLimit;

/**
 * What an execution must keep to.
 *
 * @param payload how much a state's input, result or output may hold
 * @param historyEvents the most events of a STANDARD execution
 * @param inlineConcurrency the most iterations of an inline Map that run at once
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step Functions quotas</a>
 */
public record Limits(PayloadLimit payload, int historyEvents, int inlineConcurrency) {
    /** AWS's: 256 KiB, 25,000 events, 40 iterations. */
    public static final Limits AWS = new Limits(PayloadLimit.AWS, 25_000, 40);
}
