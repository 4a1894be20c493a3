package io.lunabuilder.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Every link to an archive")
class ArchiveLinkPropertiesTest {
  private static final String SEED = "20261124";
  private static final String SECRET = "s3cr3t";
  private static final Pattern HOST =
      Pattern.compile("[^:]+://(?:[^/?#]*@)?([^/?#@:]+)(?::\\d+)?(?=[/?#]|$)");

  @Property(tries = 3_000, seed = SEED)
  @Label("is shown and kept without the secrets in it, also when it is refused")
  void secrets(@ForAll("secretLinks") String text) {
    Assume.that(!isOfAnotherHost(text));
    Checked<ArchiveLink> checked = ArchiveLink.parse("archive", text);

    assertThat(checked.toString()).doesNotContain(SECRET);
    if (checked instanceof Checked.Valid<ArchiveLink>(ArchiveLink link)) {
      assertThat(link.redacted()).doesNotContain(SECRET);
      assertThat(link.forgettingSecrets().value()).doesNotContain(SECRET);
    }
  }

  /** {@code https://me:x@y/s3cr3t@h} is a right link to y: nobody can know what was meant. */
  private static boolean isOfAnotherHost(String text) {
    Matcher link = HOST.matcher(text);
    return link.lookingAt() && !link.group(1).equals("h");
  }

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
  Arbitrary<String> secretLinks() {
    Arbitrary<String> schemes = Arbitraries.of("https", "http", "s3", "HTTPS", "ftp", "git+ssh");
    Arbitrary<String> users = Arbitraries.of("", "me", "me%40x", "ü");
    Arbitrary<String> around =
        separators().list().ofMaxSize(3).map(parts -> String.join("", parts));
    Arbitrary<String> passwords = Combinators.combine(around, around).as((a, b) -> a + SECRET + b);
    Arbitrary<String> ends = Arbitraries.of("", "/", "/a.tar", ":8443/a@b", "/a b", "/\u0000");
    Arbitrary<String> queries = Arbitraries.of("", "?sig=" + SECRET, "#" + SECRET, "?@" + SECRET);
    return Combinators.combine(schemes, users, passwords, ends, queries)
        .as((scheme, user, password, end, query) ->
            scheme + "://" + user + ":" + password + "@h" + end + query);
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of("/", "?", "#", "@", ":", "://", "://a:b", "1", "%2F", " ", "x");
  }
}
