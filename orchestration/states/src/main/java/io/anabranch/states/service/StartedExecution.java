package io.anabranch.states.service;

import java.time.Instant;

/** The answer of StartExecution. */
public record StartedExecution(String executionArn, Instant startDate) {}
