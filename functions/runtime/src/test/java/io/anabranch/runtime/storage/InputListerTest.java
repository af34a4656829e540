package io.anabranch.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.DeniedException;
import io.anabranch.error.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private List<String> keys(String uri) {
        return new InputLister(s3.store())
                .list(List.of(uri)).stream().map(object -> object.uri().key()).toList();
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
