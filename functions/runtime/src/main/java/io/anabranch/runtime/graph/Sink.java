package io.anabranch.runtime.graph;

/**
 * Where records leave a stage. Sinks of one channel, or of one write index, share a writer: a union or a dataset that is used twice gives
 * several.
 */
public sealed interface Sink extends Node permits CombineSink, ShuffleSink, WriteSink {}
