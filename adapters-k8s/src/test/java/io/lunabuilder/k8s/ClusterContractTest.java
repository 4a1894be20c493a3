package io.lunabuilder.k8s;

import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.domain.NodeSelector;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.testkit.builder.BuilderRig;
import io.lunabuilder.testkit.builder.ImageBuilderContract;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("Kaniko in a real cluster as an image builder")
@Tag("R4")
@Tag("R11")
@Tag("R20")
@Tag("R21")
@Tag("R22")
class ClusterContractTest extends ImageBuilderContract {

  @Override
  protected BuilderRig start(Path folder) throws Exception {
    return new Rig(ClusterRig.startOrSkip(folder));
  }

  /** Pods with the shipped rights and no others, which fetch archives from a web server. */
  private record Rig(ClusterRig rig) implements BuilderRig {
    @Override
    public ImageBuilder builder(Registry registry, Set<String> insecureRegistries)
        throws IOException {
      return rig.builder(draft -> {
        draft.pushTo = registry;
        draft.insecureRegistries = insecureRegistries;
      });
    }

    @Override
    public ArchiveLink keep(byte[] archive) throws IOException {
      return new ArchiveLink(rig.files.put(archive).value() + "?signature=" + UUID.randomUUID());
    }

    @Override
    public List<String> leftovers() throws IOException, InterruptedException {
      return rig.pods().lines().toList();
    }

    @Override
    public Placement placement() {
      return new Placement.Cluster(new Namespace(rig.namespace), NodeSelector.ANY);
    }

    @Override
    public String address() {
      return TestCluster.ADDRESS;
    }

    @Override
    public void stop() throws IOException, InterruptedException {
      rig.stop();
    }
  }
}
