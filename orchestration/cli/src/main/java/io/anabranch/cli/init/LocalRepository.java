package io.anabranch.cli.init;

import io.anabranch.cli.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Puts Anabranch into the local Maven repository, where a user's project finds it; once per build of this checkout. */
final class LocalRepository {
    private static final List<String> INSTALL = List.of(
            "-q",
            "-B",
            "-Dfast",
            "-DskipTests",
            "-Dmaven.javadoc.skip=false",
            "-pl",
            "orchestration/testkit,orchestration/cli",
            "-am",
            "install");
    private static final long MOST_MINUTES = 15;

    private final Path home;
    private final String version;

    /** @param home the checkout that this command line was built from */
    LocalRepository(Path home, String version) {
        this.home = home;
        this.version = version;
    }

    /** @throws UsageException if Maven does not succeed */
    void install(PrintWriter err) {
        Path target = home.resolve("orchestration/cli/target");
        Path marker = target.resolve("installed");
        if (isUpToDate(marker, target.resolve("built"))) {
            return;
        }
        err.println("anabranch: putting Anabranch " + version + " into your Maven repository (once)...");
        err.flush();
        Path log = target.resolve("install.log");
        try {
            Files.createDirectories(target);
            Process maven = new ProcessBuilder(command())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!maven.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || maven.exitValue() != 0) {
                maven.destroy();
                throw new UsageException("Cannot put Anabranch into the local Maven repository: see " + log
                        + ". Mend it, or use --no-install");
            }
            Files.write(marker, new byte[0]);
        } catch (IOException e) {
            throw new UsageException("Cannot run Maven: " + e.getMessage() + ". Use --no-install to do without", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("Cannot put Anabranch into the local Maven repository: interrupted", e);
        }
    }

    private List<String> command() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        List<String> command = new java.util.ArrayList<>();
        command.add(home.resolve(windows ? "mvnw.cmd" : "mvnw").toString());
        command.addAll(INSTALL);
        return command;
    }

    /** Installed since the last build, and still there; a repository elsewhere is not looked into. */
    private boolean isUpToDate(Path marker, Path built) {
        Path jar = Path.of(
                System.getProperty("user.home"),
                ".m2/repository/io/anabranch/anabranch-cli",
                version,
                "anabranch-cli-" + version + ".jar");
        try {
            return Files.exists(marker)
                    && Files.exists(jar)
                    && (!Files.exists(built)
                            || Files.getLastModifiedTime(marker).compareTo(Files.getLastModifiedTime(built)) >= 0);
        } catch (IOException e) {
            return false;
        }
    }
}
