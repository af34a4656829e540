package io.anabranch.runtime.graph;

/** Records of channels of earlier stages. */
public sealed interface ChannelSource extends Source
        permits AggregatedGroups, SortedRecords, RecordGroups, JoinedGroups {}
