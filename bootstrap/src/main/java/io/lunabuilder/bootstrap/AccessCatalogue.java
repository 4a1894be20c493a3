package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.SettingKind;
import io.lunabuilder.http.access.RateLimit;
import java.nio.file.Path;
import java.util.Set;

/** Settings of who may call the API. */
final class AccessCatalogue {
  static final Section ACCESS = new Section("Who may call");

  static final Setting<Path> TOKENS_FILE =
      ACCESS
          .setting("LUNA_BUILDER_TOKENS_FILE", SettingKind.FILE)
          .remedy("set it to a file of lines that luna-builder token NAME ROLE makes")
          .meaning(
              "A line for each caller, with the digest of a token and its role; a change of its"
                  + " content counts at once. Unset: whoever reaches the service may do everything."
                  + " See [security](security.md).");

  static final Setting<Path> TLS_CERTIFICATE =
      ACCESS
          .setting("LUNA_BUILDER_TLS_CERTIFICATE", SettingKind.FILE)
          .remedy("set it to a file of PEM, together with LUNA_BUILDER_TLS_KEY")
          .meaning(
              "The certificate of the service and those that lead to its authority (PEM); a change"
                  + " of its content counts at once. Unset: it is called without TLS.");

  static final Setting<Path> TLS_KEY =
      ACCESS
          .setting("LUNA_BUILDER_TLS_KEY", SettingKind.FILE)
          .remedy("set it to a file of PEM, together with LUNA_BUILDER_TLS_CERTIFICATE")
          .meaning("The certificate's private key (PEM, without a password).");

  static final Setting<RateLimit> RATE_LIMIT =
      ACCESS
          .setting(
              "LUNA_BUILDER_RATE_LIMIT",
              new SettingKind<>("calls and a time: `600/1m`", AccessForms::rateLimit))
          .remedy("set it to a number of calls and a time, such as 600/1m")
          .meaning(
              "How often one token may call, or one address without tokens. Unset: without limit.");

  static final Setting<Set<String>> CORS_ORIGINS =
      ACCESS
          .setting(
              "LUNA_BUILDER_CORS_ORIGINS",
              new SettingKind<>("`https://HOST[:PORT]`, separated by commas", AccessForms::origins))
          .remedy("name each as a browser does, such as https://ci.example.com")
          .meaning(
              "Sites whose pages may call the service from a browser. Unset: none but its own.");

  static final Setting<Set<String>> ALLOWED_HOSTS =
      ACCESS
          .setting(
              "LUNA_BUILDER_ALLOWED_HOSTS",
              new SettingKind<>("names, separated by commas", AccessForms::hosts))
          .remedy("name hosts without scheme, port and path, such as builder.example.com")
          .meaning(
              "Names by which a service on a loopback address is called beside `localhost`, for"
                  + " example by a proxy on the same machine.");

  private AccessCatalogue() {}
}
