package io.lunabuilder.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Every link to an archive")
class ArchiveLinkPropertiesTest {
  private static final String SEED = "20261124";

  @Property(tries = 2_000, seed = SEED)
  @Label("is taken as it is, or refused")
  void anyText(@ForAll String text) {
    if (ArchiveLink.parse("archive", text)
        instanceof Checked.Valid<ArchiveLink>(ArchiveLink link)) {
      assertThat(link.value()).isEqualTo(text);
      assertThat(ArchiveLink.parse("archive", link.value())).isEqualTo(Checked.valid(link));
      assertThat(link.forgettingSecrets().forgettingSecrets()).isEqualTo(link.forgettingSecrets());
    }
  }

  @Property(tries = 20, seed = SEED)
  @Label("is taken or refused when it is as long as a request can be")
  void longText(@ForAll("separators") String part) {
    String text = "@" + part.repeat((1 << 20) / part.length());

    assertThat(ArchiveLink.parse("archive", text)).isInstanceOf(Checked.Invalid.class);
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of("/", "?", "#", "@", ":", "://", "://a:b", "1", "%2F", " ", "x");
  }
}
