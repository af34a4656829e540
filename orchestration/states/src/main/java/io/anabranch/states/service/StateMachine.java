package io.anabranch.states.service;

import java.time.Instant;

/** A state machine as DescribeStateMachine tells it. */
public record StateMachine(String arn, String name, Type type, Instant creationDate, Revision revision) {
    public enum Type {
        STANDARD,
        EXPRESS
    }

    /** What an update changes. */
    public record Revision(String id, String definition, String roleArn, Instant updateDate) {}
}
