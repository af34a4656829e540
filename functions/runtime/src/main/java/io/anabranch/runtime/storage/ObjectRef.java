package io.anabranch.runtime.storage;

/**
 * One version of an object, as a listing or a receipt named it.
 *
 * @param uri bucket and key
 * @param etag entity tag with its quotes, as S3 gives it; reads are pinned to it
 * @param size bytes
 */
public record ObjectRef(S3Uri uri, String etag, long size) {}
