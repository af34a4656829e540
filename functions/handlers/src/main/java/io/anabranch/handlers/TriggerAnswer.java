package io.anabranch.handlers;

import java.util.List;

/**
 * What became of the objects of an event.
 *
 * @param runs names of the executions, started now or before
 * @param ignored objects that start nothing, and why
 */
record TriggerAnswer(List<String> runs, List<String> ignored) {}
