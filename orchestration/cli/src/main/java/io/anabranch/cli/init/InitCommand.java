package io.anabranch.cli.init;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a project of the user's own. */
@Command(
        name = "init",
        description = {
            "Write a Maven project with a pipeline, its test and what it takes to deploy it.",
            "It builds, tests, runs and packages as it is; its README says how."
        },
        mixinStandardHelpOptions = true)
public final class InitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "<name>",
            description = "Name of the pipeline and the project, e.g. my-pipeline.")
    private String name = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "DIR", description = "Where; default a folder of that name.")
    private @Nullable Path folder;

    @Option(names = "--package", paramLabel = "P", description = "Java package; default com.example.<name>.")
    private @Nullable String packageName;

    @Option(
            names = "--no-install",
            description = "Do not put Anabranch into the local Maven repository, where the project looks for it.")
    private boolean noInstall;

    @Override
    public Integer call() {
        ProjectName project = ProjectName.of(name, packageName);
        Path target = folder == null ? Path.of(name) : folder;
        ProjectFolder written = new ProjectFolder(target);
        written.requireEmpty();
        String version = version();
        String home = System.getProperty("anabranch.home");
        if (home != null && !noInstall) {
            new LocalRepository(Path.of(home), version)
                    .install(spec.commandLine().getErr());
        }
        written.write(new ProjectFiles(project, version).all());
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + target);
        out.println("  cd " + target);
        out.println("  ./mvnw verify");
        out.println("  ./anabranch run " + name + " --input data/orders.csv --output out");
        out.flush();
        return 0;
    }

    private static String version() {
        String version = InitCommand.class.getPackage().getImplementationVersion();
        if (version == null) {
            throw new IllegalStateException(
                    "Cannot tell which version of Anabranch the project needs: run from the built jar, as ./anabranch does");
        }
        return version;
    }
}
