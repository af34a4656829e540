package io.anabranch.cli.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is in a new project, by path. Some files are written for it; the others are this repository's own, from the build. */
final class ProjectFiles {
    private static final String OWN = "/io/anabranch/cli/init/project/";
    private static final String REPOSITORY = "/io/anabranch/cli/init/repository/";

    private final ProjectName project;
    private final String version;

    /** @param version of Anabranch that the project depends on */
    ProjectFiles(ProjectName project, String version) {
        this.project = project;
        this.version = version;
    }

    Map<String, byte[]> all() {
        String main = "src/main/java/" + project.path() + "/" + project.className();
        String test = "src/test/java/" + project.path() + "/" + project.className();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("pom.xml", bytes(own("pom.xml")));
        files.put("README.md", bytes(own("README.md")));
        files.put("anabranch", bytes(own("anabranch")));
        files.put(".gitignore", bytes(own("gitignore")));
        files.put(main + ".java", bytes(own("Pipeline.java.txt")));
        files.put(test + "Test.java", bytes(own("PipelineTest.java.txt")));
        files.put(
                "src/main/resources/META-INF/services/io.anabranch.Pipeline",
                bytes(project.packageName() + "." + project.className() + "\n"));
        files.put("data/orders.csv", resource(OWN + "orders.csv"));
        files.put("events/upload.json", resource(OWN + "upload.json"));
        files.put("template.yaml", bytes(template()));
        files.put("pipeline.asl.json", resource("/pipeline.asl.json"));
        files.put("src/assembly/function.xml", resource(REPOSITORY + "functions/pipelines/src/assembly/function.xml"));
        files.put("src/function/bootstrap", resource(REPOSITORY + "functions/pipelines/src/function/bootstrap"));
        files.put("mvnw", resource(REPOSITORY + "mvnw"));
        files.put("mvnw.cmd", resource(REPOSITORY + "mvnw.cmd"));
        files.put(
                ".mvn/wrapper/maven-wrapper.properties",
                resource(REPOSITORY + ".mvn/wrapper/maven-wrapper.properties"));
        return files;
    }

    /** The repository's template, its paths those of a project of one module. */
    private String template() {
        String template = text(resource(REPOSITORY + "template.yaml"));
        template = replaced(template, "CodeUri: functions/pipelines/target/function", "CodeUri: target/function");
        template = replaced(
                template, "DefinitionUri: orchestration/pipeline.asl.json", "DefinitionUri: pipeline.asl.json");
        return replaced(template, "Default: word-count", "Default: " + project.name());
    }

    /** A template that has become another one must not be written half replaced. */
    private static String replaced(String text, String what, String by) {
        if (!text.contains(what)) {
            throw new IllegalStateException(
                    "Cannot make the project's template.yaml: '" + what + "' is not in this one's");
        }
        return text.replace(what, by);
    }

    private String own(String name) {
        return text(resource(OWN + name))
                .replace("@name@", project.name())
                .replace("@class@", project.className())
                .replace("@package@", project.packageName())
                .replace("@path@", project.path())
                .replace("@version@", version);
    }

    private static byte[] resource(String name) {
        try (InputStream in = ProjectFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Cannot find " + name + " in the command line's jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
