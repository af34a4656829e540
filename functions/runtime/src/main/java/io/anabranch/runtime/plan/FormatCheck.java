package io.anabranch.runtime.plan;

import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.graph.WriteSink;

/** Refuses records that their files cannot hold before a run begins, not in its first or its last task. */
final class FormatCheck {
    private FormatCheck() {}

    /** @throws CodeException naming the step */
    static void check(StageGraph graph) {
        for (ReadSource read : graph.reads()) {
            of(read.name(), () -> Formats.of(read.format()).requireReadable());
        }
        for (WriteSink write : graph.writes()) {
            of(write.name(), () -> Formats.of(write.format()).requireWritable());
        }
    }

    private static void of(String step, Runnable check) {
        try {
            check.run();
        } catch (CodeException e) {
            throw new CodeException("Cannot build step '" + step + "': " + e.problem(), Where.UNKNOWN, e);
        }
    }
}
