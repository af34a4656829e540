package io.anabranch.states.reader;

import java.io.InputStream;

/** Where a manifest's data files come from. */
public interface ObjectSource {
    /** @throws io.anabranch.states.StatesError States.ItemReaderFailed when the object cannot be read */
    InputStream open(String bucket, String key);
}
