package io.anabranch.states.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV as objects of strings: a row too short is filled with empty strings, one too long is cut. */
final class CsvSource implements ItemSource {
    private final CsvRows rows;
    private final List<String> headers;

    CsvSource(InputStream bytes, ReaderConfig config) throws IOException {
        rows = new CsvRows(bytes, config.csvDelimiter());
        List<String> first = config.csvHeaders() != null ? config.csvHeaders() : rows.next();
        headers = first == null ? List.of() : first;
    }

    @Override
    public @Nullable JsonNode next() throws IOException {
        List<String> row = rows.next();
        if (row == null) {
            return null;
        }
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        for (int column = 0; column < headers.size(); column++) {
            item.put(headers.get(column), column < row.size() ? row.get(column) : "");
        }
        return item;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
