package io.anabranch.runtime.run;

/**
 * A part file, as the manifest names it.
 *
 * @param key key in the bucket of the output
 * @param crc32c checksum of the whole object, 8 hexadecimal digits
 */
public record CommittedPart(String key, long bytes, long records, String crc32c) {}
