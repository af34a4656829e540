package io.anabranch.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.internal.DoubleCell;
import io.anabranch.internal.LongCell;
import io.anabranch.internal.WideCell;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Accumulators that lie in bytes against accumulators that are objects. */
final class FixedWidthPropertyTest {
    @Test
    void cellsAreStoredToTheBit() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] stored = new byte[20];
        for (int i = 0; i < 1_000; i++) {
            LongCell number = new LongCell(0);
            long value = random.nextLong();
            FixedWidth.LONG.store(new LongCell(value), stored, 1);
            FixedWidth.LONG.load(number, stored, 1);
            assertThat(number.value).isEqualTo(value);

            WideCell wide = new WideCell(0, 0);
            long low = random.nextLong();
            FixedWidth.WIDE.store(new WideCell(value, low), stored, 3);
            FixedWidth.WIDE.load(wide, stored, 3);
            assertThat(wide.high).isEqualTo(value);
            assertThat(wide.low).isEqualTo(low);

            DoubleCell real = new DoubleCell(0);
            FixedWidth.DOUBLE.store(new DoubleCell(Double.longBitsToDouble(value)), stored, 5);
            FixedWidth.DOUBLE.load(real, stored, 5);
            assertThat(Double.doubleToRawLongBits(real.value))
                    .isEqualTo(Double.doubleToRawLongBits(Double.longBitsToDouble(value)));
        }
    }
}
