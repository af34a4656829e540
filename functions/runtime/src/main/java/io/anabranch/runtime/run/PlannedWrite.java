package io.anabranch.runtime.run;

/**
 * A write of the flow.
 *
 * @param write index of the write in the flow
 * @param uri where its parts appear
 */
public record PlannedWrite(int write, String uri) {}
