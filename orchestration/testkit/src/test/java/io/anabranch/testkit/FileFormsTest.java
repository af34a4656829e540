package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.error.InputException;
import io.anabranch.pipelines.WordCount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a file is decides whether it is cut, when the run is planned and when it is read. */
class FileFormsTest {
    private static final byte[] TEXT = "red blue\nred\n".repeat(500).getBytes(StandardCharsets.UTF_8);
    private static final WordCount.Params PARAMS = new WordCount.Params(Input.of("in"), Output.of("out"));

    @Test
    void gzipWithoutItsEndingIsReadWholeHoweverSmallTheSplits() throws IOException {
        byte[] gzip = gzip(TEXT);
        for (long splitBytes : new long[] {10, gzip.length, 1 << 20}) {
            try (var tester = PipelineTester.of(new WordCount())) {
                PipelineRun run = tester.file("in/a.log", gzip)
                        .file("in/b.log", TEXT)
                        .splitBytes(splitBytes)
                        .run(PARAMS);

                assertThat(run.rows("out")).containsExactlyInAnyOrder("red,2000", "blue,1000");
            }
        }
    }

    @Test
    void aFileOfAnotherFormFailsTheRunThoughDeadLettersAreAllowed() throws IOException {
        byte[] zip = "PK\u0003\u0004 and so on\n".repeat(50).getBytes(StandardCharsets.UTF_8);
        for (long splitBytes : new long[] {10, 1 << 20}) {
            try (var tester = PipelineTester.of(new WordCount())) {
                PipelineRun run = tester.file("in/a.log", zip)
                        .splitBytes(splitBytes)
                        .deadLetters(1_000)
                        .runExpectingFailure(PARAMS);

                assertThat(run.errorType()).contains(InputException.class.getName());
                assertThat(run.error()).contains("its first bytes say that it is zip. Unpack it", "in/a.log");
            }
        }
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text);
        }
        return bytes.toByteArray();
    }
}
