package io.anabranch.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.error.InputException;
import io.anabranch.runtime.shuffle.CoarseIndex;
import io.anabranch.runtime.shuffle.Segment;
import io.anabranch.runtime.storage.S3Uri;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document of the forms and the package say the same. */
class RunFormsTest {
    private static final Path DOCUMENT = Path.of("../../docs/formats/run.md");
    private static final Pattern SECTION =
            Pattern.compile("^## (\\w+)$(.*?)(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("^```json\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| [^|]+ \\| `(\\w+)` \\|([ \\d]*)\\|", Pattern.MULTILINE);

    private static final S3Uri AT = S3Uri.parse("s3://work/runs/r1/it.json");

    /** What is kept in memory only. */
    private static final Set<Class<?>> NOT_ON_DISK = Set.of(StageReceipts.class, StageTask.class, SplitKey.class);

    @Test
    void theExamplesAreReadAndWrittenAsTheyStandThere() throws IOException {
        for (Map.Entry<String, List<JsonNode>> section : examples().entrySet()) {
            Class<?> type = type(section.getKey());
            for (JsonNode example : section.getValue()) {
                Object record = RunJson.read(RunJson.bytes(example), type, "the example of " + section.getKey());
                JsonNode written = RunJson.MAPPER.readTree(RunJson.bytes(record));
                assertThat(written).as(section.getKey()).isEqualTo(example);
            }
        }
    }

    @Test
    void everyMemberOfARecordIsInTheDocument() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Map.Entry<String, List<JsonNode>> section : examples().entrySet()) {
            for (Class<?> form : forms(type(section.getKey()))) {
                compare(section.getKey(), form, section.getValue(), missing, new ArrayList<>());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyRecordOfThePackageIsInTheDocument() throws IOException {
        List<Class<?>> reached = new ArrayList<>(List.of(RunRef.class));
        for (Map.Entry<String, List<JsonNode>> section : examples().entrySet()) {
            for (Class<?> form : forms(type(section.getKey()))) {
                compare(section.getKey(), form, section.getValue(), new TreeSet<>(), reached);
            }
        }
        assertThat(reached).containsAll(recordsOfThePackage());
    }

    @Test
    void everyObjectInTheTableHasASection() throws IOException {
        Set<String> rows = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENT));
        while (row.find()) {
            rows.add(row.group(1));
        }
        rows.remove("RunRef");
        assertThat(rows).isEqualTo(examples().keySet()).hasSizeGreaterThan(8);
    }

    @Test
    void everyFormRefusesAMemberThatItDoesNotKnow() throws IOException {
        for (Map.Entry<String, List<JsonNode>> section : examples().entrySet()) {
            ObjectNode example = section.getValue().get(0).deepCopy();
            example.put("speed", 3);
            assertThatThrownBy(() -> RunJson.read(RunJson.bytes(example), type(section.getKey()), "it"))
                    .as(section.getKey())
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("speed");
        }
    }

    @Test
    void everyFormIsStoredWithItsVersionAndIsReadAsItWasWritten() throws IOException {
        Set<String> versioned = new TreeSet<>();
        for (Form form : Form.values()) {
            versioned.add(form.record().getSimpleName() + " " + form.version());
            if (form != Form.LISTING) {
                JsonNode example = examples().get(form.record().getSimpleName()).get(0);
                Object record = RunJson.read(RunJson.bytes(example), form.record(), "the example");
                byte[] stored = Form.bytes(record, AT);
                assertThat(Form.bytes(Form.read(stored, form.record(), AT), AT)).isEqualTo(stored);
                assertThat(new String(stored, StandardCharsets.UTF_8)).contains("\"version\":" + form.version());
            }
        }
        Set<String> documented = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENT));
        while (row.find()) {
            if (!row.group(2).isBlank()) {
                documented.add(row.group(1) + " " + row.group(2).strip());
            }
        }
        assertThat(documented).isEqualTo(versioned);
    }

    /** By the name of the record. */
    private static Map<String, List<JsonNode>> examples() throws IOException {
        Map<String, List<JsonNode>> examples = new TreeMap<>();
        Matcher section = SECTION.matcher(Files.readString(DOCUMENT));
        while (section.find()) {
            Matcher example = EXAMPLE.matcher(section.group(2));
            while (example.find()) {
                examples.computeIfAbsent(section.group(1), name -> new ArrayList<>())
                        .add(parsed(example.group(1)));
            }
        }
        return examples;
    }

    private static JsonNode parsed(String json) throws JsonProcessingException {
        return RunJson.MAPPER.readTree(json);
    }

    private static Class<?> type(String name) {
        try {
            return name.equals("Segment")
                    ? Segment.class
                    : Class.forName(RunFormsTest.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("The document names a record that there is not: " + name, e);
        }
    }

    private static List<Class<?>> forms(Class<?> type) {
        return type.isSealed() ? List.of(type.getPermittedSubclasses()) : List.of(type);
    }

    private static void compare(
            String path, Class<?> type, List<JsonNode> examples, Set<String> missing, List<Class<?>> reached) {
        reached.add(type);
        if (!type.isRecord() || type == S3Uri.class || type == CoarseIndex.class) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            List<JsonNode> values = new ArrayList<>();
            for (JsonNode example : examples) {
                JsonNode value = example.path(component.getName());
                if (value.isArray()) {
                    value.forEach(values::add);
                } else if (!value.isMissingNode()) {
                    values.add(value);
                }
            }
            String member = path + "/" + component.getName();
            if (values.isEmpty() && !isAbsent(component, examples)) {
                missing.add(member);
            }
            compare(member, element(component.getGenericType()), values, missing, reached);
        }
    }

    /** An empty list in one example and none in the others shows nothing of its elements; of what is not a record that is enough. */
    private static boolean isAbsent(RecordComponent component, List<JsonNode> examples) {
        return !element(component.getGenericType()).isRecord()
                && examples.stream().anyMatch(example -> example.has(component.getName()));
    }

    private static Class<?> element(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return element(generic.getActualTypeArguments()[0]);
        }
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    private static List<Class<?>> recordsOfThePackage() throws IOException {
        Path folder = Path.of("target/classes", RunRef.class.getPackageName().replace('.', '/'));
        List<Class<?>> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = load(RunRef.class.getPackageName() + "." + name);
                if (type.isRecord() && !NOT_ON_DISK.contains(type)) {
                    records.add(type);
                }
            }
        }
        assertThat(records).hasSizeGreaterThan(20);
        return records;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
