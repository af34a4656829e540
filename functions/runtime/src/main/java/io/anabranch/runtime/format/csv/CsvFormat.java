package io.anabranch.runtime.format.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.format.Csv;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.InputObject;
import io.anabranch.runtime.format.RecordFormat;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.format.SplitInput;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.format.SplitJudge;
import io.anabranch.runtime.storage.ObjectRef;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CSV. The preamble of an object is its header, as an array of names; with quotes, splits are judged by {@link QuoteParity}.
 *
 * @param <T> type of the records
 */
public final class CsvFormat<T> implements RecordFormat<T> {
    /** As much as holds nearly every header; a longer one is read all the same. */
    private static final int HEAD_BYTES = 16 << 10;

    private final Csv<T> csv;
    private final CsvDialect dialect;

    public CsvFormat(Csv<T> csv) {
        this.csv = csv;
        this.dialect = CsvDialect.of(csv);
    }

    @Override
    public Csv<T> description() {
        return csv;
    }

    @Override
    public void requireReadable() {
        CsvComponents.of(csv.type());
    }

    @Override
    public void requireWritable() {
        writer(OutputStream.nullOutputStream()).close();
    }

    @Override
    public String cutting() {
        return dialect.hasQuotes()
                ? "at any byte; checked by counting quotes, read again where a split began inside them"
                : "at any byte";
    }

    /** Every object is expected to have the header of the first one that has any; its readers make sure. */
    @Override
    public List<InputObject> inspect(List<ObjectRef> objects, SplitInputs inputs, long cutAbove) {
        List<InputObject> inspected = InputObject.ofText(objects, inputs, cutAbove);
        JsonNode header = dialect.header() ? header(objects, inputs) : null;
        return inspected.stream()
                .map(object -> new InputObject(object.object(), object.splittable(), header))
                .toList();
    }

    @Override
    public Optional<SplitJudge> judge() {
        return dialect.hasQuotes() ? Optional.of(QuoteParity::judge) : Optional.empty();
    }

    @Override
    public RecordReader<T> reader(SplitInputs inputs, Split split, SplitFacts facts, BadRecordPolicy policy) {
        CsvComponents components = CsvComponents.of(csv.type());
        CsvColumns columns = dialect.header()
                ? CsvColumns.byName(
                        components.names(),
                        names(facts.preamble()),
                        split.object().uri().toString())
                : CsvColumns.byPosition(components.names());
        SplitInput input = inputs.open(split, components.retainsBytes());
        return new CsvReader<>(input, dialect, columns, components.decoder(), policy, QuoteParity.start(facts));
    }

    @Override
    public RecordWriter<T> writer(OutputStream target) {
        return new RecordWriter<>(target, csv.compression(), out -> new CsvLayout<>(csv, out));
    }

    private @Nullable JsonNode header(List<ObjectRef> objects, SplitInputs inputs) {
        for (ObjectRef object : objects) {
            List<String> names = header(object, inputs).orElse(null);
            if (names != null) {
                ArrayNode header = JsonNodeFactory.instance.arrayNode();
                names.forEach(header::add);
                return header;
            }
        }
        return null;
    }

    private Optional<List<String>> header(ObjectRef object, SplitInputs inputs) {
        try (SplitInput input = inputs.openHead(object, HEAD_BYTES)) {
            Optional<List<String>> names = new CsvHeader(dialect).read(input);
            names.ifPresent(
                    header -> CsvColumns.byName(CsvComponents.of(csv.type()).names(), header, input.object()));
            return names;
        }
    }

    /** The header that the run was planned with; empty for an input of which all objects were empty. */
    private static List<String> names(@Nullable JsonNode preamble) {
        List<String> names = new ArrayList<>();
        if (preamble != null) {
            preamble.forEach(name -> names.add(name.textValue()));
        }
        return names;
    }
}
