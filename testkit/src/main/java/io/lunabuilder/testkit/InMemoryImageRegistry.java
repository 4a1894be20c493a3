package io.lunabuilder.testkit;

import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** A registry that has what a test put there. A host of which it has nothing is not reachable. */
public final class InMemoryImageRegistry implements ImageRegistry {
  private final Map<String, Long> sizes = new HashMap<>();
  private final Set<String> hosts = new HashSet<>();
  private final Queue<Answer> answers = new ArrayDeque<>();

  /**
   * Has the image from now on.
   *
   * @param size bytes of its config and layers
   */
  public synchronized void put(ImageReference reference, Digest digest, long size) {
    sizes.put(reference.pinned(digest), size);
    hosts.add(host(reference));
  }

  /** Gives this answer to the next question, whatever it has. */
  public synchronized void answerNext(Answer answer) {
    answers.add(answer);
  }

  @Override
  public synchronized Answer resolve(ImageReference reference, Digest digest)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return Optional.ofNullable(answers.poll()).orElseGet(() -> lookUp(reference, digest));
  }

  private Answer lookUp(ImageReference reference, Digest digest) {
    if (!hosts.contains(host(reference))) {
      return new Answer.Unreachable("there is no registry at " + host(reference));
    }
    return Optional.ofNullable(sizes.get(reference.pinned(digest)))
        .<Answer>map(Answer.Found::new)
        .orElseGet(Answer.Missing::new);
  }

  private static String host(ImageReference reference) {
    return reference.registry().orElse("");
  }
}
