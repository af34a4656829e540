package io.anabranch.states.service;

import java.time.Instant;

/** A state machine as DescribeStateMachine tells it. */
public record StateMachine(
        String arn,
        String name,
        String definition,
        String roleArn,
        Type type,
        Instant creationDate,
        Instant updateDate,
        String revisionId) {
    public enum Type {
        STANDARD,
        EXPRESS
    }
}
