package io.anabranch.testkit;

import io.anabranch.local.LocalRun;
import io.anabranch.local.RunListener;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A run in a process of its own, slow enough to be killed: tells each task that ends on standard output. */
final class SlowRun {
    static final String RUN_ID = "killed";

    private SlowRun() {}

    /** @param args the folder, and how many milliseconds each task is held up */
    public static void main(String[] args) {
        long pause = Long.parseLong(args[1]);
        RunListener listener = new RunListener() {
            @Override
            public void finished(Task task, Receipt receipt, boolean reused) {
                System.out.println("stage " + task.stage());
                System.out.flush();
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        LocalRun.Result result = run(Path.of(args[0]), listener);
        System.out.println(
                result.outcome().committed() ? "committed" : result.outcome().problem());
        System.exit(0);
    }

    static LocalRun.Result run(Path folder, RunListener listener) {
        return run(folder, listener, false);
    }

    static LocalRun.Result run(Path folder, RunListener listener, boolean acceptCodeChange) {
        PlanRequest request = new PlanRequest(
                        "word-count",
                        new TreeMap<>(Map.of("input", List.of("in.txt"), "output", List.of("out"))),
                        RUN_ID,
                        null,
                        Options.NONE.withSplitBytes(60L).withReduceBytes(400L).withMaxConcurrency(2))
                .acceptingCodeChange(acceptCodeChange);
        LocalRun.Settings settings = new LocalRun.Settings(
                folder,
                folder.resolve("work"),
                null,
                2,
                LocalRun.Mode.IN_PROCESS,
                folder,
                new LocalRun.Watch(listener, report -> {}),
                UnaryOperator.identity());
        return new LocalRun(CatalogGraphs.ofClassPath(), settings).execute(request);
    }
}
