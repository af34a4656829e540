package io.anabranch.embedded.s3;

import java.nio.file.Path;

/** An object that is there: its key, the file that holds it, and which content of the file was seen. */
record StoredObject(String key, Path file, FileVersion version) {}
