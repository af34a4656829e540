package io.anabranch.testkit.graphs;

import io.anabranch.format.Compression;
import io.anabranch.format.RecordInput;
import io.anabranch.format.StreamFormat;
import io.anabranch.testkit.graphs.Palette.Tally;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A user's own format of bytes, which cannot be split. */
record TallyFrames(Compression compression) implements StreamFormat<Tally> {
    @Override
    public Class<Tally> type() {
        return Tally.class;
    }

    @Override
    public String extension() {
        return "tallies";
    }

    @Override
    @SuppressWarnings("NullAway") // The end of the records is null, as the format is told.
    public Reader<Tally> reader(RecordInput in) {
        DataInputStream data = new DataInputStream(in);
        return () -> in.begin() ? read(data) : null;
    }

    @Override
    public Writer<Tally> writer(OutputStream out) {
        DataOutputStream data = new DataOutputStream(out);
        return tally -> write(tally, data);
    }

    static Tally read(DataInputStream data) throws IOException {
        return new Tally(data.readUTF(), data.readLong());
    }

    static void write(Tally tally, DataOutputStream data) throws IOException {
        data.writeUTF(tally.name());
        data.writeLong(tally.number());
    }
}
