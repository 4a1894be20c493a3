package io.lunabuilder.storekit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes one kind of document as JSON without white space, and reads it. Fields that are not known
 * are passed over, so that what a newer version added does no harm.
 */
public final class CompactJson<T> {
  // Callers come each on a thread of its own: buffers kept by thread would be used once.
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final ObjectWriter writer;
  private final ObjectReader reader;

  /** For documents of {@code type}, a record. */
  public CompactJson(Class<T> type) {
    writer = MAPPER.writerFor(type);
    reader = MAPPER.readerFor(type);
  }

  /** UTF-8. */
  public byte[] write(T document) {
    try {
      return writer.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UncheckedIOException when that is not the JSON of such a document
   */
  public T read(byte[] json) {
    return read(json, 0, json.length);
  }

  /** Reads {@code length} bytes from {@code offset} on. */
  public T read(byte[] json, int offset, int length) {
    try {
      return reader.readValue(json, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
