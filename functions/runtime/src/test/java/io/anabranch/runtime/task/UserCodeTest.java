package io.anabranch.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.anabranch.Emitter;
import io.anabranch.error.CloudException;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.error.TransientException;
import io.anabranch.error.Where;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.function.FlatMapFn;
import io.anabranch.function.Fn;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Codecs;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.graph.FunctionFault;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserCodeTest {
    private final Passage passage = new Passage();
    private final UserCode code = new UserCode("parse", passage);
    private final List<Object> reached = new ArrayList<>();

    @Test
    void whatAFunctionThrowsNamesStepPlaceCauseAndRecordInOneLine() {
        RefusedRecord refused = refusal(record -> {
            throw new IllegalStateException("odd:\n  in two lines", new ArithmeticException("by zero"));
        });

        assertThat(refused.failure()).isInstanceOf(CodeException.class).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(withoutLines(refused.failure().problem()))
                .isEqualTo(
                        "Cannot run step 'parse': your code threw java.lang.IllegalStateException: odd: | in two lines,"
                                + " caused by java.lang.ArithmeticException: by zero"
                                + " at io.anabranch.runtime.task.UserCodeTest.whatAFunctionThrowsNamesStepPlaceCauseAndRecordInOneLine(UserCodeTest.java). Record: 'the record'");
    }

    @Test
    void thePlaceIsTheUsersAlsoWhereTheJdkThrows() {
        Optional<Object> nothing = Optional.empty();
        assertThat(withoutLines(refusal(record -> nothing.get()).failure().problem()))
                .contains(
                        "java.util.NoSuchElementException: No value present"
                                + " at io.anabranch.runtime.task.UserCodeTest.thePlaceIsTheUsersAlsoWhereTheJdkThrows(UserCodeTest.java)");
    }

    @Test
    void thePlaceIsNotOneOfOursWhereTheUserGaveAFunctionOfTheJdk() {
        Fn<Object, Object> parse = record -> record;
        Fn<String, Object> jdk = Integer::valueOf;
        assertThat(refusal(untyped(jdk)).failure().problem())
                .contains("java.lang.NumberFormatException: For input string: \"the record\". Record:")
                .doesNotContain("UserCode.");
        assertThat(code.map(parse, "x")).isEqualTo("x");
    }

    @Test
    void aWrapperThatSaysNoMoreThanItsCauseIsNotRepeated() {
        String problem = refusal(record -> {
                    throw new RuntimeException(new java.io.IOException("gone"));
                })
                .failure()
                .problem();
        assertThat(problem).containsOnlyOnce("gone");
    }

    @Test
    void textsAreCut() {
        String problem = refusal(record -> {
                    throw new IllegalStateException("x".repeat(100_000));
                })
                .failure()
                .problem();
        assertThat(problem.length()).isLessThan(600);
        Throwable long_ = catchThrowable(() -> code.map(
                record -> {
                    throw new IllegalStateException();
                },
                "y".repeat(100_000)));
        assertThat(long_.getMessage().length()).isLessThan(600);
    }

    @Test
    void aRecordThatCannotBeShownDoesNotHideTheFailure() {
        Object silent = new Object() {
            @Override
            public String toString() {
                throw new UnsupportedOperationException();
            }
        };
        assertThat(catchThrowable(() -> code.map(
                        record -> {
                            throw new IllegalStateException("the failure");
                        },
                        silent)))
                .hasMessageContaining("the failure")
                .hasMessageContaining("whose toString threw java.lang.UnsupportedOperationException");
    }

    private static final class Broken {
        static final int NUMBER = Integer.parseInt("no number");
    }

    private static int deep(int depth) {
        return depth < 0 ? 0 : deep(depth + 1) + 1;
    }

    @Test
    void errorsAreTheUsersLikeExceptions() {
        assertThat(refusal(record -> {
                            throw new AssertionError("not so");
                        })
                        .failure())
                .hasMessageContaining("step 'parse': your code threw java.lang.AssertionError: not so");
        assertThat(withoutLines(refusal(record -> deep(0)).failure().problem()))
                .contains(
                        "java.lang.StackOverflowError at io.anabranch.runtime.task.UserCodeTest.deep(UserCodeTest.java)");
    }

    @Test
    void aClassThatCannotBeInitialisedIsNotTheFaultOfTheRecord() {
        Throwable thrown = catchThrowable(() -> code.map(record -> Broken.NUMBER, "x"));
        assertThat(thrown)
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("java.lang.ExceptionInInitializerError, caused by"
                        + " java.lang.NumberFormatException: For input string: \"no number\"");
    }

    @Test
    void memoryAndTheEndOfTheMachineAreNotTheUsers() {
        OutOfMemoryError memory = new OutOfMemoryError("Java heap space");
        assertThat(thrownBy(memory)).isSameAs(memory);
        assertThat(passage.outOfMemoryStep()).isEqualTo("parse");
        InternalError internal = new InternalError();
        assertThat(thrownBy(internal)).isSameAs(internal);
    }

    private Throwable thrownBy(Error error) {
        return catchThrowable(() -> code.map(
                record -> {
                    throw error;
                },
                "x"));
    }

    @Test
    void anErrorOfOurFamilyThatTheUserThrowsStaysWhatItIs() {
        InputException input = new InputException("Invalid line: no name", Where.UNKNOWN);
        assertThat(refusal(record -> {
                            throw input;
                        })
                        .failure())
                .isSameAs(input);
        CloudException cloud = cloud("Cannot reach the lookup service");
        assertThatThrownBy(() -> code.map(
                        record -> {
                            throw cloud;
                        },
                        "x"))
                .isSameAs(cloud);
    }

    @Test
    void nullIsRefused() {
        Fn<Object, Object> nothing = record -> null;
        assertThat(refusal(nothing).failure().problem())
                .isEqualTo("Cannot run step 'parse': your function returned null. Return a value, or filter first."
                        + " Record: 'the record'");
        RefusedRecord emitted = (RefusedRecord) catchThrowable(() -> flatMap((record, out) -> {
            try {
                out.emit(null);
            } catch (RuntimeException e) {
                // Swallowed, as users do.
            }
        }));
        assertThat(emitted.failure()).hasMessageContaining("step 'parse': your function emitted null");
    }

    /** What users do with what flies through their functions. */
    private static final List<FlatMapFn<Object, Object>> HANDLERS = List.of(
            (record, out) -> out.emit(record),
            (record, out) -> {
                try {
                    out.emit(record);
                } catch (RuntimeException e) {
                    throw e;
                }
            },
            (record, out) -> {
                try {
                    out.emit(record);
                } catch (RuntimeException e) {
                    throw new IllegalStateException("wrapped", e);
                }
            },
            (record, out) -> {
                try {
                    out.emit(record);
                } catch (Throwable e) {
                    throw new Exception("another, without its cause");
                }
            },
            (record, out) -> {
                try {
                    out.emit(record);
                } catch (Throwable e) {
                    // Swallowed.
                }
            },
            (record, out) -> {
                for (int i = 0; i < 3; i++) {
                    try {
                        out.emit(record);
                    } catch (Throwable e) {
                        // And on with the next one.
                    }
                }
            },
            (record, out) -> {
                try {
                    out.emit(record);
                } finally {
                    out.emit("one more");
                }
            });

    @Test
    void whatFailsDownstreamPassesUserCodeUnharmedWhateverItDoes() {
        for (FlatMapFn<Object, Object> handler : HANDLERS) {
            for (Throwable failure : List.of(
                    cloud("Cannot write a part: the disk is full"),
                    new java.io.UncheckedIOException("Cannot write a part", new java.io.IOException("full")),
                    new RefusedRecord(new CodeException("Cannot run step 'another'", Where.UNKNOWN), false),
                    new OutOfMemoryError("Java heap space"))) {
                reached.clear();
                Emitter<Object> next = record -> {
                    reached.add(record);
                    throw Passage.unchecked(failure);
                };
                assertThat(catchThrowable(() -> code.flatMap(handler, "r", code.into(next))))
                        .isSameAs(failure);
                assertThat(reached).as("nothing goes on after a failure").containsExactly("r");
                passage.release();
            }
        }
    }

    @Test
    void aFailurePassesSeveralFunctionsAndIsBlamedOnTheInnermost() {
        UserCode inner = new UserCode("inner", passage);
        for (FlatMapFn<Object, Object> handler : HANDLERS) {
            Emitter<Object> innermost = record -> inner.map(
                    value -> {
                        throw new IllegalStateException("deep down");
                    },
                    record);
            Emitter<Object> middle = record -> code.flatMap(handler, record, code.into(innermost));
            RefusedRecord refused = (RefusedRecord) catchThrowable(() -> code.flatMap(handler, "r", code.into(middle)));
            assertThat(refused.failure())
                    .hasMessageStartingWith("Cannot run step 'inner': your code threw")
                    .hasMessageContaining("deep down");
            passage.release();
        }
    }

    @Test
    void whatAnEarlierRecordFailedWithIsForgottenWhenItHasBeenRefused() {
        flatMapFails();
        flatMap((record, out) -> out.emit(record));
        assertThat(reached).containsExactly("r");
    }

    private void flatMapFails() {
        assertThatThrownBy(() -> code.flatMap((record, out) -> out.emit(record), "r", code.into(record -> {
                    throw new RefusedRecord(new CodeException("no", Where.UNKNOWN), false);
                })))
                .isInstanceOf(RefusedRecord.class);
    }

    @Test
    void aReadThatFailsInsideOfAFunctionIsNotTheFunctions() {
        CloudException failure = cloud("Cannot read a side input");
        assertThatThrownBy(() -> code.map(
                        record -> {
                            try {
                                return passage.carrying(() -> {
                                    throw failure;
                                });
                            } catch (RuntimeException e) {
                                return "a default";
                            }
                        },
                        "x"))
                .isSameAs(failure);
    }

    @Test
    void anEmissionOnAnotherThreadFailsTheTaskThoughNobodyLooks() {
        Throwable thrown = catchThrowable(() -> flatMap((record, out) -> {
            Thread thread = new Thread(() -> {
                try {
                    out.emit(record);
                } catch (RuntimeException e) {
                    // As an executor's future that nobody asks.
                }
            });
            thread.start();
            thread.join();
        }));
        assertThat(thrown)
                .isInstanceOf(CodeException.class)
                .hasMessage("Cannot run step 'parse': your function emitted on another thread."
                        + " Emit on the one that it was called on");
        assertThat(reached).isEmpty();
    }

    @Test
    void functionsInsideOfEncodersAreNamed() {
        Codec<Object> partitions = encoding((value, out) -> {
            throw FunctionFault.result("partition function", "returned 7, expected 0 to 3");
        });
        assertThat(encode(partitions).failure().problem())
                .isEqualTo("Cannot run step 'parse': its partition function returned 7, expected 0 to 3."
                        + " Record: 'the record'");
        Codec<Object> sorting = encoding((value, out) -> {
            throw FunctionFault.thrown("sort key function", new IllegalStateException("no key"));
        });
        assertThat(encode(sorting).failure().problem())
                .startsWith(
                        "Cannot run step 'parse': its sort key function threw java.lang.IllegalStateException: no key at");
    }

    record Guarded(String text) {
        Guarded {
            if (text.equals("never decoded")) {
                throw new IllegalArgumentException("not me");
            }
        }

        @Override
        public String text() {
            if (text.equals("never encoded")) {
                throw new IllegalStateException("not me either");
            }
            return text;
        }
    }

    @Test
    void accessorsAndConstructorsAreTheUsersAndBytesThatNobodyWroteAreNot() {
        Codec<Object> codec = Codecs.of(Guarded.class);
        BytesOut bytes = new BytesOut(16);
        RefusedRecord refused =
                (RefusedRecord) catchThrowable(() -> code.encode(codec, new Guarded("never encoded"), bytes));
        assertThat(refused.failure())
                .hasMessageContaining("encoding its records threw java.lang.IllegalStateException: not me either at"
                        + " io.anabranch.runtime.task.UserCodeTest$Guarded.text(UserCodeTest.java");
        bytes.clear();
        codec.write(new Guarded("never decodeX"), bytes);
        bytes.array()[bytes.length() - 1] = 'd';
        assertThatThrownBy(() -> code.decode(codec, new BytesIn().reset(bytes.array(), 0, bytes.length())))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("decoding its records threw java.lang.IllegalArgumentException: not me at"
                        + " io.anabranch.runtime.task.UserCodeTest$Guarded.<init>(UserCodeTest.java");
        assertThatThrownBy(() -> code.decode(codec, new BytesIn().reset(new byte[] {9}, 0, 1)))
                .isNotInstanceOf(CodeException.class);
    }

    @Test
    void whatAWriterFailsWithIsTheRecordsOrTheOutputsAndNeverMixedUp() {
        for (Format<Guarded> format :
                List.<Format<Guarded>>of(Csv.records(Guarded.class), Json.records(Guarded.class))) {
            RecordWriter<Object> writer = writer(format, new ByteArrayOutputStream());
            RefusedRecord refused =
                    (RefusedRecord) catchThrowable(() -> code.write(writer, new Guarded("never encoded")));
            assertThat(refused.failure())
                    .hasMessageContaining("writing its records threw")
                    .hasMessageContaining("Guarded.text");

            CloudException full = cloud("Cannot upload");
            RecordWriter<Object> failing = writer(format, new OutputStream() {
                @Override
                public void write(int b) {
                    throw full;
                }
            });
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            code.write(failing, new Guarded("a text of some length"));
                        }
                    })
                    .isSameAs(full);
        }
    }

    @SuppressWarnings("unchecked")
    private static RecordWriter<Object> writer(Format<Guarded> format, OutputStream target) {
        return Formats.of((Format<Object>) (Format<?>) format).writer(target);
    }

    private RefusedRecord encode(Codec<Object> codec) {
        return (RefusedRecord) catchThrowable(() -> code.encode(codec, "the record", new BytesOut(8)));
    }

    private static Codec<Object> encoding(io.anabranch.runtime.codec.Encoder<Object> encoder) {
        return new Codec<>() {
            @Override
            public void write(Object value, BytesOut out) {
                encoder.write(value, out);
            }

            @Override
            public Object read(BytesIn in) {
                throw new AssertionError("not read");
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Fn<Object, Object> untyped(Fn<?, Object> fn) {
        return (Fn<Object, Object>) fn;
    }

    private static CloudException cloud(String problem) {
        return new TransientException(problem, "PutObject", "s3://b/k", Where.UNKNOWN, null);
    }

    private RefusedRecord refusal(Fn<Object, Object> fn) {
        return (RefusedRecord) catchThrowable(() -> code.map(fn, "the record"));
    }

    private void flatMap(FlatMapFn<Object, Object> fn) {
        code.flatMap(fn, "r", code.into(reached::add));
    }

    /** Without numbers of lines. */
    private static String withoutLines(String problem) {
        return problem.replaceAll("\\.java:\\d+", ".java");
    }
}
