package io.lunabuilder.application.port;

/**
 * A piece of a build's log.
 *
 * @param start offset of its first byte: after the offset that was asked for when that part was
 *     dropped
 * @param bytes the piece; empty at the end
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared, and a copy for each reader costs too much
public record LogSlice(long start, byte[] bytes) {

  /** The offset at which to go on. */
  public long next() {
    return start + bytes.length;
  }

  /** Is there nothing (yet)? */
  public boolean isEmpty() {
    return bytes.length == 0;
  }
}
