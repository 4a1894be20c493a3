package io.lunabuilder.http;

import io.lunabuilder.http.access.AccessSettings;
import io.lunabuilder.http.access.SignedLinks;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the API is served.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param version of this program
 * @param readiness names the parts that do not work now; empty when all do
 * @param access who may call it
 * @param settings that hold now
 * @param tls by what callers know the service; null where it is called without TLS
 * @param links by which pods fetch uploads
 */
public record HttpSettings(
    String host,
    int port,
    Version version,
    Supplier<List<String>> readiness,
    AccessSettings access,
    Supplier<List<SettingShown>> settings,
    @Nullable TlsSettings tls,
    SignedLinks links) {}
