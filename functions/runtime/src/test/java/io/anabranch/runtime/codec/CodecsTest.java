package io.anabranch.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Utf8;
import io.anabranch.internal.ExactSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CodecsTest {
    record Tree(List<Tree> children) {}

    record Holder(Iterator<String> names) {}

    record Outer(Holder holder) {}

    record Untyped(List<?> things) {}

    record Numbers(int[] numbers) {}

    @Test
    void aTypeWithoutCodecIsNamedWithItsPlace() {
        assertThatThrownBy(() -> Codecs.of(Outer.class))
                .isInstanceOf(UnsupportedTypeException.class)
                .hasMessage(
                        "java.util.Iterator<java.lang.String> (component Outer.holder.names): it is no record and none"
                                + " of the types that can be encoded. Use a record");
    }

    @Test
    void anUnknownElementTypeIsRefusedWithTheMend() {
        assertThatThrownBy(() -> Codecs.of(List.class))
                .hasMessage("java.util.List: what it holds is not known. Give it by a method reference, a record, or"
                        + " as(Type.class)");
        assertThatThrownBy(() -> Codecs.of(Untyped.class)).hasMessageContaining("Untyped.things<>");
    }

    @Test
    void aRecordThatContainsItselfIsRefused() {
        assertThatThrownBy(() -> Codecs.of(Tree.class)).hasMessageContaining("it contains itself");
    }

    @Test
    void arraysOtherThanBytesAreRefused() {
        assertThatThrownBy(() -> Codecs.of(Numbers.class)).hasMessageContaining("Use a List");
    }

    @Test
    void aTypeHasOneCodecInTheProcess() {
        assertThat(Codecs.of(Samples.Primitives.class)).isSameAs(Codecs.of(Samples.Primitives.class));
        assertThat(Codecs.of(Types.parameterized(List.class, String.class)))
                .isSameAs(Codecs.of(Types.parameterized(List.class, String.class)));
    }

    @Test
    void halfASurrogatePairComesBack() {
        String half = "a\uD83Db\uDE00";
        assertThat(roundTrip(Codecs.of(String.class), half)).isEqualTo(half);
    }

    @Test
    void whatIsReadHoldsNoReferenceToTheBuffer() {
        Codec<Object> codec = Codecs.of(Utf8.class);
        BytesOut out = new BytesOut(16);
        codec.write(Utf8.of("stay"), out);
        Object read = codec.read(new BytesIn().reset(out.array(), 0, out.length()));
        Arrays.fill(out.array(), (byte) 'x');
        assertThat(read).hasToString("stay");
    }

    @Test
    void collectionsThatAreReadCanBeAddedTo() {
        Object read = roundTrip(Codecs.of(Types.parameterized(ArrayList.class, String.class)), new ArrayList<>());
        assertThat(read).isInstanceOf(ArrayList.class);
    }

    @Test
    void anExactSumComesBackWithAllItsParts() {
        ExactSum sum = new ExactSum();
        for (double number : new double[] {1e300, 1e-300, 3.25, -7, Double.NEGATIVE_INFINITY}) {
            sum.add(number);
            assertThat(roundTrip(Codecs.of(ExactSum.class), sum)).isEqualTo(sum);
        }
    }

    private static Object roundTrip(Codec<Object> codec, Object value) {
        BytesOut out = new BytesOut(16);
        codec.write(value, out);
        return codec.read(new BytesIn().reset(out.array(), 0, out.length()));
    }
}
