package io.anabranch.runtime.run;

/**
 * What one stage wrote to one output.
 *
 * @param write index of the write in the flow
 * @param parts part files
 */
public record WriteTotal(int write, long parts, long records, long bytes) {}
