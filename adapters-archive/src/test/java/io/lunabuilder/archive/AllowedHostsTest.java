package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Hosts that links may lead to")
class AllowedHostsTest {

  @ParameterizedTest(name = "are public: {0}")
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1"
      })
  void publicOnes(String address) {
    assertThat(AllowedHosts.NONE.allow("files.example.com", literal(address))).isTrue();
  }

  @ParameterizedTest(name = "are not this machine, its network or nobody: {0}")
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.2.1",
        "192.168.1.1",
        "198.19.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::7f00:1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1"
      })
  void privateOnes(String address) {
    assertThat(AllowedHosts.NONE.allow("files.example.com", literal(address))).isFalse();
    assertThat(
            AllowedHosts.of(List.of("files.example.com"))
                .allow("files.example.com", literal(address)))
        .as("once the host is allowed")
        .isTrue();
  }

  @ParameterizedTest(name = "are never where a cloud keeps credentials: {0}")
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.170.2",
        "::ffff:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "2002:a9fe:a9fe::1",
        "fe80::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192"
      })
  void metadata(String address) {
    AllowedHosts all = AllowedHosts.of(List.of("metadata.local", "0.0.0.0/0", "::/0", address));

    assertThat(all.allow("metadata.local", literal(address))).isFalse();
  }

  @ParameterizedTest(name = "{0} allows {1} at {2}: {3}")
  @CsvSource({
    "files.corp,       files.corp,       10.0.0.1,    true",
    "Files.Corp,       files.CORP,       10.0.0.1,    true",
    "files.corp,       evil.files.corp,  10.0.0.1,    false",
    "files.corp,       files.corp.evil,  10.0.0.1,    false",
    "*.corp,           files.corp,       10.0.0.1,    true",
    "*.corp,           a.files.corp,     10.0.0.1,    true",
    "*.corp,           corp,             10.0.0.1,    false",
    "*.corp,           evilcorp,         10.0.0.1,    false",
    "10.1.0.0/16,      any.example,      10.1.255.255, true",
    "10.1.0.0/16,      any.example,      10.2.0.0,    false",
    "10.1.0.7,         any.example,      10.1.0.7,    true",
    "10.1.0.7,         any.example,      10.1.0.8,    false",
    "fd12::/16,        any.example,      fd12::7,     true",
    "fd12::/16,        any.example,      fd13::7,     false",
    "127.0.0.0/8,      any.example,      ::1,         false",
  })
  void entries(String entry, String host, String address, boolean allowed) {
    assertThat(AllowedHosts.of(List.of(entry)).allow(host, literal(address))).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "are refused by their form: {0}")
  @ValueSource(
      strings = {
        "http://files.corp",
        "files.corp:80",
        "*",
        "a..b",
        "10.0.0.0/33",
        "10.0.0.0/x",
        "-a"
      })
  void malformed(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AllowedHosts.of(List.of("fine.example", entry)))
        .withMessageContaining(entry);
  }

  @Test
  @DisplayName("may be none")
  void none() {
    assertThat(AllowedHosts.of(List.of())).isEqualTo(AllowedHosts.NONE);
  }

  private static InetAddress literal(String address) {
    return InetAddress.ofLiteral(address);
  }
}
