package io.anabranch.states.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.states.StatesError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, byte[]> objects = new HashMap<>();

    @Test
    void aCsvNamesItsColumnsInItsFirstRow() throws Exception {
        assertThat(read(
                        "{'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW'}",
                        "\uFEFFid,name\r\n1,fig\r\n\r\n2,\"a, \"\"b\"\"\nc\"\r\n3"))
                .containsExactly(
                        "{'id':'1','name':'fig'}", "{'id':'2','name':'a, \\'b\\'\\nc'}", "{'id':'3','name':''}");
    }

    @Test
    void givenHeadersLeaveTheFirstRowAnItemAndCutRowsThatAreTooLong() throws Exception {
        assertThat(read(
                        "{'InputType':'CSV','CSVHeaderLocation':'GIVEN','CSVHeaders':['a','b'],'CSVDelimiter':'SEMICOLON'}",
                        "1;2;3\n4\n"))
                .containsExactly("{'a':'1','b':'2'}", "{'a':'4','b':''}");
    }

    @ParameterizedTest
    @CsvSource({"COMMA,','", "PIPE,|", "SEMICOLON,;", "SPACE,' '", "TAB,'\t'"})
    void delimitersGoByTheirNames(String name, String delimiter) throws Exception {
        assertThat(read(
                        "{'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW','CSVDelimiter':'" + name + "'}",
                        "a" + delimiter + "b\n1" + delimiter + "2"))
                .containsExactly("{'a':'1','b':'2'}");
    }

    @Test
    void aQuoteThatIsNeverClosedIsNamedByItsRow() {
        assertThatThrownBy(() -> read("{'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW'}", "a,b\n1,\"2"))
                .isInstanceOf(StatesError.class)
                .hasMessage("States.ItemReaderFailed: Row 2 of the CSV has a quote that is never closed");
    }

    @Test
    void jsonIsAnArrayOrWhereThePointerLeads() throws Exception {
        assertThat(read("{'InputType':'JSON'}", "[1,{'a':[]},null]")).containsExactly("1", "{'a':[]}", "null");
        assertThat(read("{'InputType':'JSON','ItemsPointer':'/a/1/b'}", "{'x':[9],'a':[0,{'c':{},'b':[7,8]}]}"))
                .containsExactly("7", "8");
        assertThat(read("{'InputType':'JSON','ItemsPointer':'/a'}", "{'a':{'k':1,'l':[2]}}"))
                .containsExactly("{'Key':'k','Value':1}", "{'Key':'l','Value':[2]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'InputType':'JSON'} | {'a':1} | Attempting to map over non-iterable node.",
                "{'InputType':'JSON','ItemsPointer':'/b'} | {'a':1} | does not lead to anything",
                "{'InputType':'JSON'} | [1,] | not valid JSON",
                "{'InputType':'JSONL'} | {} {} | Line 1 of the object is not valid JSON",
                "{'InputType':'PARQUET'} | x | PARQUET is not supported",
            })
    void whatCannotBeReadFailsTheReader(String config, String text, String why) {
        assertThatThrownBy(() -> read(config, text.replace('\'', '"')))
                .isInstanceOfSatisfying(StatesError.class, error -> {
                    assertThat(error.error()).isEqualTo("States.ItemReaderFailed");
                    assertThat(error.causeText()).contains(why);
                });
    }

    @Test
    void jsonLinesPassOverBlankLines() throws Exception {
        assertThat(read("{'InputType':'JSONL'}", "{'a':1}\n\n[2]\n")).containsExactly("{'a':1}", "[2]");
    }

    @Test
    void maxItemsStopsTheReaderAndMustNotBeNegative() throws Exception {
        assertThat(read("{'InputType':'JSON'}", "[1,2,3]", 2, "k")).containsExactly("1", "2");
        assertThat(read("{'InputType':'JSON'}", "[1,2,3]", 0, "k")).hasSize(3);
        assertThatThrownBy(() -> read("{'InputType':'JSON'}", "[]", -1, "k"))
                .hasMessage("States.ItemReaderFailed: field MaxItems must be positive");
    }

    @Test
    void gzipGoesByTheEndOfTheKey() throws Exception {
        ReaderConfig config = ReaderConfig.of(MAPPER.readTree("{\"InputType\":\"JSONL\"}"), 0);
        try (Items items = Items.open(new ByteArrayInputStream(gzip("1\n2\n")), "x.jsonl.gz", config, this::open)) {
            assertThat(items.next().intValue()).isEqualTo(1);
            assertThat(items.next().intValue()).isEqualTo(2);
            assertThat(items.hasNext()).isFalse();
        }
    }

    @Test
    void anAthenaManifestListsItsFiles() throws Exception {
        objects.put("b/one.csv", "h\n1\n".getBytes(StandardCharsets.UTF_8));
        objects.put("b/two.csv.gz", gzip("h\n2\n"));

        assertThat(read(
                        "{'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW','ManifestType':'ATHENA_DATA'}",
                        "s3://b/one.csv\ns3://b/two.csv.gz\n"))
                .containsExactly("{'h':'1'}", "{'h':'2'}");
    }

    @Test
    void anInventoryNamesColumnsInItsManifest() throws Exception {
        objects.put("dest/data/1.csv.gz", gzip("\"src\",\"a.txt\",\"5\"\n\"src\",\"b.txt\",\"6\"\n"));
        String manifest = "{'sourceBucket':'src','destinationBucket':'arn:aws:s3:::dest','fileFormat':'CSV',"
                + "'fileSchema':'Bucket, Key, Size','files':[{'key':'data/1.csv.gz','size':9}]}";

        assertThat(read("{'InputType':'MANIFEST'}", manifest.replace('\'', '"')))
                .containsExactly(
                        "{'Bucket':'src','Key':'a.txt','Size':'5'}", "{'Bucket':'src','Key':'b.txt','Size':'6'}");
    }

    private List<String> read(String config, String text) throws Exception {
        return read(config, text.startsWith("{'") || text.startsWith("[") ? text.replace('\'', '"') : text, 0, "key");
    }

    private List<String> read(String config, String text, long most, String key) throws Exception {
        ReaderConfig parsed = ReaderConfig.of(MAPPER.readTree(config.replace('\'', '"')), most);
        List<String> found = new ArrayList<>();
        try (Items items =
                Items.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), key, parsed, this::open)) {
            items.forEachRemaining(item -> found.add(item.toString().replace('"', '\'')));
        }
        return found;
    }

    private ByteArrayInputStream open(String bucket, String key) {
        return new ByteArrayInputStream(objects.get(bucket + '/' + key));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
