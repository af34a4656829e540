package io.anabranch.states.service;

import java.time.Instant;

public record Activity(String arn, String name, Instant creationDate) {}
