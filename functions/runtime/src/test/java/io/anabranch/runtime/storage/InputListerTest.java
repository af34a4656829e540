package io.anabranch.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.DeniedException;
import io.anabranch.error.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

class InputListerTest {
    private final TestS3 s3 = new TestS3();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3://b/logs            | logs/a.csv logs/b.csv logs/x/c.csv logs/x/y/d.txt",
                "s3://b/logs/           | logs/a.csv logs/b.csv logs/x/c.csv logs/x/y/d.txt",
                "s3://b/logs/a.csv      | logs/a.csv",
                "s3://b/logs/*.csv      | logs/a.csv logs/b.csv",
                "s3://b/logs/**.csv     | logs/a.csv logs/b.csv logs/x/c.csv",
                "s3://b/logs/**/*.csv   | logs/a.csv logs/b.csv logs/x/c.csv",
                "s3://b/**/d.txt        | logs/x/y/d.txt",
                "s3://b/logs/?.csv      | logs/a.csv logs/b.csv",
                "s3://b/logs/[b-z].csv  | logs/b.csv",
                "s3://b/logs/[!b-z].csv | logs/a.csv",
                "s3://b/logs/{a,b}.csv  | logs/a.csv logs/b.csv",
                "s3://b/logs/{a,x/c}.*  | logs/a.csv logs/x/c.csv",
                "s3://b/logs/x*         | logs/x/c.csv logs/x/y/d.txt",
                "s3://b/logs*/a.csv     | logs-old/a.csv logs/a.csv",
                "s3://b/we[i]rd*.csv    | we[i]rd*.csv",
                "s3://b/we\\[i\\]rd\\*.csv | we[i]rd*.csv",
                "s3://b/_private/e.csv  | _private/e.csv",
                "s3://b/_private        | _private/e.csv",
                "s3://b/a b+c%20ü.csv   | a b+c%20ü.csv",
            })
    void anAddressNamesAnObjectAFolderOrAGlob(String uri, String keys) {
        fill();
        assertThat(keys(uri)).isEqualTo(List.of(keys.split(" (?!b\\+)")));
    }

    @Test
    void theBucketItselfIsAFolder() {
        s3.store("s3://b/x", "1");
        s3.store("s3://b/y/z", "1");
        assertThat(keys("s3://b")).containsExactly("x", "y/z");
        assertThat(keys("s3://b/")).containsExactly("x", "y/z");
    }

    @Test
    void objectsComeWithSizeAndETagEachOnceInTheOrderOfTheAddresses() {
        fill();
        String etag = s3.store("s3://b/logs/b.csv", new byte[77]).etag();
        var objects = new InputLister(s3.store()).list(List.of("s3://b/logs/b.csv", "s3://b/logs/*.csv"));
        assertThat(objects).extracting(object -> object.uri().key()).containsExactly("logs/b.csv", "logs/a.csv");
        assertThat(objects.get(0).size()).isEqualTo(77);
        assertThat(objects.get(0).etag()).isEqualTo(etag);
    }

    @Test
    void aListingOfSeveralPagesIsReadToTheEnd() {
        for (int i = 0; i < 2_500; i++) {
            s3.store("s3://b/many/" + i, "x");
        }
        assertThat(keys("s3://b/many")).hasSize(2_500);
    }

    @Test
    void anAddressThatMatchesNothingIsNamed() {
        fill();
        assertThatThrownBy(() -> keys("s3://b/logs/*.json"))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot read s3://b/logs/*.json: no object matches it. Check the address and the glob");
    }

    @Test
    void oneAddressOfSeveralThatMatchesNothingIsNamed() {
        fill();
        assertThatThrownBy(() -> new InputLister(s3.store()).list(List.of("s3://b/logs", "s3://b/log")))
                .hasMessageStartingWith("Cannot read s3://b/log: no object");
    }

    @Test
    void hiddenObjectsThatWouldMatchAreMentioned() {
        s3.store("s3://b/out/_anabranch/manifest.json", "{}");
        s3.store("s3://b/out/", "");
        assertThatThrownBy(() -> keys("s3://b/out"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the 2 objects that match it are hidden");
    }

    @Test
    void aBracketThatIsNotClosedIsRefused() {
        assertThatThrownBy(() -> keys("s3://b/x{a,b"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected a '}' for each '{'");
        assertThatThrownBy(() -> keys("s3://b/x[ab"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Write '\\[' for the character itself");
        assertThatThrownBy(() -> keys("s3://b/[z-a]")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> keys("data/x")).isInstanceOf(InputException.class);
    }

    @Test
    void aBucketThatIsNotThereIsTheUsersAndADenialIsTheClouds() {
        s3.onRequest((operation, uri) -> {
            throw MemoryS3.refusal(uri.startsWith("s3://gone") ? 404 : 403, "No");
        });
        assertThatThrownBy(() -> keys("s3://gone/x"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no bucket gone");
        assertThatThrownBy(() -> keys("s3://shut/x"))
                .isInstanceOf(DeniedException.class)
                .hasMessageContaining("Allow s3:ListBucket on shut");
    }

    @Test
    void anEscapedKeyMatchesItself() {
        for (String key : List.of("a*b", "{x,y}", "[z]?", "back\\slash", "plain", "a}b]")) {
            KeyPattern pattern = KeyPattern.parse("s3://b/" + KeyPattern.escape(key));
            assertThat(pattern.isGlob()).isFalse();
            assertThat(pattern.literal()).isEqualTo(key);
            assertThat(pattern.matches(key)).isTrue();
        }
    }

    @Test
    void whatHasExactlyTheNameThatIsGivenIsMeantAlone() {
        for (String key : List.of("a[1].txt", "a1.txt", "{a,b}.csv", "a.csv", "*", "d[1]/x", "d1/x", "x\\y", "xy")) {
            s3.store("s3://b/" + key, "x");
        }
        assertThat(keys("s3://b/a[1].txt")).containsExactly("a[1].txt");
        assertThat(keys("s3://b/a\\[1\\].txt")).containsExactly("a[1].txt");
        assertThat(keys("s3://b/{a,b}.csv")).containsExactly("{a,b}.csv");
        assertThat(keys("s3://b/*")).containsExactly("*");
        assertThat(keys("s3://b/d[1]")).containsExactly("d[1]/x");
        assertThat(keys("s3://b/x\\y")).containsExactly("x\\y");
        assertThat(keys("s3://b/?[1].txt")).containsExactly("a1.txt");
    }

    @Test
    void aFileThatIsReachedAtSeveralAddressesIsReadOnce() {
        InputLister lister = listing(
                "b/link.csv",
                "\"aa-link\"",
                "b/real.csv",
                "\"aa\"",
                "b/same",
                "\"aa-link\"",
                "c/1",
                "\"bb-link\"",
                "c/2",
                "\"bb-link\"");
        assertThat(keys(lister, "s3://b")).containsExactly("b/real.csv", "c/1");
        assertThat(lister.list(List.of("s3://b/c", "s3://b/c/2", "s3://b/b/link.csv")))
                .extracting(object -> object.uri().key())
                .containsExactly("c/1", "b/link.csv");
    }

    @Test
    void oneOfAFilesAddressesIsFoundByAnother() {
        InputLister lister = listing("in/link", "\"aa-link\"", "in/other", "\"bb\"", "out/part", "\"aa\"");
        List<ObjectRef> input = lister.list(List.of("s3://b/in"));
        assertThat(lister.within(S3Uri.parse("s3://b/out/"), input)).isEqualTo(input.get(0));
        assertThat(lister.within(S3Uri.parse("s3://b/in/other"), input)).isEqualTo(input.get(1));
        assertThat(lister.within(S3Uri.parse("s3://b/other/"), input)).isNull();
    }

    @Test
    void whatCannotBeReadIsNamedIfItIsMeant() {
        InputLister lister =
                listing("in/a", "\"aa\"", "in/pipe.txt", "\"unreadable-special\"", "in/shut/", "\"unreadable-folder\"");
        assertThatThrownBy(() -> keys(lister, "s3://b/in"))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot read s3://b/in/pipe.txt: it is a pipe, a socket or a device, no file. Remove it, or"
                        + " name the files that are to be read");
        assertThatThrownBy(() -> keys(lister, "s3://b/in/s*/*.csv"))
                .hasMessageStartingWith("Cannot read s3://b/in/shut/: the folder may not be read");
        assertThatThrownBy(() -> keys(lister, "s3://b/in/**/x")).hasMessageStartingWith("Cannot read s3://b/in/shut/");
        assertThat(keys(lister, "s3://b/in/?")).containsExactly("in/a");
    }

    @Test
    void whatCannotBeReadMayBeHidden() {
        InputLister lister =
                listing("in/.pipe", "\"unreadable-special\"", "in/_x/", "\"unreadable-folder\"", "in/a", "\"aa\"");
        assertThat(keys(lister, "s3://b/in")).containsExactly("in/a");
        assertThatThrownBy(() -> keys(lister, "s3://b/in/.pipe"))
                .hasMessageStartingWith("Cannot read s3://b/in/.pipe: it is a pipe");
    }

    private List<String> keys(String uri) {
        return keys(new InputLister(s3.store()), uri);
    }

    private static List<String> keys(InputLister lister, String uri) {
        return lister.list(List.of(uri)).stream()
                .map(object -> object.uri().key())
                .toList();
    }

    /** Of a bucket that lists these keys with these ETags. */
    private static InputLister listing(String... keysAndTags) {
        List<S3Object> objects = new ArrayList<>();
        for (int i = 0; i < keysAndTags.length; i += 2) {
            objects.add(S3Object.builder()
                    .key(keysAndTags[i])
                    .eTag(keysAndTags[i + 1])
                    .size(1L)
                    .build());
        }
        S3Client client = new S3Client() {
            @Override
            public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                return ListObjectsV2Response.builder()
                        .contents(objects.stream()
                                .filter(object -> object.key().startsWith(request.prefix()))
                                .limit(request.maxKeys())
                                .toList())
                        .build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
        return new InputLister(new ObjectStore(client, Backoff.standard(pause -> {}, new Random(1))));
    }

    private void fill() {
        for (String key : List.of(
                "logs/a.csv",
                "logs/b.csv",
                "logs/x/c.csv",
                "logs/x/y/d.txt",
                "logs/_SUCCESS",
                "logs/.crc",
                "logs/_temporary/1/e.csv",
                "logs/empty/",
                "logs-old/a.csv",
                "_private/e.csv",
                "we[i]rd*.csv",
                "a b+c%20ü.csv")) {
            s3.store("s3://b/" + key, "x");
        }
    }
}
