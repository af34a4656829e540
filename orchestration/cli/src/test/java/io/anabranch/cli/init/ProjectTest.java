package io.anabranch.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.cli.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The written project is built, tested, run and packaged by infra/init/verify; here is what needs no Maven. */
class ProjectTest {
    @Test
    void aPipelineIsItsNameInAllItsForms() {
        ProjectName project = ProjectName.of("sales2-by-day", null);

        assertThat(project.className()).isEqualTo("Sales2ByDay");
        assertThat(project.packageName()).isEqualTo("com.example.sales2byday");
        assertThat(ProjectName.of("new", null).packageName()).isEqualTo("com.example.newpipeline");
    }

    @Test
    void namesThatJavaOrTheCommandLineCannotUseAreRefused() {
        assertThatThrownBy(() -> ProjectName.of("MyPipeline", null))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Invalid name: 'MyPipeline', expected words of lower-case letters and digits with '-' between them,"
                                + " e.g. my-pipeline");
        assertThatThrownBy(() -> ProjectName.of("top-10", null)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> ProjectName.of("sales", "com.my-company"))
                .hasMessage("Invalid --package: 'com.my-company', expected a Java package, e.g. com.example.sales");
    }

    @Test
    void theTemplateIsThisOneWithPathsThatFit() throws IOException {
        Map<String, byte[]> files = new ProjectFiles(ProjectName.of("my-pipeline", null), "1.2.3").all();
        String template = text(files, "template.yaml");

        assertThat(template)
                .isEqualTo(Files.readString(Path.of("../../template.yaml"))
                        .replace("functions/pipelines/target/function", "target/function")
                        .replace("orchestration/pipeline.asl.json", "pipeline.asl.json")
                        .replace("Default: word-count", "Default: my-pipeline"))
                .contains("CodeUri: target/function")
                .contains("DefinitionUri: pipeline.asl.json");
        assertThat(files.get("pipeline.asl.json")).isEqualTo(Files.readAllBytes(Path.of("../pipeline.asl.json")));
    }

    @Test
    void noPlaceholderIsLeft() {
        Map<String, byte[]> files = new ProjectFiles(ProjectName.of("my-pipeline", "org.acme"), "1.2.3").all();

        for (String path : new String[] {
            "pom.xml",
            "README.md",
            "anabranch",
            "src/main/java/org/acme/MyPipeline.java",
            "src/test/java/org/acme/MyPipelineTest.java"
        }) {
            assertThat(text(files, path)).as(path).doesNotContainPattern("@(name|class|package|path|version)@");
        }
        assertThat(text(files, "pom.xml")).contains("<anabranch.version>1.2.3</anabranch.version>");
        assertThat(text(files, "src/main/resources/META-INF/services/io.anabranch.Pipeline"))
                .isEqualTo("org.acme.MyPipeline\n");
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> new ProjectFolder(folder).requireEmpty())
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot write a project to " + folder + ": it is not empty. Name another folder");
        assertThatThrownBy(() -> new ProjectFolder(folder.resolve("notes.txt")).requireEmpty())
                .hasMessageContaining("it is a file");
    }

    @Test
    void scriptsCanBeRun(@TempDir Path folder) {
        Path project = folder.resolve("deep/project");
        ProjectFolder written = new ProjectFolder(project);
        written.requireEmpty();
        written.write(new ProjectFiles(ProjectName.of("my-pipeline", null), "1.2.3").all());

        assertThat(project.resolve("anabranch")).isExecutable();
        assertThat(project.resolve("mvnw")).isExecutable();
        assertThat(project.resolve("src/function/bootstrap")).isExecutable();
    }

    private static String text(Map<String, byte[]> files, String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }
}
