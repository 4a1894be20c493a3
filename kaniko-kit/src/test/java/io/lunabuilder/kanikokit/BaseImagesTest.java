package io.lunabuilder.kanikokit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Base images at private addresses")
@Tag("R21")
class BaseImagesTest {
  private static final Set<String> LISTED = Set.of("registry.local:5000", "10.0.0.7");

  @ParameterizedTest(name = "are found where their registry is not listed: {0}")
  @ValueSource(
      strings = {
        "FROM localhost:5000/a:1",
        "from 127.0.0.1:5000/team/a AS b",
        "FROM --platform=linux/amd64 10.1.2.3/a",
        "FROM 192.168.1.1:5000/a",
        "FROM 172.31.0.1/a",
        "FROM builder.local/a",
        "FROM Other.LOCAL:5000/a",
        "FROM alpine\nCOPY --from=172.16.0.1:80/a /x /x",
        "FROM alpine\nRUN --mount=type=bind,from=10.0.0.8/a,target=/x true",
        "ARG BASE=10.0.0.8/a\nFROM ${BASE}"
      })
  void found(String dockerfile) {
    assertThat(BaseImages.of(dockerfile, List.of()).unlisted(LISTED)).isPresent();
  }

  @ParameterizedTest(name = "are nothing to complain of in {0}")
  @ValueSource(
      strings = {
        "FROM scratch",
        "FROM alpine:3",
        "FROM registry.example.com:5000/team/a:1",
        "FROM Registry.local:5000/a",
        "FROM 10.0.0.7/a",
        "FROM 11.0.0.1/a",
        "FROM 172.32.0.1/a",
        "FROM alpine\nRUN curl http://10.0.0.8/file",
        "FROM alpine\nARG MIRROR=10.0.0.8/pypi",
        "# FROM 10.0.0.8/a\nFROM alpine"
      })
  void harmless(String dockerfile) {
    assertThat(BaseImages.of(dockerfile, List.of()).unlisted(LISTED)).isEmpty();
  }

  @Test
  @DisplayName("are found in a build argument that a FROM can get")
  void buildArgument() {
    BaseImages images =
        BaseImages.of("ARG BASE\nFROM $BASE\n", List.of("localhost:5000/a", "other"));

    assertThat(images.unlisted(LISTED)).contains("localhost:5000");
  }
}
