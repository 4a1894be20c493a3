package io.lunabuilder.http;

import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;

/**
 * Packs answers of JSON and text for callers that accept gzip. Images have a length that is told,
 * and events are sent one by one: neither is packed. Bodies that callers send are left as they are.
 */
final class Packing {
  private Packing() {}

  static CompressionHandler handler() {
    CompressionHandler handler = new CompressionHandler();
    handler.putCompression(new GzipCompression());
    handler.putConfiguration(
        "/*",
        CompressionConfig.builder()
            .compressIncludeMethod("GET")
            .compressIncludeMethod("POST")
            .compressIncludeMimeType("application/json")
            .compressIncludeMimeType("application/x-yaml")
            .compressIncludeMimeType("text/plain")
            .compressIncludeMimeType("text/html")
            .compressIncludeMimeType("text/css")
            .compressIncludeMimeType("text/javascript")
            .decompressExcludePath("/*")
            .build());
    return handler;
  }
}
