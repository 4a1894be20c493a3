package io.lunabuilder.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.registry.Security.Way;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("The ways to a registry")
class WaysTest {
  private final Ways ways = new Ways(new Security(Set.of("plain.example:5000")));

  @Test
  @Tag("R21")
  @DisplayName("are TLS first, where the registry is listed as insecure and did not answer yet")
  void triesTlsFirst() {
    assertThat(ways.to("plain.example:5000")).containsExactly(Way.UNVERIFIED, Way.PLAIN);
  }

  @Test
  @DisplayName("begin with the one in which it answered last, and keep the other")
  void remembers() {
    ways.answered("plain.example:5000", Way.PLAIN);

    assertThat(ways.to("plain.example:5000")).containsExactly(Way.PLAIN, Way.UNVERIFIED);

    ways.answered("plain.example:5000", Way.UNVERIFIED);

    assertThat(ways.to("plain.example:5000")).containsExactly(Way.UNVERIFIED, Way.PLAIN);
  }

  @Test
  @Tag("R21")
  @DisplayName("never become insecure by what was remembered of a registry that is not listed")
  void staysSecure() {
    ways.answered("other.example", Way.PLAIN);

    assertThat(ways.to("other.example")).containsExactly(Way.TRUSTED);
  }
}
