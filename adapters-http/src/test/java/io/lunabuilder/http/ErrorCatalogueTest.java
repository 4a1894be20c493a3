package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The catalogue of errors")
class ErrorCatalogueTest {

  @ParameterizedTest
  @EnumSource
  @DisplayName("has a page for each error, with its title and status:")
  void page(ApiError error) {
    String page = ErrorCatalogue.load().page(Integer.toString(error.number())).orElseThrow();

    assertThat(page)
        .startsWith(error.number() + " " + error.title() + "\n")
        .contains("HTTP status " + error.httpStatus() + "\n");
    assertThat(page.lines().filter(line -> !line.isBlank())).hasSize(4);
  }
}
