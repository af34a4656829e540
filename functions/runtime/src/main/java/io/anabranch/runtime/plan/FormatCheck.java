package io.anabranch.runtime.plan;

import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.runtime.format.FormatReaders;
import io.anabranch.runtime.format.FormatWriters;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.graph.WriteSink;

/** Refuses records that their files cannot hold before a run begins, not in its first or its last task. */
final class FormatCheck {
    private final FormatReaders readers;
    private final FormatWriters writers = new FormatWriters();

    FormatCheck(FormatReaders readers) {
        this.readers = readers;
    }

    /** @throws CodeException naming the step */
    void check(StageGraph graph) {
        for (ReadSource read : graph.reads()) {
            of(read.name(), () -> readers.requireReadable(read.format()));
        }
        for (WriteSink write : graph.writes()) {
            of(write.name(), () -> writers.requireWritable(write.format()));
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
