package io.anabranch.runtime.commit;

/** One output of a committed run, as the execution tells it. */
public record CommittedOutput(String uri, String manifest, long parts, long records, long bytes, long refused) {}
