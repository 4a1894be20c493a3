package io.lunabuilder.bootstrap;

import io.lunabuilder.http.TlsSettings;
import io.lunabuilder.http.access.AccessSettings;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the settings of who may call the API. */
final class AccessReader {
  private AccessReader() {}

  static AccessSettings access(SettingValues values) {
    return new AccessSettings(
        values.optional(AccessCatalogue.TOKENS_FILE),
        values.optional(AccessCatalogue.RATE_LIMIT),
        orNone(values.optional(AccessCatalogue.CORS_ORIGINS)),
        orNone(values.optional(AccessCatalogue.ALLOWED_HOSTS)));
  }

  private static Set<String> orNone(@Nullable Set<String> given) {
    return given == null ? Set.of() : given;
  }

  /** Null where neither file is named; one alone is refused. */
  static @Nullable TlsSettings tls(SettingValues values) {
    Path certificate = values.optional(AccessCatalogue.TLS_CERTIFICATE);
    Path key = values.optional(AccessCatalogue.TLS_KEY);
    if (certificate != null && key != null) {
      return new TlsSettings(certificate, key);
    }
    if (values.has(AccessCatalogue.TLS_CERTIFICATE) != values.has(AccessCatalogue.TLS_KEY)) {
      Setting<Path> missing =
          certificate == null ? AccessCatalogue.TLS_CERTIFICATE : AccessCatalogue.TLS_KEY;
      values.refuse(missing, "is required: a certificate and its key belong together");
    }
    return null;
  }
}
