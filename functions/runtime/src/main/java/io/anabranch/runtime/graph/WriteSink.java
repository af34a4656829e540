package io.anabranch.runtime.graph;

import io.anabranch.Output;
import io.anabranch.format.Format;

/**
 * Writes records to part files.
 *
 * @param index of this write in the flow, from 0; {@link StageGraph#writes()} has them by index
 */
public record WriteSink(String name, int index, Format<Object> format, Output output) implements Sink {}
