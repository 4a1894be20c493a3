package io.lunabuilder.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads JSON strictly and writes it plainly. */
final class Json {
  private static final int DEEPEST = 32;

  /** Shared, since each call has a thread of its own: buffers by thread would be used once. */
  private static final RecyclerPool<BufferRecycler> BUFFERS =
      JsonRecyclerPools.newConcurrentDequePool();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().recyclerPool(BUFFERS).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();
  private static final ObjectReader TREES = MAPPER.readerFor(JsonNode.class);

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
  }

  private Json() {}

  /**
   * Reads one document.
   *
   * @throws RefusedCallException when it is no JSON in UTF-8
   */
  static JsonNode parse(byte[] document) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      JsonNode root = TREES.readTree(text);
      if (root.isMissingNode()) {
        throw new RefusedCallException(ApiError.MALFORMED_JSON, "the body is empty");
      }
      return root;
    } catch (CharacterCodingException e) {
      throw new RefusedCallException(ApiError.MALFORMED_JSON, "the body is not UTF-8");
    } catch (JsonProcessingException e) {
      throw new RefusedCallException(ApiError.MALFORMED_JSON, placeOf(e));
    }
  }

  /** Where, without what was there: that could be a secret. */
  private static String placeOf(JsonProcessingException e) {
    var at = e.getLocation();
    return at == null
        ? "the body is not valid JSON"
        : "the body is not valid JSON at line %d, column %d"
            .formatted(at.getLineNr(), at.getColumnNr());
  }

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
