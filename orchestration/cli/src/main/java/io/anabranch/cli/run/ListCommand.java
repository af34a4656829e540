package io.anabranch.cli.run;

import io.anabranch.runtime.catalog.PipelineCatalog;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The pipelines there are. */
@Command(name = "list", description = "List the pipelines of this jar.", mixinStandardHelpOptions = true)
public final class ListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Table table = new Table("pipeline", "class");
        new PipelineCatalog(ListCommand.class.getClassLoader())
                .entries()
                .forEach(entry -> table.row(entry.name(), entry.type().getName()));
        table.print(out);
        out.flush();
    }
}
