package io.anabranch.states.engine;

import io.anabranch.states.model.Definition;

/**
 * The state machine an execution runs.
 *
 * @param arn the machine's ARN; for children of a Distributed Map with its label
 * @param express whether executions are EXPRESS: no limit of events, five minutes at most
 */
public record Machine(String arn, String name, String roleArn, boolean express, Definition definition) {}
