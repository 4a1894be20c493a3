package io.lunabuilder.kanikokit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The order of a Dockerfile's stages")
class StageOrderTest {

  @ParameterizedTest(name = "is wrong in line {0} of {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | FROM a AS x;COPY --from=y /f /f;FROM b AS y;COPY --from=x /f /f",
        "2 | FROM a;COPY --from=later /f /f;FROM b AS later",
        "2 | FROM a AS own;COPY --from=own /f /f",
        "2 | FROM a;copy --chown=1 --from=Later /f /f;from b as later",
        "2 | FROM a;COPY --from=1 /f /f;FROM b",
        "2 | FROM a;COPY --from=0 /f /f",
        "4 | FROM a;RUN one && \\;  two;COPY --from=later /f /f;FROM b AS later",
        "5 | FROM a;RUN <<EOF;echo;EOF;COPY --from=later /f /f;FROM b AS later"
      })
  void wrong(int line, String dockerfile) {
    assertThat(StageOrder.of(dockerfile.replace(";", "\n")).problem())
        .hasValueSatisfying(problem ->
            assertThat(problem).startsWith("line " + line + ": COPY --from=").contains("stage"));
  }

  @ParameterizedTest(name = "is right in {0}")
  @ValueSource(
      strings = {
        "FROM a AS x;FROM b;COPY --from=x /f /f",
        "FROM a;FROM b;COPY --from=0 /f /f",
        "FROM golang AS golang;RUN true",
        "FROM a;COPY --from=nginx:1 /f /f;FROM b AS nginx",
        "FROM a;COPY --from=$LATER /f /f;FROM b AS later",
        "FROM a;# COPY --from=later /f /f;FROM b AS later",
        "FROM a;RUN <<EOF;COPY --from=later /f /f;EOF;FROM b AS later",
        "FROM a;RUN echo \\;COPY --from=later /f /f;FROM b AS later",
        "COPY --from=x /f /f"
      })
  void right(String dockerfile) {
    assertThat(StageOrder.of(dockerfile.replace(";", "\n")).problem()).isEmpty();
  }
}
