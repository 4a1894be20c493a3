package io.lunabuilder.http;

import java.util.List;
import java.util.function.Supplier;

/**
 * How the API is served.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param version of this program
 * @param readiness names the parts that do not work now; empty when all do
 */
public record HttpSettings(
    String host, int port, Version version, Supplier<List<String>> readiness) {}
