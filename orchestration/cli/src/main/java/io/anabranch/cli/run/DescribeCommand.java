package io.anabranch.cli.run;

import io.anabranch.cli.UsageException;
import io.anabranch.error.AnabranchException;
import io.anabranch.runtime.catalog.Param;
import io.anabranch.runtime.catalog.PipelineCatalog;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Parameters and graph of one pipeline. */
@Command(
        name = "describe",
        description = "Show the parameters and the stages of a pipeline.",
        mixinStandardHelpOptions = true)
public final class DescribeCommand implements Callable<Integer> {
    /** How the graph is printed. */
    enum Form {
        TEXT,
        JSON,
        DOT
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private PipelineOptions pipeline;

    @Option(
            names = "--as",
            defaultValue = "TEXT",
            paramLabel = "FORM",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Form form = Form.TEXT;

    @SuppressWarnings("UnusedVariable") // OneLineErrors asks picocli whether it was given.
    @Option(names = "--verbose", description = "Show the stack trace of a failure.")
    private boolean verbose;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            PipelineCatalog catalog = new PipelineCatalog(DescribeCommand.class.getClassLoader());
            PipelineCatalog.Entry entry = catalog.find(pipeline.pipeline());
            List<Param> params = entry.binder().params();
            StageGraph graph =
                    catalog.bind(entry.name(), examples(params)).graph().stages(Decisions.NONE);
            switch (form) {
                case JSON -> out.println(graph.json().toPrettyString());
                case DOT -> out.println(graph.dot());
                case TEXT -> {
                    out.println(entry.name() + " (" + entry.type().getName() + ")");
                    Table table = new Table("parameter", "type", "", "given by");
                    params.forEach(param -> table.row(param.name(), param.type(), kind(param), param.option()));
                    table.print(out);
                    out.println();
                    out.println(graph.text().stripTrailing());
                }
            }
        } catch (AnabranchException refused) {
            throw new UsageException(refused.problem(), refused);
        }
        out.flush();
        return 0;
    }

    private static String kind(Param param) {
        return (param.required() ? "required" : "optional") + (param.several() ? ", several" : "");
    }

    /** Parameters that were not given have a stand-in, so that there is a graph to show. */
    private SortedMap<String, List<String>> examples(List<Param> params) {
        SortedMap<String, List<String>> given = pipeline.params();
        for (Param param : params) {
            String example = example(param);
            if (param.required() && example != null) {
                given.computeIfAbsent(param.name(), name -> new ArrayList<>(List.of(example)));
            }
        }
        return given;
    }

    private static @Nullable String example(Param param) {
        return switch (param.type()) {
            case "Input", "Output", "String", "List<String>" -> "<" + param.name() + ">";
            case "int", "long", "double" -> "1";
            case "boolean" -> "true";
            default -> null;
        };
    }
}
