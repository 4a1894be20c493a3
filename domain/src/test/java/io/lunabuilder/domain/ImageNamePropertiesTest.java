package io.lunabuilder.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

@Label("Every image name")
class ImageNamePropertiesTest {
  private static final String SEED = "20261124";

  @Property(tries = 2_000, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  @Label("is read as what it was printed from")
  void roundTrip(@ForAll("references") ImageReference image) {
    assertThat(ImageReference.parse("image_name", image.toString()))
        .isEqualTo(Checked.valid(image));
  }

  @Property(tries = 2_000, seed = SEED)
  @Label("is taken or refused, whatever characters it is made of")
  void anyText(@ForAll String text) {
    assertThatCode(() -> ImageNameRules.check(text)).doesNotThrowAnyException();
  }

  @Property(tries = 2_000, seed = SEED)
  @Label("is taken or refused when it is made of what names are made of")
  void likely(@ForAll("likely") String text) {
    assertThatCode(() -> ImageNameRules.check(text)).doesNotThrowAnyException();
  }

  @Property(tries = 20, seed = SEED)
  @Label("is taken or refused when it is as long as a request can be")
  void longText(@ForAll("parts") String part) {
    String text = part.isEmpty() ? "a" : part;
    assertThatCode(() -> ImageNameRules.check(text.repeat((1 << 20) / text.length()) + "/x"))
        .doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<ImageReference> references() {
    Arbitrary<String> hosts =
        Arbitraries.of("localhost", "localhost:5000", "r.example.com", "R.example:1", "[::1]:5000");
    Arbitrary<String> names =
        Arbitraries.of("a", "team/b", "a__b", "a--b.c_d", "0/1/2", "x".repeat(255));
    Arbitrary<String> tags = Arbitraries.of("1", "latest", "v1.0_b-c", "_", "T".repeat(128));
    return Combinators.combine(hosts.injectNull(0.3), names, tags)
        .as((host, name, tag) -> new ImageReference(host, name, new Tag(tag)));
  }

  @Provide
  Arbitrary<String> likely() {
    return parts().list().ofMaxSize(8).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.of(
        "a",
        "b1",
        ".",
        "..",
        "_",
        "__",
        "-",
        "--",
        "/",
        ":",
        "::",
        "@",
        "[",
        "]",
        "5000",
        "localhost",
        "Host",
        "é",
        " ",
        "\n",
        "\u0000",
        "sha256:",
        "a.",
        "a-",
        ".a");
  }
}
