package io.anabranch.testkit.graphs;

import io.anabranch.Utf8;
import io.anabranch.format.Compression;
import io.anabranch.format.LineFormat;
import io.anabranch.testkit.graphs.Palette.Level;
import io.anabranch.testkit.graphs.Palette.Reading;

/** A user's own format of lines. */
record ReadingLines(Compression compression) implements LineFormat<Reading> {
    @Override
    public Class<Reading> type() {
        return Reading.class;
    }

    @Override
    public String extension() {
        return "readings";
    }

    @Override
    public Reading read(Utf8 line) {
        return parse(line.toString());
    }

    @Override
    public Utf8 write(Reading reading) {
        return Utf8.of(line(reading));
    }

    static Reading parse(String line) {
        String[] fields = line.split("\\|", -1);
        return new Reading(
                Long.parseLong(fields[0]),
                Double.parseDouble(fields[1]),
                Level.valueOf(fields[2]),
                fields[3].isEmpty() ? null : fields[3].substring(1).replace("\\n", "\n"));
    }

    static String line(Reading reading) {
        return reading.sensor() + "|" + reading.value() + "|" + reading.level() + "|"
                + (reading.note() == null ? "" : "=" + reading.note().replace("\n", "\\n"));
    }
}
