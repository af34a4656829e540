package io.anabranch.states.service;

/** A task of an activity that a worker took: its token and its input as a JSON text. */
public record ActivityTask(String taskToken, String input) {}
