package io.anabranch.cli.run;

import io.anabranch.embedded.lambda.Report;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Prints Lambda's report of each invocation. */
final class ColdStarts implements Consumer<Report> {
    private final @Nullable PrintWriter out;

    /** @param out null prints nothing */
    ColdStarts(@Nullable PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(Report report) {
        if (out != null) {
            out.println(report.functionName() + " " + (report.isColdStart() ? "cold " : "warm ") + report);
            out.flush();
        }
    }
}
