package io.lunabuilder.testkit.builder;

import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.domain.Registry;
import java.util.List;
import java.util.Set;

/** All that {@link ImageBuilderContract} must be told of a builder. */
public interface BuilderRig {

  /**
   * Makes a builder as a service does when it starts. Several live at a time: they are services
   * that share their builds, so that one can take over what another began.
   *
   * @param registry where images are pushed
   * @param insecureRegistries hosts that speak plain HTTP; {@code registry} is among them
   */
  ImageBuilder builder(Registry registry, Set<String> insecureRegistries) throws Exception;

  /**
   * Keeps an archive where every builder of this rig can fetch it.
   *
   * @param archive its bytes, which need not be those of an archive
   * @return a link of its own whose query is a secret; with another path it leads nowhere
   */
  ArchiveLink keep(byte[] archive) throws Exception;

  /** What is left of builds, in words: processes, pods, folders; empty when nothing is. */
  List<String> leftovers() throws Exception;

  /** Where builds run. */
  default Placement placement() {
    return new Placement.Local();
  }

  /** The address of this machine at which builds and their steps reach servers. */
  default String address() {
    return "127.0.0.1";
  }

  /** Ends what it started. */
  default void stop() throws Exception {}
}
