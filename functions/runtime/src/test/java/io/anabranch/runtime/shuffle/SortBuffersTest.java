package io.anabranch.runtime.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.TestS3;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortBuffersTest {
    @TempDir
    Path directory;

    private final TestS3 s3 = new TestS3();
    private final SortBuffers buffers = new SortBuffers();

    @Test
    void theNextTaskGetsTheBufferOfTheLastEmpty() {
        SortBuffer first = buffers.take(ShuffleOrder.HASH, workspace(1 << 20));
        first.pages().begin().writeLong(1);
        first.pages().endKey();
        first.add();
        buffers.giveBack(first);
        SortBuffer second = buffers.take(ShuffleOrder.ORDERED, workspace(1 << 20));
        assertThat(second).isSameAs(first);
        assertThat(second.isEmpty()).isTrue();
    }

    @Test
    void twoTasksAtOnceHaveTwoBuffers() {
        SortBuffer first = buffers.take(ShuffleOrder.HASH, workspace(1 << 20));
        assertThat(buffers.take(ShuffleOrder.HASH, workspace(1 << 20))).isNotSameAs(first);
    }

    @Test
    void aBufferOfAnotherPageSizeIsNotUsed() {
        buffers.giveBack(buffers.take(ShuffleOrder.HASH, workspace(1 << 20)));
        SortBuffer other = buffers.take(ShuffleOrder.HASH, workspace(1 << 18));
        assertThat(other.pageBytes()).isEqualTo(SortBuffer.pageBytes(workspace(1 << 18)));
    }

    @Test
    void aWriterGivesItsBufferBackOnceWhetherItFinishesOrNot() {
        for (int records : new int[] {0, 10, 100_000}) {
            SortedShuffleWriter writer =
                    new SortedShuffleWriter(ShuffleOrder.HASH, workspace(1 << 18), new S3Uri("bucket", "object"));
            try (writer) {
                for (int i = 0; i < records; i++) {
                    writer.begin().writeLong(i);
                    writer.endKey();
                    writer.end();
                }
                if (records > 0) {
                    writer.finish();
                }
            }
            SortBuffer one = buffers.take(ShuffleOrder.HASH, workspace(1 << 18));
            assertThat(buffers.take(ShuffleOrder.HASH, workspace(1 << 18))).isNotSameAs(one);
            buffers.giveBack(one);
        }
    }

    private Workspace workspace(long budget) {
        return new Workspace(s3.store(), TestS3.inOrder(), directory, budget, buffers);
    }
}
