package com.example.source.maven;

import io.lunabuilder.application.plugin.PluginApi;
import io.lunabuilder.application.plugin.PluginSetting;
import io.lunabuilder.application.plugin.PluginSettings;
import io.lunabuilder.application.plugin.SourcePlugin;
import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.setting.SettingKind;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Build contexts that a team releases into a Maven repository, as it does with its jars. */
public final class MavenArchives implements SourcePlugin {
  static final PluginSetting<URI> REPOSITORY =
      PluginSetting.of(
          "REPOSITORY",
          SettingKind.URL,
          "https://repo1.maven.org/maven2",
          "Where links like maven:GROUP:ARTIFACT:VERSION:TYPE lead to.");

  @Override
  public String apiVersion() {
    return PluginApi.VERSION;
  }

  @Override
  public String name() {
    return "maven";
  }

  @Override
  public String describe() {
    return "brings archives from a Maven repository";
  }

  @Override
  public List<PluginSetting<?>> settings() {
    return List.of(REPOSITORY);
  }

  @Override
  public ArchiveSource open(PluginSettings settings) {
    return new Source(settings.get(REPOSITORY), HttpClient.newHttpClient());
  }

  private record Source(URI repository, HttpClient http) implements ArchiveSource {
    private static final Pattern LINK = Pattern.compile("maven" + ":(\\w[\\w.-]*)".repeat(4));

    @Override
    public boolean recognises(ArchiveLink link) {
      return LINK.matcher(link.value()).matches();
    }

    @Override
    public String example() {
      return "maven:com.example:context:1.0:tar.gz";
    }

    @Override
    public Probe probe(ArchiveLink link) {
      return new Probe.Fine(null); // A release does not change: it is soon enough to look then.
    }

    @Override
    public Opening open(Archive archive, long offset) throws InterruptedException {
      String path =
          LINK.matcher(archive.link().value())
              .replaceFirst(m -> m.group(1).replace('.', '/') + "/$2/$3/$2-$3.$4");
      HttpRequest request = HttpRequest.newBuilder(URI.create(repository + "/" + path)).build();
      FailureCode code;
      try {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() == 200) {
          OptionalLong size = answer.headers().firstValueAsLong("Content-Length");
          return new Opening.Opened(new ArchiveContent.Streamed(answer.body(), size));
        }
        answer.body().close();
        boolean gone = answer.statusCode() == 404;
        code = gone ? FailureCode.ARCHIVE_NOT_FOUND : FailureCode.ARCHIVE_DENIED;
      } catch (IOException e) {
        code = FailureCode.ARCHIVE_UNREACHABLE;
      }
      return new Opening.Refused(new ArchiveProblem(code, archive.link() + ": " + code.meaning()));
    }
  }
}
