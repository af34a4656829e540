package io.anabranch.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.CodeException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeDigestTest {
    private static final Map<String, String> USERS = Map.of("x/Users.class", "users", "x/words.txt", "words");
    private static final Map<String, String> OTHERS = Map.of("y/Others.class", "others", "META-INF/services/x", "y");

    @TempDir
    Path folder;

    private Path users;
    private Path others;
    private String digest;

    @BeforeEach
    void build() throws IOException {
        users = jar("users.jar", USERS, 1);
        others = jar("others.jar", OTHERS, 1);
        digest = CodeDigest.of(List.of(users, others));
    }

    @Test
    void itIsTheSameWhereverTheJarsAreAndWhateverTheyAreCalled() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("var/task/lib"));
        Path moved = Files.copy(users, elsewhere.resolve("u-1.0.jar"));
        Path also = Files.copy(others, elsewhere.resolve("o.jar"));
        assertThat(digest).matches("[0-9a-f]{32}").isEqualTo(CodeDigest.of(List.of(also, moved)));
    }

    @Test
    void aBuildThatChangesNothingGivesItAgain() throws IOException {
        Map<String, String> stamped = new TreeMap<>(USERS);
        stamped.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nBuild-Time: now\n");
        stamped.put("META-INF/maven/g/a/pom.properties", "#now");
        assertThat(CodeDigest.of(List.of(jar("again.jar", stamped, 77), others)))
                .isEqualTo(digest);
    }

    @Test
    void aFolderOfClassesIsWhatAJarOfThemIs() throws IOException {
        Path classes = folder.resolve("classes");
        for (Map.Entry<String, String> file : USERS.entrySet()) {
            Path path = classes.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        assertThat(CodeDigest.of(List.of(classes, others))).isEqualTo(digest);
        Files.writeString(classes.resolve("x/words.txt"), "world");
        assertThat(CodeDigest.of(List.of(classes, others))).isNotEqualTo(digest);
    }

    @Test
    void linksThatLeadBackAreNotFollowed() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/x"));
        Files.writeString(classes.resolve("Users.class"), "users");
        Files.writeString(classes.resolve("words.txt"), "words");
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("classes"));
        assertThat(CodeDigest.of(List.of(linked, others))).isEqualTo(digest);
        Files.createSymbolicLink(classes.resolve("back"), folder.resolve("classes"));
        Files.createSymbolicLink(classes.resolve("here"), classes);
        assertThat(CodeDigest.of(List.of(folder.resolve("classes"), others))).isEqualTo(digest);
    }

    @Test
    void eachChangeOfAFileIsSeen() throws IOException {
        for (Map.Entry<String, String> file : USERS.entrySet()) {
            assertSeen(with(file.getKey(), file.getValue().replace('s', 't')));
            assertSeen(with(file.getKey(), file.getValue() + "s"));
            Map<String, String> without = new TreeMap<>(USERS);
            without.remove(file.getKey());
            assertSeen(without);
            without.put("z/" + file.getKey(), file.getValue());
            assertSeen(without);
        }
        assertSeen(with("x/Third.class", ""));
        assertSeen(with("META-INF/services/io.anabranch.Pipeline", "x.Users"));
        assertThat(CodeDigest.of(List.of(users))).isNotEqualTo(digest);
    }

    @Test
    void ofTwoClassesOfOneNameTheFirstCountsAsItDoesInLoading() throws IOException {
        Path shadow = jar("shadow.jar", Map.of("x/Users.class", "shadowed"), 1);
        assertThat(CodeDigest.of(List.of(users, others, shadow))).isEqualTo(digest);
        assertThat(CodeDigest.of(List.of(shadow, users, others))).isNotEqualTo(digest);
    }

    @Test
    void theClassPathOfAManifestBelongsToIt() throws IOException {
        Path pathing = jar(
                "pathing.jar",
                Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: users.jar others.jar\n"),
                1);
        assertThat(CodeDigest.of(List.of(pathing))).isEqualTo(digest);
    }

    @Test
    void whatIsNotThereOrNoJarIsPassedOverAsInLoading() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no jar");
        assertThat(CodeDigest.of(List.of(users, folder.resolve("none.jar"), text, others)))
                .isEqualTo(digest);
    }

    @Test
    void theFolderThatAProcessWorksInIsCodeByItsClassesOnly() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        String before = CodeDigest.of(List.of(here));
        assertThat(CodeDigest.of(List.of(Path.of("")))).isEqualTo(before);
        Path data = Files.createTempFile(here.resolve("target"), "output-", ".csv");
        try {
            Files.writeString(data, "a,b\n");
            assertThat(CodeDigest.of(List.of(here))).isEqualTo(before);
        } finally {
            Files.delete(data);
        }
    }

    @Test
    void itIsThatOfTheLoaderAndItsParentsUpToOurOwn() throws IOException {
        ClassLoader own = CodeDigest.class.getClassLoader();
        String ours = CodeDigest.of(own);
        assertThat(ours).isEqualTo(CodeDigest.of(own));
        try (URLClassLoader child = new URLClassLoader(new URL[] {users.toUri().toURL()}, own);
                URLClassLoader grandchild =
                        new URLClassLoader(new URL[] {others.toUri().toURL()}, child)) {
            String once = CodeDigest.of(grandchild);
            assertThat(once).isNotEqualTo(ours).isNotEqualTo(CodeDigest.of(child));
            jar("users.jar", with("x/Users.class", "changed"), 1);
            assertThat(CodeDigest.of(grandchild)).isNotEqualTo(once);
        }
    }

    @Test
    void aLoaderThatDoesNotSayWhereItLoadsFromIsRefused() throws IOException {
        ClassLoader silent = new ClassLoader(null) {};
        assertThatThrownBy(() -> CodeDigest.of(silent))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("Cannot tell which code this is")
                .hasMessageContaining("Run it from a class path of jars and folders");
        try (URLClassLoader remote = new URLClassLoader(new URL[] {new URL("http://localhost/x.jar")}, null)) {
            assertThatThrownBy(() -> CodeDigest.of(remote)).hasMessageContaining("which is no file");
        }
    }

    private void assertSeen(Map<String, String> changed) throws IOException {
        assertThat(CodeDigest.of(List.of(jar("changed.jar", changed, 1), others)))
                .as(changed.toString())
                .isNotEqualTo(digest);
    }

    private static SortedMap<String, String> with(String name, String content) {
        SortedMap<String, String> files = new TreeMap<>(USERS);
        files.put(name, content);
        return files;
    }

    private Path jar(String name, Map<String, String> files, long epochDay) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setLastModifiedTime(FileTime.fromMillis(epochDay * 86_400_000));
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return jar;
    }
}
