package io.lunabuilder.http;

import io.lunabuilder.application.Readiness;
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
 * @param readiness tells which parts work now, at once
 * @param access who may call it
 * @param settings that hold now
 * @param tls by what callers know the service; null where it is called without TLS
 * @param links by which pods fetch uploads
 * @param calls hears of each call
 * @param metrics what {@code /metrics} answers, in the text format of Prometheus
 */
public record HttpSettings(
    String host,
    int port,
    Version version,
    Supplier<Readiness> readiness,
    AccessSettings access,
    Supplier<List<SettingShown>> settings,
    @Nullable TlsSettings tls,
    SignedLinks links,
    CallObserver calls,
    Supplier<String> metrics) {}
