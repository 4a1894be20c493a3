package io.lunabuilder.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.testkit.TestAuthority;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2")
@DisplayName("A Redis cluster for tests")
class RedisClusterTest {

  @Test
  @DisplayName("is whole, with all slots on three masters")
  void whole() {
    RedisCluster cluster = RedisCluster.shared();

    assertThat(RedisCluster.shared()).isSameAs(cluster);
    assertThat(cluster.nodes()).hasSize(3);
    for (RedisServer node : cluster.nodes()) {
      assertThat(node.run("CLUSTER", "INFO"))
          .contains("cluster_state:ok", "cluster_slots_ok:16384", "cluster_size:3");
    }
  }

  @Test
  @DisplayName("sends a client to the node of a key, at an address that this machine reaches")
  void redirects() throws IOException {
    List<RedisServer> nodes = RedisCluster.shared().nodes();
    // The slot of "foo" is 12182, of the last third; see CLUSTER KEYSLOT.
    String answer = InlineClient.ask(nodes.getFirst().port(), "GET foo");

    assertThat(answer).isEqualTo("-MOVED 12182 127.0.0.1:" + nodes.getLast().port());
    assertThat(InlineClient.ask(nodes.getLast().port(), "SET foo 1")).isEqualTo("+OK");
  }

  @Test
  @DisplayName("works with login and TLS, and is whole again after a node was killed")
  void loginAndTls() throws Exception {
    TestAuthority authority = TestAuthority.make();
    RedisOptions options = RedisOptions.plain().withPassword("secret").withTls(authority).durable();
    try (RedisCluster cluster = RedisCluster.startOrSkip(options)) {
      RedisServer last = cluster.nodes().getLast();
      last.run("SET", "foo", "1");
      last.kill();
      cluster
          .nodes()
          .getFirst()
          .await(
              "lack of slots", () -> cluster.nodes().getFirst().run("GET", "a").contains("DOWN"));
      last.start();
      cluster.awaitWhole();

      assertThat(last.run("GET", "foo")).isEqualTo("1");
      assertThat(
              InlineClient.ask(
                  InlineClient.trusting(authority.certificate()), last.port(), "AUTH secret"))
          .isEqualTo("+OK");
    }
  }
}
